using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.DataProtection;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>Makes, hides and finds the secrets of feeds' addresses.</summary>
internal sealed class FeedSecrets(IDataProtectionProvider protection, InstallationOptions installation)
{
    /// <summary>256 bits: nobody finds one by trying.</summary>
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("DiemCau.MeetingCalendar.FeedSecret");

    public (string Secret, byte[] Hash, string Protected) New()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (secret, HashOf(secret), _protector.Protect(secret));
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Null: the key is lost, and the address can only be renewed.</summary>
    public Uri? AddressOf(UnitFeed feed)
    {
        try
        {
            return AddressOf(_protector.Unprotect(feed.ProtectedSecret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Uri AddressOf(string secret) => new(installation.PublicAddress, $"/api/feeds/{secret}.ics");
}
