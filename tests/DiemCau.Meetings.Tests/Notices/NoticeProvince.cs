using System.Text.Json.Nodes;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Notices;

/// <summary>A province with departments, districts and their communes, a site and a mailbox in each.</summary>
internal sealed class NoticeProvince : IAsyncDisposable
{
    private readonly Dictionary<string, Guid> _units = [];
    private readonly Dictionary<string, SiteEntry> _sites = [];

    private NoticeProvince(TestInstallation installation) => Installation = installation;

    public TestInstallation Installation { get; }

    public const string Title = "Hội nghị triển khai công tác phòng, chống dịch";

    /// <summary>A Monday morning at 08h00, three weeks and more ahead.</summary>
    public required DateTimeOffset Start { get; init; }

    public static async Task<NoticeProvince> WithAsync(int districts = 2, int communes = 2, Action<IServiceCollection>? services = null)
    {
        var installation = await TestInstallation.StartAsync(services);
        var day = installation.Time.GetUtcNow().UtcDateTime.Date.AddDays(21);
        var start = new DateTimeOffset(day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7), TimeSpan.Zero).AddHours(1);
        var province = new NoticeProvince(installation) { Start = start };
        await province.AddAsync("UBND tỉnh Mẫu", null);
        await province.AddAsync("Sở Y tế", "UBND tỉnh Mẫu", UnitKind.Office);
        await province.AddAsync("Sở Nội vụ", "UBND tỉnh Mẫu", UnitKind.Office);
        for (var district = 1; district <= districts; district++)
        {
            await province.AddAsync($"UBND huyện {district}", "UBND tỉnh Mẫu");
            for (var commune = 1; commune <= communes; commune++)
            {
                await province.AddAsync($"UBND xã {district}.{commune}", $"UBND huyện {district}");
            }
        }

        await installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update media_nodes set ports = 10000, streams = 100000, mbps = 100000"));
        return province;
    }

    public Guid Unit(string name) => _units[name];

    public static string MailOf(string name) => $"{FoldedName(name)}@tinh.gov.vn";

    public SiteEntry Site(string unit) => _sites[unit];

    public Task<Browser> BrowserOf(string unit) => Installation.Member(_units[unit]);

    public MeetingContent Content(MeetingKind kind = MeetingKind.Planned, params string[] members) => new()
    {
        Kind = kind,
        Title = Title,
        StartsAt = Start,
        EndsAt = Start.AddHours(3),
        ChairName = "Nguyễn Văn A",
        ChairPosition = "Phó Chủ tịch UBND tỉnh",
        MainSite = _sites["Sở Y tế"] with { Attendees = "Lãnh đạo các sở, ban, ngành" },
        Members = [.. (members.Length > 0 ? members : _sites.Keys.Where(unit => unit is not ("Sở Y tế" or "UBND tỉnh Mẫu")))
            .Select(unit => kind == MeetingKind.AdHoc ? _sites[unit] with { Attendees = "Lãnh đạo đơn vị" } : _sites[unit])],
        Script = [new("Khai mạc", 10), new("Tham luận của huyện 1", 20, _sites.GetValueOrDefault("UBND huyện 1")?.SiteId, LayoutCue.Podium, "Chủ tịch UBND huyện")],
        Contact = new("Trần Thị B", "Chuyên viên", "0912 345 678"),
        Letter = new("45/SYT-VP", new(2026, 11, 20)),
        Outside = kind == MeetingKind.Outside ? new("Văn phòng Chính phủ", "https://hop.chinhphu.vn/1", null) : null,
    };

    /// <summary>A meeting that its unit has sent in; planned ones have been approved, too.</summary>
    public async Task<Guid> MeetingAsync(MeetingContent? content = null)
    {
        var (by, now) = (new MeetingActor(null, "Sở Y tế"), Installation.Time.GetUtcNow());
        var terms = new SubmissionTerms(DateTimeOffset.MaxValue, "", HasPapers: true, StateSecretsAllowed: content?.IsStateSecret == true);
        var meeting = Meeting.Draft(_units["Sở Y tế"], by, now);
        await Installation.QueryAsync(async db =>
        {
            db.Meetings.Add(meeting);
            Assert.Null(meeting.Rewrite(content ?? Content(), terms, by, now) ?? meeting.Submit(terms, by, now));
            Assert.Null(await Events.SaveAsync(db, meeting, default));
            return true;
        });
        if (meeting.Kind == MeetingKind.Planned)
        {
            await DoAsync(meeting.Id, (known, _, at) => known.Approve(new(null, "Văn phòng UBND tỉnh"), at));
        }

        return meeting.Id;
    }

    public Task DoAsync(Guid id, Func<Meeting, MeetingActor, DateTimeOffset, Refusal?> verb) => Installation.QueryAsync(async db =>
    {
        var meeting = (await db.FindMeetingAsync(id, null, default))!;
        Assert.Null(verb(meeting, MeetingActor.System, Installation.Time.GetUtcNow()));
        Assert.Null(await Events.SaveAsync(db, meeting, default));
        return true;
    });

    public Task RewriteAsync(Guid id, Func<MeetingContent, MeetingContent> change) => DoAsync(id, (meeting, by, now) =>
        meeting.Rewrite(change(meeting.Content), new(DateTimeOffset.MaxValue, "", HasPapers: true), by, now));

    /// <summary>"Gửi thông báo", as the page does it: what is written is sent as it is.</summary>
    /// <param name="branch">The branch's unit; null: the session's notice.</param>
    public async Task<Answer> SendAsync(Browser by, Guid meeting, string? branch = null, Action<JsonNode>? write = null)
    {
        var path = PathOf(meeting, branch);
        var page = (await by.Get(path)).Json!;
        var form = page["form"]!.DeepClone();
        write?.Invoke(form);
        return await by.Post($"{path}/send", new { meetingVersion = (int?)page["meetingVersion"] ?? 0, version = (int?)page["version"] ?? 0, form });
    }

    public string PathOf(Guid meeting, string? branch = null) =>
        branch is null ? $"/api/meetings/{meeting}/notice" : $"/api/meetings/{meeting}/branches/{_units[branch]}/notice";

    /// <summary>The notices' mails to a unit, the newest first.</summary>
    public async Task<IReadOnlyList<DiemCau.Meetings.Notifications.Mail>> MailsAsync(string unit) =>
        [.. (await Installation.MailsToAsync(MailOf(unit))).Where(mail => mail.Text.Contains("/thong-bao/", StringComparison.Ordinal))];

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private MeetingEvents Events => Installation.Services.GetRequiredService<MeetingEvents>();

    private async Task AddAsync(string name, string? parent, UnitKind kind = UnitKind.Authority)
    {
        var now = Installation.Time.GetUtcNow();
        var id = _units[name] = await Installation.Unit(name, parent is null ? null : _units[parent], kind);
        var site = new Site
        {
            Id = Guid.CreateVersion7(now), UnitId = id, Name = $"Phòng họp {name}", Place = $"Trụ sở {name}",
            ValidFrom = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), CreatedAt = now,
        };
        var account = Account.Register(MailOf(name), now);
        account.BelongTo(id);
        account.Activate("-", now);
        _sites[name] = new(site.Id, id, site.Name);
        await Installation.Change(db => db.AddRange(site, account));
    }

    private static string FoldedName(string name) => DiemCau.Meetings.Shared.FoldedText.Of(name).Replace(' ', '-');
}
