using System.Security.Cryptography;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Rooms;

/// <summary>The link of a room: short enough to dictate over the phone, too long to guess.</summary>
internal static class RoomLink
{
    // Without letters and digits that are mistaken for one another when read out or written down.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>31^10, about 2^49: with the door's rate limits nobody finds one by trying.</summary>
    private const int Length = 10;

    public static string NewSlug() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static Uri Of(InstallationOptions installation, Room room) => new(installation.PublicAddress, $"/p/{room.Slug}");
}
