using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Rooms;

/// <summary>"Đề nghị tạo phòng": a unit asks, an operator makes the room or says why not.</summary>
public sealed class RoomRequestTests
{
    private static readonly object Wish = new
    {
        name = "Tập huấn hộ tịch", reason = "Tập huấn phần mềm hộ tịch cho các thôn", mode = "training", forWhen = "2026-12-05T08:00:00+07:00",
    };

    [Fact]
    public async Task An_operator_makes_the_room_and_whoever_asked_chairs_it_and_gets_the_password()
    {
        await using var installation = await TestInstallation.StartAsync();
        var district = await installation.Unit("UBND huyện 1");
        var commune = await installation.Unit("UBND xã 1.1", district);
        var clerk = await installation.Member(commune);
        var asked = await clerk.Post("/api/room-requests", Wish);
        Assert.Equal((HttpStatusCode.Created, "open", true), (asked.Status, (string?)asked["state"], (bool)asked["isMine"]));
        var id = (string)asked["id"]!;

        var chief = await installation.Holder(district, Role.IntermediateOperator);
        var task = Assert.Single((await chief.Get("/api/home/tasks")).Json!.AsArray(), task => (string?)task!["kind"] == "task.room_request.decide");
        Assert.Equal("Tạo phòng “Tập huấn hộ tịch” theo đề nghị của UBND xã 1.1", (string?)task!["text"]);
        Assert.True((bool)(await chief.Get("/api/room-requests")).Json!.AsArray().Single()!["mayDecide"]!);

        var granted = await chief.Post($"/api/room-requests/{id}/room", new { });

        Assert.Equal((HttpStatusCode.OK, "created"), (granted.Status, (string?)granted["state"]));
        var room = (await clerk.Get($"/api/rooms/{granted["roomId"]}")).Json!;
        Assert.Equal(("Tập huấn hộ tịch", "training", true), ((string?)room["name"], (string?)room["mode"], (bool)room["isMine"]!));
        var email = (string)asked["askedBy"]!;
        var mail = (await installation.MailsToAsync(email))[0];
        Assert.Equal("Đã tạo phòng họp: Tập huấn hộ tịch", mail.Subject);
        var password = Regex.Match(mail.Text, "Mật khẩu phòng: (\\S+)").Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, (await installation.NewBrowser().Post("/api/rooms/by-name", new { name = "Tập huấn hộ tịch", password })).Status);
        Assert.DoesNotContain((await chief.Get("/api/home/tasks")).Json!.AsArray(), open => (string?)open!["kind"] == "task.room_request.decide");
        Assert.Equal("room_request_decided", (await chief.Post($"/api/room-requests/{id}/refusal", new { reason = "Muộn" })).Code);
        Assert.Equal("room_request_decided", (await clerk.Delete($"/api/room-requests/{id}")).Code);
    }

    [Fact]
    public async Task A_refusal_says_why_by_mail_and_on_the_page()
    {
        await using var installation = await TestInstallation.StartAsync();
        var unit = await installation.Unit("UBND xã 1.1");
        var (clerk, chief) = (await installation.Member(unit), await installation.Holder(unit, Role.IntermediateOperator));
        var id = (string)(await clerk.Post("/api/room-requests", Wish))["id"]!;
        Assert.Equal(HttpStatusCode.BadRequest, (await chief.Post($"/api/room-requests/{id}/refusal", new { reason = " " })).Status);

        Assert.Equal(HttpStatusCode.OK, (await chief.Post($"/api/room-requests/{id}/refusal", new { reason = "Trùng giờ bảo trì" })).Status);

        var seen = (await clerk.Get("/api/room-requests")).Json!.AsArray().Single()!;
        Assert.Equal(("refused", "Trùng giờ bảo trì"), ((string?)seen["state"], (string?)seen["answer"]));
        Assert.Contains("Trùng giờ bảo trì", (await installation.MailsToAsync((string)seen["askedBy"]!))[0].Text, StringComparison.Ordinal);
        Assert.Equal(0, await installation.QueryAsync(db => db.Rooms.CountAsync()));
    }

    [Fact]
    public async Task Others_neither_see_nor_decide_it_and_two_who_decide_at_once_make_one_room()
    {
        await using var installation = await TestInstallation.StartAsync();
        var (unit, beside) = (await installation.Unit("UBND xã 1.1"), await installation.Unit("UBND xã 1.2"));
        var clerk = await installation.Member(unit);
        var id = (string)(await clerk.Post("/api/room-requests", Wish))["id"]!;
        foreach (var stranger in new[] { await installation.Member(beside), await installation.Holder(beside, Role.IntermediateOperator), await installation.Holder(own: null) })
        {
            Assert.Empty((await stranger.Get("/api/room-requests")).Json!.AsArray());
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Post($"/api/room-requests/{id}/room", new { })).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Delete($"/api/room-requests/{id}")).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post($"/api/room-requests/{id}/room", new { })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await installation.Holder(own: null)).Post("/api/room-requests", Wish)).Status);
        var chief = await installation.Holder(unit, Role.IntermediateOperator);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => chief.Post($"/api/room-requests/{id}/room", new { })));
        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(1, await installation.QueryAsync(db => db.Rooms.CountAsync()));
    }

    [Fact]
    public async Task Five_wait_at_most_and_one_that_is_taken_back_makes_place()
    {
        await using var installation = await TestInstallation.StartAsync();
        var clerk = await installation.Member(await installation.Unit("UBND xã 1.1"));
        var asked = new List<JsonNode>();
        for (var number = 1; number <= 5; number++)
        {
            asked.Add((await clerk.Post("/api/room-requests", new { name = $"Phòng {number}", reason = "Họp" })).Json!);
        }

        Assert.Equal("room_requests_too_many", (await clerk.Post("/api/room-requests", Wish)).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await clerk.Delete($"/api/room-requests/{asked[0]["id"]}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await clerk.Post("/api/room-requests", Wish)).Status);
    }
}
