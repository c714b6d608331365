using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>
/// An opaque mark of the browser, so that somebody who was asked to leave does not walk in again with the same password, and somebody who
/// was inside does not wait at the door again. It says nothing about the person and is used for nothing else.
/// </summary>
internal static class BrowserMark
{
    private const string Cookie = "__Host-diemcau-browser";
    private const int Bytes = 16;
    private const int Letters = 22; // 16 bytes in base64url
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public static string Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is { Length: Letters } known && known.All(IsOurs))
        {
            return known;
        }

        var mark = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        http.Response.Cookies.Append(Cookie, mark, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Life,
            IsEssential = true,
        });
        return mark;
    }

    /// <summary>A cookie is whatever its client sends, and this one is stored.</summary>
    private static bool IsOurs(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
