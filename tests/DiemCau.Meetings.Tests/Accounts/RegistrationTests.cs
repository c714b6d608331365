using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.Guessing;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Accounts;

public sealed class RegistrationTests : IAsyncLifetime
{
    private const string Email = "vpubnd@tinh.gov.vn";
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_unit_registers_activates_its_account_and_is_signed_in()
    {
        var browser = _installation.NewBrowser();
        var registered = await browser.Post("/api/accounts", new { email = " VPUBND@Tinh.gov.vn " });
        Assert.Equal(HttpStatusCode.Accepted, registered.Status);
        var mail = Assert.Single(await _installation.MailsToAsync(Email));
        Assert.Contains("Kích hoạt tài khoản", mail.Subject, StringComparison.Ordinal);

        var token = await _installation.LinkInLastMail(Email);
        var link = await browser.Get($"/api/accounts/links/{token}");
        Assert.Equal("activation", (string?)link["purpose"]);
        Assert.Equal(Email, (string?)link["email"]);
        Assert.Equal("valid", (string?)link["state"]);

        var account = await browser.Post("/api/accounts/activation", new { token, password = People.Password, unitName = "Văn phòng UBND tỉnh" });

        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Equal("active", (string?)account["state"]);
        Assert.Equal("Văn phòng UBND tỉnh", (string?)account["displayName"]);
        Assert.Equal(Email, await browser.WhoIsSignedIn());
        Assert.Equal(Email, await SignedInElsewhere());
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await _installation.Activated(Email);
        var token = await _installation.LinkInLastMail(Email);

        var again = await _installation.NewBrowser().Post("/api/accounts/activation", new { token, password = People.Password });

        Assert.Equal("link_used", again.Code);
        Assert.Equal("used", (string?)(await _installation.NewBrowser().Get($"/api/accounts/links/{token}"))["state"]);
    }

    [Fact]
    public async Task Of_simultaneous_activations_with_one_link_exactly_one_succeeds()
    {
        await _installation.NewBrowser().Post("/api/accounts", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            _installation.NewBrowser().Post("/api/accounts/activation", new { token, password = People.Password, unitName = "Sở Y tế" })));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("link_used", answer.Code));
    }

    [Fact]
    public async Task A_link_expires_after_a_day()
    {
        await _installation.NewBrowser().Post("/api/accounts", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);
        _installation.Time.Advance(TimeSpan.FromHours(25));

        var late = await _installation.NewBrowser().Post("/api/accounts/activation", new { token, password = People.Password });

        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Equal("link_expired", late.Code);
    }

    [Fact]
    public async Task A_newer_link_takes_the_place_of_an_older_one()
    {
        var browser = _installation.NewBrowser();
        await browser.Post("/api/accounts", new { email = Email });
        var older = await _installation.LinkInLastMail(Email);
        _installation.Time.Advance(TimeSpan.FromMinutes(2));
        await browser.Post("/api/accounts", new { email = Email });
        var newer = await _installation.LinkInLastMail(Email);

        Assert.Equal("link_expired", (await browser.Post("/api/accounts/activation", new { token = older, password = People.Password })).Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.Post("/api/accounts/activation", new { token = newer, password = People.Password })).Status);
    }

    [Fact]
    public async Task Nobody_can_flood_a_mailbox()
    {
        var browser = _installation.NewBrowser();
        for (var wish = 0; wish < 5; wish++)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await browser.Post("/api/accounts", new { email = Email })).Status);
        }

        Assert.Single(await _installation.MailsToAsync(Email));
    }

    [Theory]
    [InlineData("ai@gmail.com")]
    [InlineData("ai@xa.tinh.gov.vn")] // a subdomain is another domain unless the list says otherwise
    [InlineData("ai@tinh.gov.vn.example.com")]
    public async Task A_foreign_mail_domain_is_refused(string email)
    {
        var answer = await _installation.NewBrowser().Post("/api/accounts", new { email });
        Assert.Equal("mail_domain_not_allowed", answer.Code);
        Assert.Empty(await _installation.MailsToAsync(email));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tinh.gov.vn")]
    [InlineData("a b@tinh.gov.vn")]
    [InlineData("a@tinh.gov.vn\r\nBcc: x@y.vn")]
    [InlineData("<a@tinh.gov.vn>")]
    public async Task What_is_no_address_is_refused(string? email)
    {
        var answer = await _installation.NewBrowser().Post("/api/accounts", new { email });
        Assert.Equal("validation", answer.Code);
        var said = (string?)answer["errors"]["email"]![0];
        // A line break is refused before it is read as an address.
        Assert.True(said == "Địa chỉ thư không hợp lệ" || email!.Contains('\n', StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Known_and_unknown_mailboxes_get_the_same_answer()
    {
        await _installation.Activated(Email);
        var browser = _installation.NewBrowser();
        var known = await browser.Post("/api/accounts", new { email = Email });
        var unknown = await browser.Post("/api/accounts", new { email = "moi@tinh.gov.vn" });
        Assert.Equal((unknown.Status, unknown.Text), (known.Status, known.Text));
        Assert.Contains("đã được đăng ký", (await _installation.MailsToAsync(Email))[0].Subject, StringComparison.Ordinal);

        known = await browser.Post("/api/accounts/forgotten-password", new { email = Email });
        unknown = await browser.Post("/api/accounts/forgotten-password", new { email = "khongco@tinh.gov.vn" });
        Assert.Equal((unknown.Status, unknown.Text), (known.Status, known.Text));
    }

    [Theory]
    [InlineData("ngan1", "password_too_short")]
    [InlineData("Matkhau@2026", "password_common")]
    [InlineData("Mật khẩu 2026", "password_common")]
    [InlineData("1q2w3e4r5t", "password_common")]
    [InlineData("q1w2e3r4t5y6", "password_common")]
    [InlineData("Daklak2026", "password_common")]
    [InlineData("Buonmathuot1", "password_common")]
    [InlineData("Aa123456789", "password_common")]
    [InlineData("abc123abc123", "password_common")]
    [InlineData("zaq12wsxcde3", "password_common")]
    [InlineData("qazwsxedc1", "password_common")]
    [InlineData("Ubndtinhdaklak1", "password_common")]
    [InlineData("1qaz2wsx3edc", "password_common")]
    [InlineData("daklak@2026", "password_common")]
    [InlineData("P@ssw0rd2026", "password_common")]
    [InlineData("Nguyenvananh1990", "password_common")]
    [InlineData("vpubnd-2026-hnth", "password_is_mailbox")]
    [InlineData("chỉ toàn chữ thôi", "password_needs_digit")]
    public async Task A_weak_password_is_refused_and_leaves_the_link_good(string password, string reason)
    {
        var browser = _installation.NewBrowser();
        await browser.Post("/api/accounts", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);

        var refused = await browser.Post("/api/accounts/activation", new { token, password });

        Assert.Equal("password_too_weak", refused.Code);
        Assert.Contains(refused["errors"]["password"]!.AsArray(), text => (string?)text == Meetings.Shared.Texts.Get("vi", $"field.{reason}", 10));
        Assert.Equal("valid", (string?)(await browser.Get($"/api/accounts/links/{token}"))["state"]);
    }

    [Theory]
    [InlineData("Điểm cầu số 7")]
    [InlineData("Kx7#pq2Lm9vt")]
    [InlineData("ban-lam-viec-so-9-mau-xanh")]
    [InlineData("Chè xanh buổi sáng 6h")]
    public void A_password_of_ones_own_is_not_common(string password) => Assert.False(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("cham.@daklak.gov.vn")]
    [InlineData("vp@daklak.gov.vn.")]
    [InlineData(".vp@daklak.gov.vn")]
    [InlineData("v..p@daklak.gov.vn")]
    [InlineData("vp@daklak..gov.vn")]
    [InlineData("vp@-daklak.gov.vn")]
    [InlineData("vp@daklak_1.gov.vn")]
    [InlineData("vp@d\u0430k.gov.vn")]
    [InlineData("vp@10.1.2.3")]
    [InlineData("vp@localhost")]
    [InlineData("a@b@daklak.gov.vn")]
    [InlineData("văn.phòng@daklak.gov.vn")]             // SMTPUTF8 (RFC 6531)
    [InlineData("vp@đắklắk.gov.vn")]                    // and a domain of it
    [InlineData("vp@daklak\u3002gov\u3002vn")]          // full stops that browsers take for dots in a name
    [InlineData("vp@\uff44aklak.gov.vn")]               // a fullwidth d
    [InlineData("vp@dakl\u0251k.gov.vn")]               // a Latin alpha
    [InlineData("vp@dakl\u0430\u043a.gov.vn")]
    [InlineData("vp@T\u0130NH.gov.vn")]                 // I with a dot, whose small letter is an i in Turkish
    [InlineData("vp@t\u0131nh.gov.vn")]
    [InlineData("vp@daklak.gov.vn\r\nRCPT TO:<ai@example.com>")]
    [InlineData("vp@daklak.gov.vn>")]
    [InlineData("<vp@daklak.gov.vn>")]
    [InlineData("vp(x)@daklak.gov.vn")]
    [InlineData("\"vp@example.com> \"@daklak.gov.vn")]
    [InlineData("vp,ai@daklak.gov.vn")]
    [InlineData("vp%example.com@[10.1.2.3]")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234x@daklak.gov.vn")]
    public void What_RFC_5321_does_not_call_an_address_is_none(string text) => Assert.False(MailAddressText.TryParse(text, out _));

    [Theory]
    [InlineData(" VPUBND@Daklak.gov.vn ", "vpubnd@daklak.gov.vn")]
    [InlineData("ubnd.ea-kao+hop@xn--daklak-x.gov.vn", "ubnd.ea-kao+hop@xn--daklak-x.gov.vn")]
    public void Addresses_are_kept_in_lower_case(string text, string address)
    {
        Assert.True(MailAddressText.TryParse(text, out var parsed));
        Assert.Equal(address, parsed);
    }

    [Fact]
    public async Task Tokens_are_stored_as_hashes_only()
    {
        await _installation.NewBrowser().Post("/api/accounts", new { email = Email });
        var hash = LinkToken.Hash(await _installation.LinkInLastMail(Email));
        Assert.Equal(1, await _installation.QueryAsync(db => db.AccountLinks.CountAsync(link => link.TokenHash == hash)));
    }

    [Fact]
    public async Task Units_that_write_one_name_with_other_spaces_are_one()
    {
        var first = await _installation.Activated("a1@tinh.gov.vn", "UBND xã Đắk Lắk");
        var second = await _installation.Activated("a2@tinh.gov.vn", " UBND xã Đắk Lắk ");
        Assert.Equal((string?)(await first.Get("/api/session"))["account"]["unitId"], (string?)(await second.Get("/api/session"))["account"]["unitId"]);
    }

    private async Task<string?> SignedInElsewhere()
    {
        var other = _installation.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await other.SignIn(Email)).Status);
        return await other.WhoIsSignedIn();
    }
}
