using System.Net;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Rooms;

/// <summary>The installation's mail server writes to whom a unit invites, and is no relay for strangers.</summary>
public sealed class InvitationLimitTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync(services =>
        services.Configure<RoomsOptions>(options => (options.InvitationsPerDay, options.InvitationsPerDayUnconfirmed) = (10, 3)));

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task Only_a_confirmed_unit_invites_beyond_the_listed_domains()
    {
        var stranger = await _installation.Claiming("la@tinh.gov.vn", "UBND xã Lạ");
        var refused = await Invite(stranger, await Room(stranger), "ai@tinh.gov.vn", "ai@example.org");
        Assert.Equal("invitation_domain_foreign", refused.Code);
        Assert.Empty(await _installation.MailsToAsync("ai@tinh.gov.vn"));

        var office = await _installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        Assert.Equal(HttpStatusCode.Accepted, (await Invite(office, await Room(office), "ai@example.org")).Status);
    }

    [Fact]
    public async Task A_day_has_so_many_invitations()
    {
        var stranger = await _installation.Claiming("la@tinh.gov.vn", "UBND xã Lạ");
        var room = await Room(stranger);
        Assert.Equal(HttpStatusCode.Accepted, (await Invite(stranger, room, "a@tinh.gov.vn", "b@tinh.gov.vn")).Status);
        Assert.Equal("too_many_invitations", (await Invite(stranger, room, "c@tinh.gov.vn", "d@tinh.gov.vn")).Code);
        Assert.Equal(HttpStatusCode.Accepted, (await Invite(stranger, room, "c@tinh.gov.vn")).Status);
        Assert.Equal("too_many_invitations", (await Invite(stranger, room, "d@tinh.gov.vn")).Code);
        Assert.Empty(await _installation.MailsToAsync("d@tinh.gov.vn"));

        var office = await _installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async part =>
            await Invite(office, await Room(office, $"Phòng {part}"), [.. Enumerable.Range(0, 4).Select(one => $"x{part}{one}@tinh.gov.vn")])));
        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.Accepted));
    }

    [Fact]
    public async Task What_the_inviter_writes_is_said_to_be_theirs()
    {
        var office = await _installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        await office.Post($"/api/rooms/{await Room(office)}/invitations", new { emails = new[] { "ai@tinh.gov.vn" }, note = "Tài khoản của bạn bị khóa, xem http://xau.example/login" });
        Assert.Contains(
            "Lời nhắn do vpubnd@tinh.gov.vn viết:\nTài khoản của bạn bị khóa",
            (await _installation.MailsToAsync("ai@tinh.gov.vn")).Single().Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static async Task<string?> Room(Browser browser, string name = "Giao ban") =>
        (string?)(await browser.Post("/api/rooms", new { name, password = "Mật khẩu 1" }))["id"];

    private static Task<Answer> Invite(Browser browser, string? room, params string[] emails) =>
        browser.Post($"/api/rooms/{room}/invitations", new { emails });
}
