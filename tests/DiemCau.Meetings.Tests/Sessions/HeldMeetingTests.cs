using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Live;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.VirtualParticipant.Signalling;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Sessions;

public sealed class HeldMeetingTests
{
    [Fact]
    public async Task The_conference_opens_by_itself_an_hour_before_and_the_meeting_is_connecting()
    {
        await using var held = await HeldMeeting.ComingAsync();
        await held.RoundAsync();
        Assert.Null(held.Live);

        await held.PassAsync(TimeSpan.FromMinutes(2));
        await held.RoundAsync(); // twice is once

        Assert.Equal(MeetingStage.Connecting, await held.StageAsync());
        Assert.Equal(NoticeTitle, held.Live!.Terms.Name);
        Assert.Equal(ConferenceMode.Conference, held.Live.Terms.Mode);
    }

    [Fact]
    public async Task It_opens_by_itself_whatever_step_its_preparation_has_reached()
    {
        await using var held = await HeldMeeting.ComingAsync();
        await held.Province.DoAsync(held.Id, (meeting, by, now) => meeting.Notify(by, now));
        await held.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MeetingStage.Connecting, await held.StageAsync());

        await using var shortNotice = await HeldMeeting.ComingAsync(MeetingKind.AdHoc);
        await shortNotice.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MeetingStage.Connecting, await shortNotice.StageAsync());
    }

    [Fact]
    public async Task Sites_come_in_as_sites_and_everything_that_happens_moves_the_meeting()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND huyện 1", "UBND xã 1.1");
        var main = await held.ComeAsync(await held.Province.BrowserOf("Sở Y tế"));
        var district = await held.ComeAsync(await held.Province.BrowserOf("UBND huyện 1"));
        await held.ComeAsync(await held.Province.BrowserOf("UBND xã 1.1"));
        var operatorSeat = await held.ComeAsync(await held.Operator(), "operator", "Kỹ thuật MCU");

        await held.HearAsync(district);
        await held.ComeAsync(await held.Province.BrowserOf("UBND xã 1.1")); // its second machine makes it no more complete
        Assert.Single(await held.Installation.QueryAsync(db => db.StagePassages
            .Where(passage => passage.MeetingId == held.Id && passage.Verb == MeetingVerb.ConfirmConnected).ToListAsync()));

        await held.AskAsync((conference, now) => conference.OpenSession(operatorSeat, now));
        await held.WrittenAsync();
        Assert.Equal(MeetingStage.InSession, await held.StageAsync());

        var live = held.Live!;
        await held.AskAsync((conference, now) => conference.EndForAll(operatorSeat, now));
        await live.Over;
        Assert.Equal(MeetingStage.Ended, await held.StageAsync());

        var connections = await held.Installation.QueryAsync(db => db.Connections.Where(one => one.MeetingId == held.Id).ToListAsync());
        Assert.Equal(5, connections.Count);
        Assert.All(connections, one => Assert.NotNull(one.LeftAt));
        Assert.Equal(held.Province.Site("Sở Y tế").SiteId, connections.Single(one => one.ParticipantId == main).SiteId);
        Assert.NotNull(connections.Single(one => one.ParticipantId == district).HeardAt);
    }

    [Fact]
    public async Task The_way_that_worked_is_remembered_of_the_site_and_its_line_and_handed_out_at_the_door()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        var commune = await held.Province.BrowserOf("UBND xã 1.1");
        var site = held.Province.Site("UBND xã 1.1").SiteId;
        var seat = await held.ComeAsync(commune);
        Assert.Null(await WayAtTheDoorAsync());

        await SettleAsync(seat, ConnectionWay.Turns);
        await SettleAsync(seat, ConnectionWay.Turns);
        Assert.Equal("turns", await WayAtTheDoorAsync());
        Assert.Equal("turns", await OnThePageAsync(await held.Operator()));
        Assert.Equal("turns", await OnThePageAsync(await held.Province.BrowserOf("Sở Y tế")));

        // A second machine with an obstacle of its own says nothing of the site; a better way does, and after an hour a worse one, too.
        var second = await held.ComeAsync(commune);
        await SettleAsync(second, ConnectionWay.Udp);
        Assert.Equal("udp", await WayAtTheDoorAsync());
        await SettleAsync(second, ConnectionWay.Turn);
        Assert.Equal("udp", await WayAtTheDoorAsync());
        held.Installation.Time.Advance(SiteWay.BetterHolds);
        await SettleAsync(second, ConnectionWay.Tcp);
        Assert.Equal("tcp", await WayAtTheDoorAsync());

        var lines = await held.Installation.QueryAsync(db => db.Journal
            .Where(line => line.Action == "site_way.changed" && line.SiteId == site && line.MeetingId == held.Id).OrderBy(line => line.At).ToListAsync());
        Assert.Equal(["turns", "udp", "tcp"], lines.Select(line => (string)JsonNode.Parse(line.Detail)!["to"]!));

        // From the dedicated line it is the dedicated line's, where that is known.
        await held.Installation.QueryAsync(async db =>
        {
            db.Add(new SiteWay { SiteId = site, Line = LineClass.Slcd, Way = ConnectionWay.Turns, SeenAt = held.Installation.Time.GetUtcNow().AddDays(-3) });
            db.Add(new NetworkRange { Id = Guid.NewGuid(), Range = IPNetwork.Parse("10.36.0.0/16"), Line = LineKind.Slcd });
            return await db.SaveChangesAsync();
        });
        Assert.Equal("tcp", await WayAtTheDoorAsync());
        Assert.Equal(
            [ConnectionWay.Turns], (await held.Installation.QueryAsync(db => SiteWay.FromAsync(db, [site], IPAddress.Parse("::ffff:10.36.4.7"), default))).Values);

        async Task SettleAsync(Guid who, ConnectionWay way)
        {
            held.Installation.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(await held.AskAsync((conference, now) => conference.SettleWay(who, way, now)));
            await held.WrittenAsync();
        }

        async Task<string?> WayAtTheDoorAsync() => (string?)(await commune.Get($"/api/meetings/{held.Id}/door")).Json!["choices"]!.AsArray()
            .Single(choice => (string)choice!["capacity"]! == "site")!["way"];

        async Task<string?> OnThePageAsync(Browser reader) => (string?)(await reader.Get($"/api/meetings/{held.Id}/session")).Json!["sites"]!.AsArray()
            .Single(one => (Guid)one!["siteId"]! == site)!["way"];
    }

    [Fact]
    public async Task Readiness_waits_for_the_last_site_and_for_the_voice_of_those_who_speak()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND huyện 1");
        await held.ComeAsync(await held.Province.BrowserOf("Sở Y tế"));
        var district = await held.ComeAsync(await held.Province.BrowserOf("UBND huyện 1"));
        Assert.Equal(new Readiness(2, 2, 1, 0), await held.Installation.QueryAsync(db => Readiness.OfAsync(db, held.Id, default)));

        var refused = await (await held.Operator()).Post($"/api/meetings/{held.Id}/session/confirm", new { });
        await held.HearAsync(district);

        Assert.Equal("meeting_not_ready", refused.Code);
        Assert.True((await held.Installation.QueryAsync(db => Readiness.OfAsync(db, held.Id, default))).IsComplete);
    }

    [Fact]
    public async Task Whoever_confirms_anyway_gives_a_reason()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var by = await held.Operator();

        Assert.Equal(HttpStatusCode.BadRequest, (await by.Post($"/api/meetings/{held.Id}/session/confirm", new { anyway = true })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await by.Post(
            $"/api/meetings/{held.Id}/session/confirm", new { anyway = true, reason = "Xã 1.2 mất điện, chủ trì đồng ý" })).Status);
        Assert.True(await held.Installation.QueryAsync(db => db.StagePassages.AnyAsync(
            passage => passage.MeetingId == held.Id && passage.Verb == MeetingVerb.ConfirmConnected && passage.IsAnyway)));
    }

    [Fact]
    public async Task A_link_leads_into_its_own_meeting_in_its_own_capacity()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var site = held.Province.Site("UBND xã 1.1").SiteId;
        var link = await held.LinkAsync(Capacity.Site, site);

        var seat = await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link);
        var second = await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link);

        Assert.Equal(HttpStatusCode.Created, seat.Status);
        Assert.Equal(HttpStatusCode.Created, second.Status); // two machines of one site
        Assert.Equal(1, await held.AskAsync((conference, _) => conference.Everybody.Select(who => who.Who.Site!.Id).Distinct().Count()));
        Assert.Equal("forbidden", (await held.AskAsync((conference, now) => conference.EndForAll((Guid)seat.Json!["participantId"]!, now)))?.Code);
    }

    [Fact]
    public async Task A_revoked_link_leads_nowhere_and_whoever_came_by_it_goes()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var clerk = await held.Province.BrowserOf("Sở Y tế");
        var site = held.Province.Site("UBND xã 1.1").SiteId;
        var link = await held.LinkAsync(Capacity.Site, site);
        var seat = await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link);
        var pass = await held.Installation.QueryAsync(db => db.MeetingPasses.SingleAsync(pass => pass.MeetingId == held.Id && pass.SiteId == site));

        Assert.Equal(HttpStatusCode.NoContent, (await clerk.Delete($"/api/meetings/{held.Id}/passes/{pass.Id}")).Status);

        Assert.Equal("meeting_link_wrong", (await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link)).Code);
        Assert.False(await held.AskAsync((conference, _) => conference.Holds((Guid)seat.Json!["participantId"]!)));
    }

    [Fact]
    public async Task A_link_that_is_revoked_elsewhere_is_noticed_within_seconds_and_its_token_does_not_come_back()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var site = held.Province.Site("UBND xã 1.1").SiteId;
        var seat = (await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), await held.LinkAsync(Capacity.Site, site))).Json!;
        var token = (string)seat["token"]!;
        var server = (TestServer)held.Installation.Services.GetRequiredService<IServer>();
        var socket = await server.CreateWebSocketClient().ConnectAsync(
            new Uri($"wss://diemcau.test/hubs/conference?access_token={Uri.EscapeDataString(token)}"), CancellationToken.None);
        await using var hub = await HubConnection.OverAsync(socket, CancellationToken.None);
        await HearAsync("Snapshot");

        var now = held.Installation.Time.GetUtcNow();
        await held.Installation.QueryAsync(db => db.MeetingPasses.Where(pass => pass.MeetingId == held.Id && pass.SiteId == site)
            .ExecuteUpdateAsync(set => set.SetProperty(pass => pass.RevokedAt, now)));

        await HearAsync("Removed");
        using var nothing = new StringContent("""{"media":null}""", Encoding.UTF8, "application/json");
        using var request = Hall.Bearing(HttpMethod.Post, $"/api/conferences/{seat["conferenceId"]}/participants/me/rejoin", token, nothing);
        using var answer = await held.Installation.NewBrowser().SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        async Task HearAsync(string target)
        {
            while ((await hub.Messages.ReadAsync().AsTask().WaitAsync(Seat.Patience)).Target != target)
            {
            }
        }
    }

    [Fact]
    public async Task The_number_and_the_password_of_the_letter_let_in_and_guesses_are_slow()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var clerk = await held.Province.BrowserOf("Sở Y tế");
        var passes = (await clerk.Get($"/api/meetings/{held.Id}/passes")).Json!;
        var (number, password) = ((long)passes["number"]!, (string)passes["password"]!);
        var stranger = held.Installation.NewBrowser("198.51.100.7");

        var door = await stranger.Post("/api/meeting-door", new { number, password = $"{password[..4]} {password[4..]}" });
        var seat = await stranger.Post("/api/meeting-door/participants", new
        {
            number, password, join = new { capacity = "delegate", siteId = held.Province.Site("UBND xã 1.2").SiteId, displayName = "Đại biểu – Y Thu" },
        });
        var guesser = held.Installation.NewBrowser("203.0.113.9");
        var guesses = new List<string?>();
        for (var guess = 0; guess < 14; guess++)
        {
            guesses.Add((await guesser.Post("/api/meeting-door", new { number, password = $"{guess:D8}" })).Code);
        }

        Assert.Equal(HttpStatusCode.OK, door.Status);
        Assert.Equal(HttpStatusCode.Created, seat.Status);
        Assert.Equal("meeting_door_wrong", guesses[0]);
        Assert.Equal("too_many_attempts", guesses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Post("/api/meeting-door", new { number, password })).Status);
    }

    [Fact]
    public async Task What_the_chosen_template_says_is_what_the_conference_does_from_its_next_opening_on()
    {
        await using var held = await HeldMeeting.ComingAsync(members: "UBND xã 1.1");
        var template = new ConferenceTemplate
        {
            Id = Guid.NewGuid(), Name = "Họp kín", Mode = ConferenceMode.Discussion, Layout = LayoutCue.Content, ChairLayout = LayoutCue.PodiumAndContent,
            Mutes = MutePolicy.MutedOnEntry, IsRecorded = true, HasWaitingRoom = true,
        };
        await held.Installation.Change(db =>
        {
            db.Add(template);
            db.Add(new TemplateChoice { MeetingId = held.Id, TemplateId = template.Id, ChosenAt = held.Installation.Time.GetUtcNow(), ChosenBy = "Sở Y tế" });
        });
        await held.PassAsync(TimeSpan.FromMinutes(2));
        await held.Installation.Change(db => db.Update(template).Entity.Mutes = MutePolicy.Open); // while it is held

        var terms = held.Live!.Terms;
        Assert.Equal((ConferenceMode.Discussion, MutePolicy.MutedOnEntry, true, true), (terms.Mode, terms.Mutes, terms.IsRecorded, terms.WaitingRoom));
        Assert.Equal((nameof(LayoutCue.Content), nameof(LayoutCue.PodiumAndContent)), ($"{terms.Layout}", $"{terms.ChairLayout}"));

        await held.ComeAsync(await held.Operator(), "operator", "Kỹ thuật MCU");
        await held.ComeAsync(await held.Province.BrowserOf("UBND xã 1.1"));
        var passes = (await (await held.Province.BrowserOf("Sở Y tế")).Get($"/api/meetings/{held.Id}/passes")).Json!;
        var delegates = await held.Installation.NewBrowser("198.51.100.7").Post("/api/meeting-door/participants", new
        {
            number = (long)passes["number"]!, password = (string?)passes["password"],
            join = new { capacity = "delegate", siteId = held.Province.Site("UBND xã 1.1").SiteId, displayName = "Đại biểu – Y Thu" },
        });
        Assert.Equal(HttpStatusCode.Accepted, delegates.Status);
    }

    [Fact]
    public async Task A_full_server_refuses_rooms_with_the_reason_and_lets_the_sites_of_the_meeting_in()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        await held.Installation.QueryAsync(db => db.MediaNodes.ExecuteUpdateAsync(node => node.SetProperty(one => one.Ports, 2)));
        var owner = await held.Province.BrowserOf("Sở Nội vụ");
        var room = (await owner.Post("/api/rooms", new { name = "Giao ban", password = "Giao ban 1", mode = "discussion" })).Json!;

        var refused = await HeldMeeting.JoinRoomAsync(owner, (Guid)room["id"]!);
        await held.ComeAsync(await held.Province.BrowserOf("Sở Y tế"));
        var site = await held.ComeAsync(await held.Province.BrowserOf("UBND xã 1.1"));
        await held.ComeAsync(await held.Operator(), "operator", "Kỹ thuật MCU");
        held.Installation.Time.Advance(TimeSpan.FromSeconds(20));
        var second = await held.JoinAsync(await held.Province.BrowserOf("UBND xã 1.1"));

        Assert.Equal("server_full_until", refused.Code);
        Assert.Contains("Sở Y tế", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(NoticeTitle, refused.Text, StringComparison.Ordinal);
        Assert.Equal("server_full_until", second.Code); // a further machine of the same site was promised to nobody

        // The first one is cut off: the site comes in by its other machine, although the lost seat is still kept for it.
        held.Plane.Listener.TransportChanged(held.Live!.Id, site, MediaTransportState.Disconnected);
        await held.WrittenAsync();
        Assert.Equal(HttpStatusCode.Created, (await held.JoinAsync(await held.Province.BrowserOf("UBND xã 1.1"))).Status);
    }

    [Fact]
    public async Task Those_who_are_not_invited_stay_outside_and_others_cannot_direct()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        var uninvited = await held.Province.BrowserOf("UBND xã 1.2");
        var commune = await held.Province.BrowserOf("UBND xã 1.1");
        var elsewhere = await held.Installation.Holder(held.Province.Unit("Sở Nội vụ"), Role.McuOperator);

        Assert.Equal("meeting_not_invited", (await held.JoinAsync(uninvited)).Code);
        Assert.Equal("meeting_not_invited", (await held.JoinAsync(elsewhere)).Code);
        Assert.Equal("meeting_not_invited", (await held.JoinAsync(commune, "operator")).Code);
        foreach (var verb in new[] { "connect", "calls", "confirm", "open", "end" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await commune.Post($"/api/meetings/{held.Id}/session/{verb}", new { })).Status);
        }
    }

    [Fact]
    public async Task An_operator_appointed_for_one_meeting_goes_when_it_is_over()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        var clerk = await held.Province.BrowserOf("Sở Y tế");
        var issued = await clerk.Post($"/api/meetings/{held.Id}/passes", new { capacity = "operator", name = "Kỹ thuật VNPT" });
        var link = new Uri((string)issued.Json!["link"]!);
        var vendor = await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link);

        var live = held.Live!;
        Assert.Null(await held.AskAsync((conference, now) => conference.MuteAll((Guid)vendor.Json!["participantId"]!, now)));
        await clerk.Post($"/api/meetings/{held.Id}/session/end", new { });
        await live.Over;

        Assert.Equal("meeting_not_held", (await HeldMeeting.JoinByLinkAsync(held.Installation.NewBrowser(), link)).Code);
    }

    [Fact]
    public async Task A_district_looks_after_its_communes_and_nobody_else()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var commune = await held.ComeAsync(await held.Province.BrowserOf("UBND xã 1.1"));
        var department = await held.ComeAsync(await held.Province.BrowserOf("Sở Nội vụ"));
        var operating = await held.ComeAsync(
            await held.Installation.Holder(held.Province.Unit("UBND huyện 1"), Role.IntermediateOperator), "operator", "Kỹ thuật huyện");

        Assert.Null(await held.AskAsync((conference, now) => conference.Mute(operating, commune, now)));
        Assert.Equal("forbidden", (await held.AskAsync((conference, now) => conference.Mute(operating, department, now)))?.Code);
        Assert.Equal("forbidden", (await held.AskAsync((conference, now) => conference.SetPodium(operating, commune, now)))?.Code);
        Assert.Equal("forbidden", (await held.AskAsync((conference, now) => conference.OpenSession(operating, now)))?.Code);
    }

    [Fact]
    public async Task A_meeting_that_is_cancelled_while_it_connects_ends_its_conference()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var live = held.Live!;
        await held.Province.DoAsync(held.Id, (meeting, by, now) => meeting.Cancel("Bão số 9", by, now));

        await held.RoundAsync();
        await live.Over;

        Assert.Equal(MeetingStage.Cancelled, await held.StageAsync());
        Assert.Null(held.Live);
    }

    [Fact]
    public async Task A_meeting_makes_the_rule_of_lines_stricter_and_never_laxer()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        var (chief, clerk, commune) = (await held.Operator(), await held.Province.BrowserOf("Sở Y tế"), await held.Province.BrowserOf("UBND xã 1.1"));
        var path = $"/api/meetings/{held.Id}/line-policy";
        Assert.False((bool)(await commune.Get(path)).Json!["mayChange"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await commune.Put(path, new { policy = "slcdOnly" })).Status);

        Assert.Equal("slcdOnly", (string?)(await chief.Put(path, new { policy = "slcdOnly" }))["policy"]);
        Assert.Equal("meeting_line_not_slcd", (await held.JoinAsync(commune)).Code);

        Assert.Equal("internetAllowed", (string?)(await clerk.Put(path, new { policy = (string?)null }))["policy"]);
        Assert.Equal(HttpStatusCode.Created, (await held.JoinAsync(commune)).Status);
        var administrator = await held.Installation.Holder(Unit.Whole, Role.SystemAdministrator);
        await administrator.Put("/api/line-policy", new { policy = "slcdOnly" });
        var loosened = await chief.Put(path, new { policy = "internetAllowed" });
        Assert.Equal(("slcdOnly", "internetAllowed"), ((string?)loosened["policy"], (string?)loosened["own"]));
        Assert.Equal("meeting_line_not_slcd", (await held.JoinAsync(await held.Province.BrowserOf("UBND xã 1.1"))).Code);
    }

    [Fact]
    public async Task Those_on_duty_and_the_contacts_of_who_holds_it_are_named_without_typing()
    {
        await using var held = await HeldMeeting.ComingAsync(MeetingKind.Planned, "UBND xã 1.1");
        var (clerk, commune) = (await held.Province.BrowserOf("Sở Y tế"), await held.Province.BrowserOf("UBND xã 1.1"));
        var (main, member) = (held.Province.Site("Sở Y tế").SiteId, held.Province.Site("UBND xã 1.1").SiteId);
        await held.Installation.Change(db => db.Add(Roster(held, null, new(ContactRole.Technician, "Trần MCU", "Kỹ sư", "0905 111 222"))));
        await held.Installation.Change(db => db.Add(Roster(held, member, new(ContactRole.Leader, "Lê Xã", "Chủ tịch", "0905 333 444"))));
        await held.Installation.QueryAsync(async db =>
        {
            var site = await db.Sites.SingleAsync(site => site.Id == main);
            site.Description = site.Description with { Contacts = [new(Guid.NewGuid(), ContactRole.Technician, "Phạm Sở", "Chuyên viên", "0905 555 666")] };
            return await db.SaveChangesAsync();
        });

        var people = (await clerk.Get($"/api/meetings/{held.Id}/passes/people")).Json!.AsArray();

        Assert.Equal(
            [("Trần MCU", null, true), ("Lê Xã", "Phòng họp UBND xã 1.1", true), ("Phạm Sở", "Phòng họp Sở Y tế", false)],
            people.Select(person => ((string?)person!["name"], (string?)person["from"], (bool)person["isOnDuty"]!)));
        Assert.Equal(HttpStatusCode.Forbidden, (await commune.Get($"/api/meetings/{held.Id}/passes/people")).Status);

        static DutyRoster Roster(HeldMeeting held, Guid? site, DutyPerson person)
        {
            var roster = new DutyRoster { Id = Guid.CreateVersion7(), MeetingId = held.Id, SiteId = site };
            roster.Write([person], "Thử", held.Installation.Time.GetUtcNow(), held.Province.Start);
            return roster;
        }
    }

    [Fact]
    public async Task Where_the_dedicated_line_is_demanded_others_wait_for_the_chairs_consent()
    {
        await using var held = await HeldMeeting.ConnectingAsync("UBND xã 1.1");
        var administrator = await held.Installation.Holder(Unit.Whole, Role.SystemAdministrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.Put("/api/line-policy", new { policy = "askTheChair" })).Status);
        var operating = await held.ComeAsync(await held.Operator(), "operator", "Kỹ thuật MCU");

        var waits = await held.JoinAsync(await held.Province.BrowserOf("UBND xã 1.1"));
        Assert.Equal(HttpStatusCode.Accepted, waits.Status);

        await administrator.Put("/api/line-policy", new { policy = "slcdOnly" });
        Assert.Equal("meeting_line_not_slcd", (await held.JoinAsync(await held.Province.BrowserOf("UBND xã 1.1"))).Code);
        Assert.True(await held.AskAsync((conference, _) => conference.Holds(operating)));
    }

    private const string NoticeTitle = Notices.NoticeProvince.Title;
}
