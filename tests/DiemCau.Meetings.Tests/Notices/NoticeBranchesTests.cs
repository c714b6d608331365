using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Lifecycle;

namespace DiemCau.Meetings.Tests.Notices;

public sealed class NoticeBranchesTests
{
    private readonly Dictionary<string, (Guid Id, UnitKind Kind, string? Parent)> _tree = new()
    {
        ["tỉnh"] = (Guid.NewGuid(), UnitKind.Authority, null),
        ["sở"] = (Guid.NewGuid(), UnitKind.Office, "tỉnh"),
        ["huyện"] = (Guid.NewGuid(), UnitKind.Authority, "tỉnh"),
        ["văn phòng huyện"] = (Guid.NewGuid(), UnitKind.Office, "huyện"),
        ["xã"] = (Guid.NewGuid(), UnitKind.Authority, "huyện"),
        ["cụm"] = (Guid.NewGuid(), UnitKind.Group, "tỉnh"),
        ["xã của cụm"] = (Guid.NewGuid(), UnitKind.Authority, "cụm"),
        ["phường"] = (Guid.NewGuid(), UnitKind.Authority, "tỉnh"),
    };

    [Theory]
    [InlineData("sở", "xã", "huyện")]
    [InlineData("sở", "huyện", "huyện")] // it has a commune under it that takes part
    [InlineData("sở", "văn phòng huyện", "huyện")]
    [InlineData("sở", "xã của cụm", "cụm")]
    [InlineData("sở", "phường", null)] // a commune that stands under the province itself
    [InlineData("tỉnh", "sở", null)]
    [InlineData("huyện", "xã", null)] // a district's meeting: its own communes
    [InlineData("huyện", "xã của cụm", "cụm")]
    [InlineData("văn phòng huyện", "xã", null)]
    public void A_site_belongs_to_the_branch_between_it_and_the_meetings_unit(string holder, string member, string? branch)
    {
        var found = Branches(holder, [.. _tree.Keys.Where(unit => unit != holder)]);
        Assert.Equal(branch is null ? null : _tree[branch].Id, found.Of(_tree[member].Id)?.UnitId);
    }

    [Fact]
    public void A_district_without_communes_in_the_meeting_is_no_branch()
    {
        Assert.Empty(Branches("sở", ["huyện", "phường"]).All);
        Assert.Equal(["huyện"], Branches("sở", ["xã", "phường"]).All.Select(branch => branch.Name));
    }

    private NoticeBranches Branches(string holder, string[] members)
    {
        var meeting = Meeting.Draft(_tree[holder].Id, MeetingExamples.Clerk, MeetingExamples.Now);
        var content = MeetingExamples.Content() with { Members = [.. members.Select(unit => MeetingExamples.Site(unit) with { UnitId = _tree[unit].Id })] };
        Assert.Null(meeting.Rewrite(content, MeetingExamples.Terms, MeetingExamples.Clerk, MeetingExamples.Now));
        return NoticeBranches.Of(meeting, _tree.Keys.ToDictionary(unit => _tree[unit].Id, LineOf));
    }

    private IReadOnlyList<UnitLine> LineOf(string unit)
    {
        List<UnitLine> line = [];
        for (var next = unit; next is not null; next = _tree[next].Parent)
        {
            line.Add(new(_tree[next].Id, next, _tree[next].Kind, line.Count));
        }

        return line;
    }
}
