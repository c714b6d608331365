using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.DataProtection;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>Makes, hides and finds the secrets of feeds' addresses.</summary>
internal sealed class FeedSecrets(IDataProtectionProvider protection, InstallationOptions installation)
{
    private readonly KeptSecrets _secrets = new(protection, "DiemCau.MeetingCalendar.FeedSecret");

    public (string Secret, byte[] Hash, string Protected) New() => _secrets.New();

    public static byte[] HashOf(string secret) => KeptSecrets.HashOf(secret);

    /// <summary>Null: the key is lost, and the address can only be renewed.</summary>
    public Uri? AddressOf(UnitFeed feed) => _secrets.Reveal(feed.ProtectedSecret) is { } secret ? AddressOf(secret) : null;

    public Uri AddressOf(string secret) => new(installation.PublicAddress, $"/api/feeds/{secret}.ics");
}
