using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.Meetings.WorkingDays;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Approval;

/// <summary>An office that approves, a department that registers, and sites to meet at.</summary>
internal sealed class ApprovingOffice : IAsyncDisposable
{
    private ApprovingOffice(TestInstallation installation, Browser officer, Browser department, Guid departmentId)
    {
        Installation = installation;
        Officer = officer;
        Department = department;
        DepartmentId = departmentId;
    }

    public TestInstallation Installation { get; }

    public Browser Officer { get; }

    /// <summary>Sở Y tế, which registers; its mailbox hears of decisions.</summary>
    public Browser Department { get; }

    public Guid DepartmentId { get; }

    public required IReadOnlyList<Guid> Sites { get; init; }

    public const string ContactMail = "dauMoi@tinh.gov.vn";

    /// <summary>08h00 of a working day three weeks ahead.</summary>
    public required DateTimeOffset Morning { get; init; }

    /// <param name="ports">What the media node carries; streams and Mb/s are no hindrance.</param>
    public static async Task<ApprovingOffice> OpenAsync(int sites, int ports)
    {
        var installation = await TestInstallation.StartAsync();
        var departmentId = await installation.Unit("Sở Y tế", kind: UnitKind.Office);
        var communes = await installation.Unit("UBND các xã");
        var now = installation.Time.GetUtcNow();
        List<Site> made = [.. Enumerable.Range(1, sites).Select(number => new Site
        {
            Id = Guid.CreateVersion7(now), UnitId = communes, Name = $"Điểm cầu {number}", Place = "",
            ValidFrom = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), CreatedAt = now,
        })];
        await installation.Change(db => db.Sites.AddRange(made));
        var morning = await installation.QueryAsync(async db =>
        {
            var calendars = installation.Services.GetRequiredService<WorkingCalendars>();
            var calendar = await WorkingCalendars.ForAsync(db, now.Year, now.Year + 1, default);
            return calendars.At(calendar.AddWorkingDays(calendars.DayOf(now), 15), new(8, 0));
        });
        var office = new ApprovingOffice(
            installation, await installation.Holder(Unit.Whole, Role.ApprovingOfficer), await installation.Member(departmentId), departmentId)
        {
            Sites = [.. made.Select(site => site.Id)],
            Morning = morning,
        };
        await office.CarryAsync(ports);
        return office;
    }

    /// <summary>Lets the only node carry so many ports.</summary>
    public Task<int> CarryAsync(int ports) => Installation.QueryAsync(db =>
        db.Database.ExecuteSqlAsync($"update media_nodes set ports = {ports}, streams = 100000, mbps = 100000"));

    /// <summary>A registration that waits, or, when ad-hoc, is announced.</summary>
    public async Task<Guid> SubmittedAsync(
        string title, IEnumerable<Guid> sites, DateTimeOffset? start = null, MeetingPriority priority = MeetingPriority.Other,
        string chair = "Nguyễn Văn A", MeetingKind kind = MeetingKind.Planned, double hours = 2)
    {
        var (id, refusal) = await TrySubmitAsync(title, sites, start, priority, chair, kind, hours);
        Assert.Null(refusal);
        return id;
    }

    public Task<(Guid Id, string? Refusal)> TrySubmitAsync(
        string title, IEnumerable<Guid> sites, DateTimeOffset? start = null, MeetingPriority priority = MeetingPriority.Other,
        string chair = "Nguyễn Văn A", MeetingKind kind = MeetingKind.Planned, double hours = 2) => Installation.QueryAsync(async db =>
    {
        var now = Installation.Time.GetUtcNow();
        var by = new MeetingActor(null, "Sở Y tế");
        SiteEntry[] entries = [.. sites.Select(site => new SiteEntry(site, DepartmentId, "Điểm cầu " + (Sites.ToList().IndexOf(site) + 1), Attendees: "Lãnh đạo"))];
        var terms = new SubmissionTerms(DateTimeOffset.MaxValue, "", HasPapers: true);
        var meeting = Meeting.Draft(DepartmentId, by, now);
        db.Meetings.Add(meeting);
        var from = start ?? Morning;
        var refusal = meeting.Rewrite(
            new()
            {
                Kind = kind,
                Title = title,
                StartsAt = from,
                EndsAt = from.AddHours(hours),
                ChairName = chair,
                Priority = priority,
                PriorityReason = "Theo chỉ đạo",
                MainSite = entries[0],
                Members = entries[1..],
                Contact = new("Trần Thị B", Phone: "0912 345 678", Email: ContactMail),
            },
            terms, by, now) ?? meeting.Submit(terms, by, now);
        refusal ??= await Installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default);
        return (meeting.Id, refusal?.Code);
    });

    public async Task<JsonNode> LookAsync(Guid id) => (await Officer.Get($"/api/approvals/{id}")).Json!;

    public async Task<int> VersionAsync(Guid id) => await Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Version).SingleAsync());

    public Task<MeetingStage> StageAsync(Guid id) => Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == id).Select(meeting => meeting.Stage).SingleAsync());

    public async Task<Answer> ApproveAsync(Guid id, params Guid[] displace) =>
        await Officer.Post($"/api/approvals/{id}/approve", new { version = await VersionAsync(id), displace });

    public async Task<Guid> ApprovedAsync(
        string title, IEnumerable<Guid> sites, DateTimeOffset? start = null, MeetingPriority priority = MeetingPriority.Other, string chair = "Lê Văn C", double hours = 2)
    {
        var id = await SubmittedAsync(title, sites, start, priority, chair, hours: hours);
        var answer = await ApproveAsync(id);
        Assert.True(answer.Code is null, answer.Text);
        return id;
    }

    /// <summary>Something is done to a meeting as the live session or its unit would.</summary>
    public Task DoAsync(Guid id, Func<Meeting, MeetingActor, DateTimeOffset, Refusal?> verb) => Installation.QueryAsync(async db =>
    {
        var meeting = (await db.FindMeetingAsync(id, null, default))!;
        Assert.Null(verb(meeting, MeetingActor.System, Installation.Time.GetUtcNow()));
        Assert.Null(await Installation.Services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
        return true;
    });

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
