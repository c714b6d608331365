using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Tests.Lifecycle;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Journal;

public sealed class JournalReadingTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Guid _province;
    private Guid _district;
    private Guid _commune;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _province = await _installation.Unit("UBND tỉnh");
        _district = await _installation.Unit("UBND huyện Krông Pắc", _province);
        _commune = await _installation.Unit("UBND xã Ea Kao", _district);
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public void Whoever_operates_meetings_may_read_the_journal() =>
        Assert.Subset(RolePermissions.With(Permission.ViewJournal).ToHashSet(), RolePermissions.With(Permission.OperateMeetings).ToHashSet());

    [Fact]
    public async Task An_auditor_of_the_whole_reads_everything_and_who_operates_a_district_its_units_and_meetings()
    {
        var (own, foreign) = (await MeetingOfAsync(_district), await MeetingOfAsync(_province));
        await WriteAsync(
            Line("secrecy.changed"), Line("site.created", unit: _province), Line("site.created", unit: _commune),
            Line("meeting.approve", meeting: own), Line("conference.joined", meeting: own, unit: _province),
            Line("meeting.approve", meeting: foreign), Line("conference.joined", meeting: foreign, unit: _commune));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);
        var operating = await _installation.Holder(_district, Role.IntermediateOperator);

        Assert.Equal(7, (await ActionsAsync(auditor, "action=secrecy&pageSize=200")).Count + (await ActionsAsync(auditor, "action=site&pageSize=200")).Count
            + (await ActionsAsync(auditor, "action=meeting")).Count + (await ActionsAsync(auditor, "action=conference")).Count);
        string[] theirs = ["conference.joined", "meeting.approve", "conference.joined", "site.created"];
        Assert.Equal(theirs.Order(), (await ActionsAsync(operating, "")).Where(action => !action.StartsWith("account.", StringComparison.Ordinal)).Order());
        Assert.Equal(2, (await ActionsAsync(operating, "action=conference.joined")).Count);
        Assert.Equal(2, (await ActionsAsync(operating, $"meetingId={own}")).Count);
        Assert.Single(await ActionsAsync(operating, $"meetingId={foreign}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await _installation.Member(_commune)).Get("/api/journal")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await operating.Get("/api/journal/strangers")).Status);
    }

    [Fact]
    public async Task What_happened_in_a_meeting_with_state_secrets_is_read_by_who_may_see_it()
    {
        var secret = await MeetingOfAsync(_district, isStateSecret: true);
        await WriteAsync(Line("meeting.approve", meeting: secret), Line("conference.joined", meeting: secret, unit: _commune));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);
        var officer = await _installation.Holder(Unit.Whole, Role.ApprovingOfficer);

        foreach (var query in new[] { $"meetingId={secret}", "action=meeting.approve", $"unitId={_commune}", "severity=info&action=conference", "text=approve" })
        {
            Assert.Empty(await ActionsAsync(auditor, query));
        }

        Assert.Equal(2, (await ActionsAsync(officer, $"meetingId={secret}")).Count);
    }

    [Fact]
    public async Task Page_after_page_every_line_comes_once_the_newest_first()
    {
        var now = _installation.Time.GetUtcNow();
        // Several of one moment, and some of two months.
        var lines = Enumerable.Range(0, 57).Select(i => Line("room.created", at: now.AddHours(-18 * (i / 3)))).ToArray();
        await WriteAsync(lines);
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);

        List<string> seen = [];
        for (string? next = ""; next is not null;)
        {
            var page = (await auditor.Get($"/api/journal?action=room&pageSize=10&after={next}")).Json!;
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(lines.OrderByDescending(line => line.At).ThenByDescending(line => line.Id).Select(line => line.Id.ToString()), seen);
        foreach (var nonsense in new[] { "x", "1-2", "-1-", "9999999999999999999-" + Guid.NewGuid().ToString("N"), "%00" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await auditor.Get($"/api/journal?after={nonsense}")).Status);
        }
    }

    [Fact]
    public async Task It_is_narrowed_by_time_area_severity_site_actor_and_words_without_accents()
    {
        var now = _installation.Time.GetUtcNow();
        var (site, actor) = (Guid.NewGuid(), Guid.NewGuid());
        await WriteAsync(
            Line("conference.lost", at: now.AddHours(-3), severity: JournalSeverity.Warning, subject: "Xã Ea Kao"),
            Line("conference.joined", at: now.AddHours(-2), subject: "Phường Đắk Lắk", site: site),
            Line("room.created", at: now.AddHours(-1), actorId: actor, detail: new { Name = "Giao ban tuần" }));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);

        async Task Finds(string query, params string[] actions) => Assert.Equal(actions, await ActionsAsync(auditor, query));
        await Finds("severity=warning", "conference.lost");
        await Finds("action=conference", "conference.joined", "conference.lost");
        await Finds("action=conf");
        await Finds($"siteId={site}", "conference.joined");
        await Finds($"actorId={actor}", "room.created");
        await Finds("text=dak lak", "conference.joined");
        await Finds("text=giao TUAN", "room.created");
        await Finds("text='%26|!:*" + " ea", "conference.lost");
        await Finds($"from={Uri.EscapeDataString(now.AddHours(-2.5).ToString("O"))}&to={Uri.EscapeDataString(now.AddHours(-1.5).ToString("O"))}", "conference.joined");
        await Finds("action=conference&severity=warning&text=kao", "conference.lost");
    }

    [Fact]
    public async Task Lines_are_in_the_readers_language_with_the_names_of_what_they_are_about()
    {
        var meeting = await MeetingOfAsync(_district);
        await WriteAsync(Line("meeting.approve", meeting: meeting, subject: meeting.ToString(), detail: new { From = "PendingApproval", To = "Approved", Differences = new[] { new Difference("title", "Cũ", "Mới") } }));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);

        var line = (await auditor.Get("/api/journal?action=meeting")).Json!["items"]!.AsArray().Single()!;

        Assert.Equal(("Duyệt cuộc họp", "UBND huyện Krông Pắc"), ((string)line["text"]!, (string)line["unit"]!));
        Assert.Contains("Triển khai", (string)line["meeting"]!, StringComparison.Ordinal);
        Assert.Null(line["subject"]);
        Assert.Equal(
            ["Từ: Chờ duyệt", "Đến: Đã duyệt", "Tên cuộc họp: Cũ → Mới"],
            line["details"]!.AsArray().Select(detail => $"{detail!["name"]}: {detail["value"]}"));
        auditor.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("Meeting approved", (string?)(await auditor.Get("/api/journal?action=meeting")).Json!["items"]![0]!["text"]);
        Assert.Contains((await auditor.Get("/api/journal/actions")).Json!.AsArray(), action => (string)action!["action"]! == "conference.opened");
    }

    [Fact]
    public async Task The_same_lines_are_taken_away_as_a_numbered_table_and_that_is_noted()
    {
        await WriteAsync(Line("room.created", subject: "Giao ban", severity: JournalSeverity.Warning), Line("site.created"));
        var auditor = await _installation.Holder(Unit.Whole, Role.Auditor);

        using var answer = await auditor.GetAsync(new Uri(Browser.Origin, "/api/journal/table?action=room"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var rows = XlsxReading.Read(new MemoryStream(await answer.Content.ReadAsByteArrayAsync())).Rows
            .Select(row => (row.Number, Cells: row.Cells.Select(cell => cell.Text).ToList())).ToList();
        Assert.Contains(rows, row => row.Cells.Contains("NHẬT KÝ HỆ THỐNG"));
        var last = rows[^1].Cells;
        Assert.Equal(("1", "Cảnh báo", "Tạo phòng họp", "Giao ban"), (last[0], last[2], last[3], last[8]));
        Assert.Equal(["journal.exported"], await ActionsAsync(auditor, "action=journal"));
    }

    private static async Task<List<string>> ActionsAsync(Browser reader, string query)
    {
        var answer = await reader.Get($"/api/journal?{query}");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return [.. answer.Json!["items"]!.AsArray().Select(item => (string)item!["action"]!)];
    }

    private JournalEntry Line(
        string action, DateTimeOffset? at = null, Guid? meeting = null, Guid? unit = null, Guid? site = null, Guid? actorId = null,
        string? subject = null, JournalSeverity severity = JournalSeverity.Info, object? detail = null)
    {
        var moment = at ?? _installation.Time.GetUtcNow();
        return new()
        {
            Id = TimeOrderedId.New(moment), At = moment, Action = action, MeetingId = meeting, UnitId = unit, SiteId = site, ActorId = actorId,
            Subject = subject, Severity = severity, Detail = JournalWriter.DetailOf(detail),
        };
    }

    private Task<int> WriteAsync(params JournalEntry[] lines) => _installation.QueryAsync(async db =>
    {
        await JournalWriter.WriteAsync(db, lines, default);
        return lines.Length;
    });

    private async Task<Guid> MeetingOfAsync(Guid unit, bool isStateSecret = false)
    {
        var (clerk, now) = (new MeetingActor(null, "Văn phòng"), _installation.Time.GetUtcNow());
        var meeting = Meeting.Draft(unit, clerk, now);
        Assert.Null(meeting.Rewrite(MeetingExamples.Content(kind: MeetingKind.AdHoc) with { Title = "Triển khai nhiệm vụ" }, MeetingExamples.Terms, clerk, now));
        await _installation.Change(db => db.Meetings.Add(meeting));
        await _installation.QueryAsync(db => db.Database.ExecuteSqlAsync(
            $"update meetings set is_state_secret = {isStateSecret}, stage = 'Approved' where id = {meeting.Id}"));
        return meeting.Id;
    }
}
