using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// Machines on which an account has signed in before, known by a cookie of their own (OWASP, "device cookies"). It opens nothing: it only
/// keeps a machine's own attempts apart from those of strangers, who therefore cannot lock it out.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    public const string Cookie = "__Host-diemcau-device";

    /// <summary>Mailboxes of one shared machine; the longest unused is forgotten.</summary>
    private const int MostAccounts = 8;

    // As long as browsers keep a cookie at most (RFC 6265bis, section 5.5).
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    private readonly IDataProtector _protector = protection.CreateProtector("DiemCau.Accounts.KnownDevices");

    /// <returns>The machine's name for this account; null when the account has never signed in on it.</returns>
    public string? Of(HttpContext http, Guid accountId) => Read(http).FirstOrDefault(known => known.Account == accountId).Device;

    /// <summary>The account has proved on this machine that it is its own.</summary>
    public void Remember(HttpContext http, Guid accountId)
    {
        var known = Read(http);
        var device = known.FirstOrDefault(one => one.Account == accountId).Device ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        var entries = known.Where(one => one.Account != accountId).Prepend((accountId, device)).Take(MostAccounts);
        http.Response.Cookies.Append(Cookie, _protector.Protect(string.Join(' ', entries.Select(one => $"{one.Item1:N}:{one.Item2}"))), new()
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            MaxAge = Life,
            IsEssential = true,
        });
    }

    private List<(Guid Account, string? Device)> Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } cookie)
        {
            return [];
        }

        try
        {
            return [.. _protector.Unprotect(cookie).Split(' ').Select(entry => entry.Split(':')).Select(parts => (Guid.ParseExact(parts[0], "N"), (string?)parts[1]))];
        }
        catch (CryptographicException)
        {
            return []; // of another installation, or made up
        }
    }
}
