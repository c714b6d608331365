using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Sessions;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DiemCau.Meetings.Tests.Access;

/// <summary>
/// Meetings with state secrets in every stage, and everybody who takes no part in them, at every endpoint that the server routes to: those that
/// name a meeting by their route refuse it, and no other tells a word of it. New endpoints are asked without being listed anywhere.
/// </summary>
public sealed partial class SecretMeetingTests(ITestOutputHelper output)
{
    /// <summary>What only these meetings say, wherever it turns up.</summary>
    private static readonly string[] Words =
        ["Phuong an tac chien Q7", "Hoàng Bí Danh", "Mục đích Kín Z9", "Lê Đầu Mối Kín", "KÍN-88/SYT", "Tham luận Kín Y3", "Người Trực Kín"];

    [Fact]
    public async Task Who_takes_no_part_in_it_and_does_not_serve_it_learns_nothing_at_any_endpoint()
    {
        var log = new KeptLog();
        await using var held = await HeldMeeting.SecretAsync(Secret, services => services.AddSingleton<ILoggerProvider>(log));
        var installation = held.Installation;
        installation.Services.GetRequiredService<InstallationOptions>().PublicMeetings = PublicMeetingsAudience.Everyone;
        var secrets = await SecretsAsync(held);
        var (others, names) = await OthersAsync(installation);
        var endpoints = EndpointRightsTests.EndpointsOf(installation).ToList();
        var (named, told, faults) = (0, 0, new ConcurrentQueue<string>());
        foreach (var endpoint in endpoints.Where(IsAboutOne))
        {
            named++;
            await AllAsync(async (who, browser, number) =>
            {
                // Each asks for the one that is held, and between them they ask for those in every other stage.
                foreach (var secret in new[] { secrets.Held(held.Id), secrets.Meetings[(named + number) % secrets.Meetings.Count] }.Distinct())
                {
                    var values = ValuesOf(endpoint, secrets, secret, held);
                    var answer = await EndpointRightsTests.AskAsync(browser, endpoint, Guid.Empty, values: values);
                    Interlocked.Increment(ref told);
                    if (answer.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests) || secrets.In(answer.Text, values))
                    {
                        faults.Enqueue($"{EndpointRightsTests.Name(endpoint)} by {who} of a {secret.Stage} one: {(int)answer.Status} {answer.Text}");
                    }
                }
            });
        }

        var lists = endpoints.Where(endpoint => !IsAboutOne(endpoint) && IsRead(endpoint)).ToList();
        var narrowed = Narrowed();
        var questions = lists.SelectMany(endpoint => Queries(secrets, held).Take(narrowed(endpoint) ? int.MaxValue : 1).Select(query => (endpoint, query))).ToList();
        foreach (var (endpoint, query) in questions)
        {
            await AllAsync(async (who, browser, _) =>
            {
                var answer = await EndpointRightsTests.AskAsync(browser, endpoint, Guid.NewGuid(), query: query);
                Interlocked.Increment(ref told);
                if (secrets.In(answer.Text, new Dictionary<string, string> { ["query"] = query }))
                {
                    faults.Enqueue($"{EndpointRightsTests.Name(endpoint)}{query} by {who}: {(int)answer.Status} {answer.Text}");
                }
            });
        }

        output.WriteLine($"{named} endpoints that name a meeting and {lists.Count} that list or show, {secrets.Meetings.Count} meetings, "
            + $"{others.Count} askers ({names}): {told} requests.");
        Assert.True(faults.IsEmpty, $"{faults.Count} of {told}:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(40))}");
        Assert.True(named >= 60, $"only {named} endpoints name a meeting");

        // Who serves it sees it in many places, so that the search above is not blind.
        var officer = await installation.Holder(Unit.Whole, Role.SystemAdministrator);
        var seeing = 0;
        foreach (var (endpoint, query) in questions)
        {
            var answer = await EndpointRightsTests.AskAsync(officer, endpoint, Guid.NewGuid(), query: query);
            seeing += secrets.In(answer.Text, new Dictionary<string, string> { ["query"] = query }) ? 1 : 0;
        }

        Assert.True(seeing >= 8, $"the administrator sees it at {seeing} lists only");
        var mails = await installation.QueryAsync(db => db.Mails.ToListAsync());
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.DoesNotContain(Words, word => (mail.Subject + mail.Text + mail.Html).Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => Words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

        // Each asker goes on by itself; nothing that they may do changes anything.
        Task AllAsync(Func<string, Browser, int, Task> ask) => Task.WhenAll(others.Select((other, number) => ask(other.Who, other.Browser, number)));
    }

    [Fact]
    public async Task A_calendar_program_and_the_public_list_are_not_told_of_it()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        held.Installation.Services.GetRequiredService<InstallationOptions>().PublicMeetings = PublicMeetingsAudience.Everyone;
        var clerk = await held.Province.BrowserOf("Sở Y tế");
        var feed = (await clerk.Post($"/api/units/{held.Province.Unit("Sở Y tế")}/calendar-feed"))["address"];

        var calendar = await held.Installation.NewBrowser().Get(new Uri((string)feed!).AbsolutePath);

        Assert.Equal(HttpStatusCode.OK, calendar.Status);
        Assert.DoesNotContain("VEVENT", calendar.Text, StringComparison.Ordinal);
        Assert.Empty((await held.Installation.NewBrowser().Get("/api/public-meetings")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_plans_at_that_time_is_told_that_somebody_is_busy_then_and_nothing_else()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        var (province, at) = (held.Province, held.Province.Start);
        var elsewhere = await held.Installation.Member(await held.Installation.Unit("Sở Tài chính", kind: UnitKind.Office));
        var site = province.Site("UBND xã 1.1").SiteId;

        var bySite = await elsewhere.Post("/api/meetings/check", new { startsAt = at.AddMinutes(30), endsAt = at.AddMinutes(60), siteIds = new[] { site } });
        var byChair = await elsewhere.Post("/api/meetings/check", new
        {
            startsAt = at.AddMinutes(30), endsAt = at.AddMinutes(60), siteIds = Array.Empty<Guid>(), chairName = "Hoàng Bí Danh", mainPlace = "Hầm chỉ huy K2",
        });

        var clash = Assert.Single(bySite["clashes"].AsArray())!;
        Assert.Equal("Bận", (string?)clash["title"]);
        Assert.Equal((at.AddMinutes(30), at.AddMinutes(60)), ((DateTimeOffset)clash["startsAt"]!, (DateTimeOffset)clash["endsAt"]!));
        foreach (var silent in new[] { "meetingId", "place" })
        {
            Assert.Null(clash[silent]);
        }

        Assert.Equal((false, 0, "", 0), ((bool)clash["hasChair"]!, (int)clash["siteCount"]!, (string)clash["unitName"]!, clash["sites"]!.AsArray().Count));
        Assert.Empty(bySite["takenSiteIds"].AsArray());
        var nextDay = await elsewhere.Post("/api/meetings/check", new { startsAt = at.AddDays(1), endsAt = at.AddDays(1).AddHours(1), siteIds = new[] { site } });
        Assert.Empty(nextDay["clashes"].AsArray());
        Assert.Empty(byChair["clashes"].AsArray());

        // The unit itself and its sites are told all of it.
        var own = await (await province.BrowserOf("Sở Y tế")).Post("/api/meetings/check", new { startsAt = at, endsAt = at.AddHours(1), siteIds = new[] { site } });
        Assert.Equal(held.Id, (Guid)own["clashes"][0]!["meetingId"]!);
    }

    [Fact]
    public async Task The_picture_of_what_is_taken_shows_it_within_the_span_that_was_asked_for()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        var (from, to) = (held.Province.Start.AddMinutes(30), held.Province.Start.AddMinutes(90));
        var viewer = await held.Installation.Holder(Unit.Whole, Role.Viewer);
        var span = $"from={from:yyyy-MM-ddTHH:mm:ssZ}&to={to:yyyy-MM-ddTHH:mm:ssZ}";

        var sites = (await viewer.Get($"/api/resources/site-timeline?{span}")).Json!.AsArray();
        var nodes = (await viewer.Get($"/api/resources/timeline?{span}")).Json!.AsArray();
        var named = (await viewer.Get($"/api/resources/site-timeline?{span}&meetingId={held.Id}")).Json!.AsArray();

        foreach (var holding in sites.Concat(nodes).SelectMany(row => row!["meetings"]!.AsArray()))
        {
            Assert.Null(holding!["meetingId"]);
            Assert.Null(holding["title"]);
            Assert.Null(holding["priority"]);
            Assert.Equal((from, to), ((DateTimeOffset)holding["startsAt"]!, (DateTimeOffset)holding["endsAt"]!));
        }

        Assert.NotEmpty(sites);
        // Else it would tell which sites take part in a meeting that one knows by its id alone.
        Assert.Empty(named);
    }

    [Fact]
    public async Task A_reason_that_is_sent_to_others_names_neither_it_nor_who_chairs_it()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        var province = held.Province;
        var other = await WaitingAsync(held, province.Start.AddHours(1));
        var officer = await held.Installation.Holder(Unit.Whole, Role.ApprovingOfficer);

        var look = await officer.Get($"/api/approvals/{other}");

        var reason = (string)look["reason"]!;
        Assert.Contains("UBND xã 1.1", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoàng Bí Danh", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Phuong an", reason, StringComparison.Ordinal);
        // It began an hour before: what is said is that the site is taken in the time that was wished for.
        Assert.DoesNotContain("08h00–11h00", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_main_sites_unit_does_not_see_a_notice_while_the_meeting_is_being_written()
    {
        await using var held = await HeldMeeting.ComingAsync();
        var (installation, main) = (held.Installation, held.Province.Unit("UBND huyện 1"));
        var id = await DraftAsync(held, content => content with { MainSite = held.Province.Site("UBND huyện 1"), Members = [] }, isSecret: false);
        var there = await installation.Member(main);

        Assert.Equal("forbidden", (await there.Get($"/api/meetings/{id}/notice")).Code);
        Assert.Equal("forbidden", (await there.Put($"/api/meetings/{id}/notice", new { version = 0, form = new { } })).Code);
    }

    [Fact]
    public async Task Who_serves_one_of_its_sites_knows_of_it_once_it_has_been_sent_and_not_before()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        var draft = await DraftAsync(held, Secret);
        var serving = await held.Installation.Holder(null, (Role.Viewer, Unit.Whole), (Role.ApprovingOfficer, held.Province.Unit("UBND xã 1.1")));

        Assert.Equal(HttpStatusCode.OK, (await serving.Get($"/api/meetings/{held.Id}")).Status);
        Assert.Equal("forbidden", (await serving.Get($"/api/meetings/{draft}")).Code);
    }

    [Fact]
    public async Task Who_is_appointed_by_name_comes_in_whatever_his_role_lets_him_see()
    {
        await using var held = await HeldMeeting.SecretAsync(Secret);
        var chair = await held.Installation.Holder(Unit.Whole, Role.Chair);
        Assert.Equal("meeting_not_invited", (await chair.Get($"/api/meetings/{held.Id}/door")).Code);
        var account = (Guid)(await chair.Get("/api/session")).Json!["account"]!["id"]!;

        await held.Installation.Change(db => db.Add(new MeetingPass
        {
            Id = Guid.NewGuid(), MeetingId = held.Id, Capacity = Capacity.Chair, AccountId = account, Name = "Chủ trì", IssuedAt = held.Installation.Time.GetUtcNow(), IssuedBy = "Sở Y tế",
        }));

        Assert.Equal(HttpStatusCode.OK, (await chair.Get($"/api/meetings/{held.Id}/door")).Status);
        Assert.Equal(HttpStatusCode.OK, (await chair.Get($"/api/meetings/{held.Id}")).Status);
    }

    private static MeetingContent Secret(MeetingContent content) => content with
    {
        Title = "Phuong an tac chien Q7", ChairName = "Hoàng Bí Danh", Purpose = "Mục đích Kín Z9", Contact = new("Lê Đầu Mối Kín", "Chuyên viên", "0912 345 678"),
        Letter = new("KÍN-88/SYT", new(2026, 11, 20)), Script = [new("Tham luận Kín Y3", 10)],
        MainSite = content.MainSite! with { Place = "Hầm chỉ huy K2" },
    };

    /// <summary>The one that is held, with notices, people on duty and a conference; a draft, one that waits, one that was returned, one that is over.</summary>
    private static async Task<Secrets> SecretsAsync(HeldMeeting held)
    {
        var (installation, province) = (held.Installation, held.Province);
        Assert.Equal(HttpStatusCode.OK, (await province.SendAsync(await province.BrowserOf("Sở Y tế"), held.Id)).Status);
        var site = province.Site("UBND xã 1.1").SiteId;
        var duty = await (await province.BrowserOf("UBND xã 1.1")).Put($"/api/meetings/{held.Id}/preparation/sites/{site}/duty", new
        {
            version = 0, people = new[] { new { role = "technician", name = "Người Trực Kín", phone = "0912 345 679" } },
        });
        Assert.True(duty.Status == HttpStatusCode.OK, duty.Text);
        var draft = await DraftAsync(held, Secret);
        var waiting = await WaitingAsync(held, province.Start.AddDays(7), Secret);
        var returned = await WaitingAsync(held, province.Start.AddDays(14), Secret);
        await province.DoAsync(returned, (meeting, by, now) => meeting.Return("Chưa đủ hồ sơ", by, now));
        var over = await province.MeetingAsync(Secret(province.Content()) with { IsStateSecret = true, StartsAt = province.Start.AddDays(21), EndsAt = province.Start.AddDays(21).AddHours(1) });
        await installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set stage = 'Ended' where id = {over}"));
        installation.Time.Advance(province.Start.AddMinutes(-59) - installation.Time.GetUtcNow());
        await held.RoundAsync();
        var conference = held.Live!.Id;
        await held.ComeAsync(await province.BrowserOf("UBND xã 1.1"));
        await held.WrittenAsync();
        Guid[] ids = [held.Id, draft, waiting, returned, over];
        var meetings = await installation.QueryAsync(db => db.Meetings.Where(meeting => ids.Contains(meeting.Id)).Select(meeting => new { meeting.Id, meeting.Stage }).ToListAsync());
        var copies = await installation.QueryAsync(db => db.NoticeCopies.Where(copy => copy.MeetingId == held.Id).Select(copy => copy.Id).ToListAsync());
        Assert.NotEmpty(copies);
        return new([.. meetings.Select(meeting => new SecretOne(meeting.Id, meeting.Stage))], copies, conference);
    }

    /// <summary>Accounts that look into the whole province, or register there; without any part in these meetings. And nobody.</summary>
    private static async Task<(IReadOnlyList<(string Who, Browser Browser)> People, string Names)> OthersAsync(TestInstallation installation)
    {
        List<(string, Browser)> people = [("a visitor", installation.NewBrowser())];
        foreach (var role in new[] { Role.Viewer, Role.Auditor, Role.Secretary, Role.Chair, Role.Vendor })
        {
            people.Add(($"{role} of the whole", await installation.Holder(Unit.Whole, role)));
        }

        people.Add(("a member of another office", await installation.Member(await installation.Unit("Sở Tài chính", kind: UnitKind.Office))));
        people.Add(("an operator of another district", await installation.Holder(await installation.Unit("UBND huyện Khác"), Role.IntermediateOperator, Role.McuOperator)));
        people.Add(("an account without a unit", await installation.Holder(own: null)));
        return (people, string.Join(", ", people.Select(one => one.Item1)));
    }

    private static async Task<Guid> DraftAsync(HeldMeeting held, Func<MeetingContent, MeetingContent> write, bool isSecret = true)
    {
        var (by, now) = (new MeetingActor(null, "Sở Y tế"), held.Installation.Time.GetUtcNow());
        var meeting = Meeting.Draft(held.Province.Unit("Sở Y tế"), by, now);
        var content = write(held.Province.Content()) with { IsStateSecret = isSecret };
        await held.Installation.QueryAsync(async db =>
        {
            db.Meetings.Add(meeting);
            Assert.Null(meeting.Rewrite(content, new(DateTimeOffset.MaxValue, "", HasPapers: true, StateSecretsAllowed: true), by, now));
            return await db.SaveChangesAsync();
        });
        return meeting.Id;
    }

    /// <summary>A planned meeting of Sở Nội vụ, or a secret one of Sở Y tế, that waits for the office.</summary>
    private static async Task<Guid> WaitingAsync(HeldMeeting held, DateTimeOffset start, Func<MeetingContent, MeetingContent>? write = null)
    {
        var (by, now) = (new MeetingActor(null, "Sở Nội vụ"), held.Installation.Time.GetUtcNow());
        var terms = new SubmissionTerms(DateTimeOffset.MaxValue, "", HasPapers: true, StateSecretsAllowed: true);
        var meeting = Meeting.Draft(held.Province.Unit(write is null ? "Sở Nội vụ" : "Sở Y tế"), by, now);
        var content = held.Province.Content(MeetingKind.Planned, "UBND xã 1.1");
        content = (write is null ? content with { ChairName = "Hoàng Bí Danh" } : write(content) with { IsStateSecret = true }) with { StartsAt = start, EndsAt = start.AddHours(3) };
        var events = held.Installation.Services.GetRequiredService<MeetingEvents>();
        await held.Installation.QueryAsync(async db =>
        {
            db.Meetings.Add(meeting);
            Assert.Null(meeting.Rewrite(content, terms, by, now) ?? meeting.Submit(terms, by, now) ?? await events.SaveAsync(db, meeting, default));
            return true;
        });
        return meeting.Id;
    }

    private static bool IsAboutOne(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText is { } path
        && (path.StartsWith("/api/meetings/{id:guid}", StringComparison.Ordinal) || path.StartsWith("/api/approvals/{id:guid}", StringComparison.Ordinal)
            || path.StartsWith("/api/conferences/{", StringComparison.Ordinal)
            || EndpointRightsTests.RuleOf(endpoint) is EndpointRule.Needs { Unit: UnitOf.InDatabase row } && (row.Type == typeof(Meeting) || row.Type == typeof(NoticeCopy)));

    /// <summary>Whatever can be read without changing something, but streams, which do not end.</summary>
    private static bool IsRead(RouteEndpoint endpoint) =>
        EndpointRightsTests.MethodOf(endpoint) == "GET" && endpoint.RoutePattern.RawText is not ("/api/calls" or "/api/media/checks/socket")
        && !endpoint.RoutePattern.RawText!.StartsWith("/hubs", StringComparison.Ordinal);

    private static Dictionary<string, string> ValuesOf(RouteEndpoint endpoint, Secrets secrets, SecretOne secret, HeldMeeting held) => new()
    {
        ["id"] = (endpoint.RoutePattern.RawText!.StartsWith("/api/notices", StringComparison.Ordinal) ? secrets.Copies[0]
            : endpoint.RoutePattern.RawText.StartsWith("/api/conferences", StringComparison.Ordinal) ? secrets.Conference : secret.Id).ToString(),
        ["conferenceId"] = secrets.Conference.ToString(),
        ["siteId"] = held.Province.Site("UBND xã 1.1").SiteId.ToString(),
        ["unitId"] = held.Province.Unit("UBND huyện 1").ToString(),
    };

    /// <summary>Whether anything of an address's query is read, by what the API says of itself; of what it does not describe, nobody knows.</summary>
    private static Func<RouteEndpoint, bool> Narrowed()
    {
        var plain = DescribedApi.Read().Operations.Where(operation => operation.Method == HttpMethod.Get && operation.Parameters.All(parameter => parameter.IsInPath))
            .Select(operation => operation.Path).ToHashSet();
        return endpoint => !plain.Contains(Constraint().Replace(endpoint.RoutePattern.RawText!, ""));
    }

    [GeneratedRegex(@":\w+(?=\})")]
    private static partial Regex Constraint();

    /// <summary>As plain as possible, and by everything that lists can be narrowed down by.</summary>
    private static IEnumerable<string> Queries(Secrets secrets, HeldMeeting held)
    {
        var (from, to) = (held.Province.Start.AddDays(-10), held.Province.Start.AddDays(20));
        var span = $"?pageSize=100&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&startsAt={from:yyyy-MM-dd}&all=true";
        yield return span;
        yield return $"{span}&search=tac%20chien&words=tac%20chien";
        yield return $"{span}&meetingId={held.Id}&meeting={held.Id}&conferenceId={secrets.Conference}";
        yield return $"{span}&unitId={held.Province.Unit("Sở Y tế")}&unit={held.Province.Unit("Sở Y tế")}&displaced=true&stage=draft";
    }

    private sealed record SecretOne(Guid Id, MeetingStage Stage);

    private sealed record Secrets(IReadOnlyList<SecretOne> Meetings, IReadOnlyList<Guid> Copies, Guid Conference)
    {
        public SecretOne Held(Guid id) => Meetings.Single(meeting => meeting.Id == id);

        /// <summary>Whether a text tells anything that the request did not say itself.</summary>
        public bool In(string text, IReadOnlyDictionary<string, string> asked) =>
            Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            || Meetings.Select(meeting => meeting.Id).Concat(Copies).Append(Conference).Select(id => id.ToString())
                .Any(id => text.Contains(id, StringComparison.OrdinalIgnoreCase) && !asked.Values.Any(said => said.Contains(id, StringComparison.Ordinal)));
    }
}
