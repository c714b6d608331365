using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Sessions;

/// <summary>What the command line says of meetings, and how the server obeys it.</summary>
public sealed class SessionCommandsTests
{
    [Fact]
    public async Task The_command_line_shows_who_is_connected_and_leads_a_meeting_to_its_end()
    {
        await using var held = await HeldMeeting.ComingAsync(MeetingKind.Planned, "UBND huyện 1", "UBND xã 1.1");
        var commands = held.Installation.Services.GetRequiredService<SessionCommands>();
        var listed = Assert.Single(await commands.MeetingsAsync(all: false, default));
        Assert.Equal((MeetingStage.Approved, 3, 0, "Sở Y tế"), (listed.Stage, listed.Sites, listed.SitesConnected, listed.UnitName));
        var number = $"{listed.Number}";
        Assert.Empty(await commands.ConferencesAsync(default));

        // The server itself obeys; nobody else moves anything here.
        Assert.Null(await commands.OrderAsync(number, SessionOrderVerb.Connect, "diemcau (quantri)", default));
        await held.PassAsync(TimeSpan.FromMinutes(2));
        await held.ComeAsync(await held.Province.BrowserOf("UBND huyện 1"));

        var shown = (await commands.ShowAsync(number, default))!;
        Assert.Equal(1, shown.Meeting.SitesConnected);
        Assert.NotNull(shown.Sites.Single(site => site.Name.Contains("huyện 1", StringComparison.Ordinal)).ConnectedSince);
        Assert.Equal(SiteRole.Main, shown.Sites[0].Role);
        var conference = Assert.Single(await commands.ConferencesAsync(default));
        Assert.Equal((OccasionKind.Meeting, MeetingStage.Connecting, 3, 1), (conference.Occasion, conference.Stage, conference.Sites, conference.SitesConnected));

        Assert.Null(await commands.OrderAsync(number, SessionOrderVerb.Open, "diemcau (quantri)", default));
        Assert.Equal(MeetingStage.InSession, await held.StageAsync());
        Assert.Null(await commands.OrderAsync($"{held.Id}", SessionOrderVerb.End, "diemcau (quantri)", default));
        Assert.Equal(MeetingStage.Ended, await held.StageAsync());
        Assert.Empty(await commands.MeetingsAsync(all: false, default));
        Assert.Single(await commands.MeetingsAsync(all: true, default));
        Assert.Equal("meeting_not_held", (await commands.OrderAsync(number, SessionOrderVerb.Open, "diemcau (quantri)", default))?.Code);
        Assert.Null(await commands.ShowAsync("4711", default));
        Assert.Equal("not_found", (await commands.OrderAsync("4711", SessionOrderVerb.End, "diemcau (quantri)", default))?.Code);
    }
}
