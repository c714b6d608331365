using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Preparation;

/// <summary>A province with a department that registers, a district with two communes and another commune elsewhere, and a meeting of them all.</summary>
internal sealed class Branch : IAsyncDisposable
{
    public required TestInstallation Installation { get; init; }

    /// <summary>Registers, and has the main site.</summary>
    public required Browser Department { get; init; }

    public required Browser McuOperator { get; init; }

    public required Browser District { get; init; }

    /// <summary>Of the district; its site has a leader and two technicians as contacts.</summary>
    public required Browser Commune { get; init; }

    public required Browser Elsewhere { get; init; }

    public required Guid DistrictId { get; init; }

    public required Guid MainSite { get; init; }

    public required Guid CommuneSite { get; init; }

    public required Guid NeighbourSite { get; init; }

    public required Guid ElsewhereSite { get; init; }

    public required Guid DepartmentId { get; init; }

    private IReadOnlyList<Site> Sites { get; init; } = [];

    public static async Task<Branch> OpenAsync()
    {
        var installation = await TestInstallation.StartAsync();
        var province = await installation.Unit("UBND tỉnh");
        var department = await installation.Unit("Sở Y tế", province, UnitKind.Office);
        var district = await installation.Unit("UBND huyện Cư M'gar", province);
        var commune = await installation.Unit("UBND xã Ea Kiết", district);
        var neighbour = await installation.Unit("UBND xã Ea Tul", district);
        var elsewhere = await installation.Unit("UBND xã Ea Kao", await installation.Unit("UBND thành phố", province));
        Site[] sites =
        [
            Site(installation, department), Site(installation, commune, withContacts: true), Site(installation, neighbour), Site(installation, elsewhere),
        ];
        await installation.Change(db => db.Sites.AddRange(sites));
        return new()
        {
            Installation = installation,
            Department = await installation.Member(department),
            McuOperator = await installation.Holder(province, Role.McuOperator),
            District = await installation.Holder(district, Role.IntermediateOperator),
            Commune = await installation.Member(commune),
            Elsewhere = await installation.Member(elsewhere),
            DepartmentId = department,
            DistrictId = district,
            MainSite = sites[0].Id,
            CommuneSite = sites[1].Id,
            NeighbourSite = sites[2].Id,
            ElsewhereSite = sites[3].Id,
            Sites = sites,
        };
    }

    /// <summary>A meeting in so many days whose notice is out: what its sites are to prepare.</summary>
    public Task<Guid> AnnouncedAsync(string title = "Giao ban", MeetingKind kind = MeetingKind.AdHoc, double days = 20) => Installation.QueryAsync(async db =>
    {
        var now = Installation.Time.GetUtcNow();
        var by = new MeetingActor(null, "Sở Y tế");
        SiteEntry[] entries = [.. Sites.Select(site => new SiteEntry(site.Id, site.UnitId, site.Name, Attendees: "Lãnh đạo"))];
        var terms = new SubmissionTerms(DateTimeOffset.MaxValue, "", HasPapers: true);
        var meeting = Meeting.Draft(DepartmentId, by, now);
        db.Meetings.Add(meeting);
        Assert.Null(meeting.Rewrite(
            new()
            {
                Kind = kind,
                Title = title,
                StartsAt = now.AddDays(days),
                EndsAt = now.AddDays(days).AddHours(2),
                ChairName = title,
                MainSite = entries[0],
                Members = entries[1..],
                Script = [new("Khai mạc", 5), new("Báo cáo của xã", 10, CommuneSite)],
                Contact = new("Trần Thị B", Phone: "0912 345 678"),
                Outside = kind == MeetingKind.Outside ? new("Văn phòng Chính phủ", "https://hop.chinhphu.vn/1", null) : null,
            },
            terms, by, now));
        Assert.Null(meeting.Submit(terms, by, now));
        if (kind == MeetingKind.Planned)
        {
            Assert.Null(meeting.Approve(by, now));
            Assert.Null(meeting.Notify(by, now));
        }

        Assert.Null(await Installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
        return meeting.Id;
    });

    public static string Preparation(Guid meeting) => $"/api/meetings/{meeting}/preparation";

    public static string At(Guid meeting, Guid? site) => Preparation(meeting) + (site is { } id ? $"/sites/{id}" : "/mcu");

    /// <summary>A leader and a technician.</summary>
    public static object Pair(int version = 0, string technician = "Y Bhiông") => new
    {
        version,
        people = new object[]
        {
            new { role = "leader", name = "Nguyễn Văn A", position = "Phó Chủ tịch", phone = "0905 123 456" },
            new { role = "technician", name = technician, phone = "0905 654 321", zalo = "0905654321" },
        },
    };

    /// <summary>Everything that a station has to see to is seen to.</summary>
    public static async Task PrepareAsync(Browser browser, Guid meeting, Guid? site)
    {
        var station = (await browser.Get(At(meeting, site))).Json!;
        Assert.Null((await browser.Put(At(meeting, site) + "/duty", Pair((int)station["version"]!))).Code);
        foreach (var check in station["checks"]!.AsArray())
        {
            Assert.Null((await browser.Put($"{At(meeting, site)}/checks/{check!["itemId"]}", new { isDone = true })).Code);
        }
    }

    public static JsonNode StationOf(Answer page, Guid? site) =>
        page["stations"].AsArray().Single(station => (Guid?)station!["siteId"] == site)!;

    public Task<MeetingStage> StageAsync(Guid id) =>
        Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Stage).SingleAsync());

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private static Site Site(TestInstallation installation, Guid unit, bool withContacts = false) => new()
    {
        Id = Guid.CreateVersion7(), UnitId = unit, Name = $"Phòng họp {unit:N}"[..20], Place = "Tầng 2",
        ValidFrom = DateOnly.FromDateTime(installation.Time.GetUtcNow().UtcDateTime).AddDays(-1), CreatedAt = installation.Time.GetUtcNow(),
        Description = withContacts
            ? new(Contacts:
            [
                new(null, ContactRole.Technician, "Y Bhiông", "Văn phòng", "0905 654 321"), new(null, ContactRole.Technician, "H'Lan"),
                new(null, ContactRole.Leader, "Nguyễn Văn A", "Phó Chủ tịch", "0905 123 456"),
            ])
            : new(),
    };
}
