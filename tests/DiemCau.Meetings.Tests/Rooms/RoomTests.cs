using System.Net;
using System.Text;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Live;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Rooms;

public sealed class RoomTests
{
    [Fact]
    public async Task A_new_room_is_its_creators_and_can_be_shared()
    {
        await using var installation = await TestInstallation.StartAsync();
        var owner = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");

        var room = (await owner.Post("/api/rooms", new { name = " Giao ban tuần ", password = "Bí mật 1", mode = "conference", waitingRoom = true })).Json!;

        Assert.Equal("Giao ban tuần", (string?)room["name"]);
        Assert.Equal("Văn phòng UBND tỉnh", (string?)room["unitName"]);
        Assert.Equal("conference", (string?)room["mode"]);
        Assert.True((bool)room["isMine"]!);
        Assert.Null(room["live"]);
        Assert.Equal($"https://diemcau.test/p/{room["slug"]}", (string?)room["link"]);
        var qr = await owner.Get($"/api/rooms/{room["id"]}/qr.svg");
        Assert.StartsWith("<svg", qr.Text, StringComparison.Ordinal);
        var door = (await installation.NewBrowser().Get($"/api/rooms/by-slug/{room["slug"]}")).Json!.AsObject();
        Assert.Equal(["id", "name", "unitName", "mode", "waitingRoom", "open", "locked"], door.Select(member => member.Key));
        Assert.False((bool)door["open"]!);
    }

    [Fact]
    public async Task A_rooms_password_is_the_same_from_every_keyboard()
    {
        const string Password = "Mật khẩu phòng Họp 2026";
        string[] typed = [Password.Normalize(NormalizationForm.FormD), "M\u00e2\u0323t kh\u00e2\u0309u pho\u0300ng Ho\u0323p 2026", Password.Replace(' ', '\u00a0')];
        await using var installation = await TestInstallation.StartAsync();
        var owner = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        foreach (var set in typed.Prepend(Password))
        {
            var id = (string)(await owner.Post("/api/rooms", new { name = $"Phòng {Guid.NewGuid()}", password = set })).Json!["id"]!;
            foreach (var password in typed.Append(Password))
            {
                Assert.Equal(HttpStatusCode.Accepted, (await installation.NewBrowser().Post($"/api/rooms/{id}/participants", new { displayName = "Khách", password })).Status);
                Assert.Equal(
                    HttpStatusCode.Accepted,
                    (await owner.Post($"/api/rooms/{id}/invitations", new { emails = new[] { "a@tinh.gov.vn" }, includePassword = true, password })).Status);
            }

            Assert.Equal(
                "room_password_wrong",
                (await installation.NewBrowser().Post($"/api/rooms/{id}/participants", new { displayName = "Khách", password = Password.ToUpperInvariant() })).Code);
        }
    }

    [Fact]
    public async Task Names_are_unique_in_a_unit_and_case_and_accents_count()
    {
        await using var installation = await TestInstallation.StartAsync();
        var unit = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        var other = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");

        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(unit, "Giao ban")).Status);
        var taken = await CreateAsync(unit, "Giao ban");
        Assert.Equal((HttpStatusCode.Conflict, "room_name_taken"), (taken.Status, (string?)taken.Json!["code"]));
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(unit, "giao ban")).Status);
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(unit, "Giao bán")).Status);
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(other, "Giao ban")).Status);
    }

    [Fact]
    public async Task Each_field_says_what_is_wrong_with_it()
    {
        await using var installation = await TestInstallation.StartAsync();
        var owner = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng");

        var answer = await owner.Post("/api/rooms", new { name = "", password = "12345" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Không được để trống", (string?)answer.Json!["errors"]!["name"]![0]);
        Assert.Equal("Mật khẩu phòng cần ít nhất 6 ký tự", (string?)answer.Json["errors"]!["password"]![0]);
    }

    [Fact]
    public async Task The_list_is_searched_without_accents_and_shows_what_is_open()
    {
        await using var hall = await Hall.OpenAsync();
        await CreateAsync(hall.Owner, "Đào tạo cán bộ xã");
        await hall.OwnerJoinsAsync();
        await hall.JoinAsync("Xã Ea Kao");
        var other = await hall.Installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");

        Assert.Equal(["Đào tạo cán bộ xã"], Names(await other.Get("/api/rooms?search=dao tao")));
        Assert.Equal(["Giao ban tuần", "Đào tạo cán bộ xã"], Names(await other.Get("/api/rooms?search=van phong")));
        Assert.Empty(Names(await other.Get("/api/rooms?mine=true")));
        await hall.Installation.EventuallyAsync(async _ => (int)(await other.Get("/api/rooms")).Json!["items"]![0]!["live"]!["participants"]!, 2);
        Assert.True((bool)(await other.Get($"/api/rooms/{hall.RoomId}")).Json!["live"]!.AsObject().ContainsKey("conferenceId"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await hall.Installation.NewBrowser().Get("/api/rooms")).Status);
    }

    [Fact]
    public async Task Only_the_owner_changes_a_room_and_an_old_password_or_ticket_is_worth_nothing_afterwards()
    {
        await using var hall = await Hall.OpenAsync();
        var other = await hall.Installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        var guest = hall.Installation.NewBrowser();
        var ticket = (string)(await hall.AskAsync(guest, "Xã Ea Kao", Hall.Password)).Json!["ticket"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Patch($"/api/rooms/{hall.RoomId}", new { name = "Của tôi" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Delete($"/api/rooms/{hall.RoomId}")).Status);

        var changed = await hall.Owner.Patch($"/api/rooms/{hall.RoomId}", new { name = "Giao ban tháng", password = "Mật khẩu 2" });

        Assert.Equal("Giao ban tháng", (string?)changed.Json!["name"]);
        Assert.Equal("discussion", (string?)changed.Json["mode"]);
        await hall.OwnerJoinsAsync();
        Assert.Equal("room_password_wrong", (string?)(await hall.AskAsync(guest, "Xã Ea Kao", Hall.Password)).Json!["code"]);
        Assert.Equal("room_password_wrong", (string?)(await hall.AskAsync(guest, "Xã Ea Kao", ticket: ticket)).Json!["code"]);
        Assert.Equal(HttpStatusCode.Created, (await hall.AskAsync(guest, "Xã Ea Kao", "Mật khẩu 2")).Status);
    }

    [Fact]
    public async Task Deleting_a_room_ends_what_goes_on_in_it_and_frees_its_name()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await hall.Owner.Delete($"/api/rooms/{hall.RoomId}")).Status);

        await chair.HearAsync("Ended");
        Assert.Equal(HttpStatusCode.NotFound, (await hall.Owner.Get($"/api/rooms/{hall.RoomId}")).Status);
        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(hall.Owner, "Giao ban tuần")).Status);
    }

    [Fact]
    public async Task An_invitation_is_a_mail_in_Vietnamese_with_an_entry_for_the_calendar()
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await hall.Owner.Post($"/api/rooms/{hall.RoomId}/invitations", new
        {
            emails = new[] { "eakao@tinh.gov.vn", "không phải thư" },
            startsAt = "2026-11-23T01:00:00Z",
            minutes = 90,
            note = "Chuẩn bị báo cáo; gửi trước 1 ngày.",
            includePassword = true,
            password = Hall.Password,
        });

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(1, (int)answer.Json!["accepted"]!);
        Assert.Equal(["không phải thư"], answer.Json["refused"]!.AsArray().Select(address => (string?)address));
        var mail = Assert.Single(await hall.Installation.MailsToAsync("eakao@tinh.gov.vn"));
        Assert.Equal("Mời họp trực tuyến: Giao ban tuần", mail.Subject);
        Assert.Contains("08h00 ngày 23/11/2026, dự kiến 90 phút", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Mật khẩu phòng: Mật khẩu 1", mail.Text, StringComparison.Ordinal);
        var calendar = Encoding.UTF8.GetString(mail.Calendar!);
        Assert.Contains("DTSTART:20261123T010000Z\r\nDTEND:20261123T023000Z\r\n", calendar, StringComparison.Ordinal);
        Assert.Equal("REQUEST", mail.CalendarMethod);
    }

    [Fact]
    public async Task An_invitation_writes_the_password_only_when_it_is_typed_again()
    {
        await using var hall = await Hall.OpenAsync();

        var refused = await hall.Owner.Post($"/api/rooms/{hall.RoomId}/invitations", new { emails = new[] { "a@tinh.gov.vn" }, includePassword = true });
        var without = await hall.Owner.Post($"/api/rooms/{hall.RoomId}/invitations", new { emails = new[] { "a@tinh.gov.vn" }, includePassword = false });

        Assert.NotNull(refused.Json!["errors"]!["password"]);
        Assert.Equal(HttpStatusCode.Accepted, without.Status);
        var mail = Assert.Single(await hall.Installation.MailsToAsync("a@tinh.gov.vn"));
        Assert.DoesNotContain(Hall.Password, mail.Text, StringComparison.Ordinal);
        Assert.Null(mail.Calendar);
    }

    private static Task<Answer> CreateAsync(Browser browser, string name) => browser.Post("/api/rooms", new { name, password = "Bí mật 1" });

    private static IEnumerable<string?> Names(Answer answer) => answer.Json!["items"]!.AsArray().Select(room => (string?)room!["name"]);
}
