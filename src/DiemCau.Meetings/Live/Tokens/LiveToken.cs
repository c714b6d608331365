using System.Text.Json.Serialization;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Tokens;

/// <summary>What a bearer proves about itself at the live doors. Signed and encrypted by the key ring, so it outlives the process.</summary>
/// <param name="ConferenceId">Null for tokens that are good for whatever conference the room has.</param>
/// <param name="PasswordStamp">A ticket is worth no more than the password that earned it.</param>
/// <param name="MayOpen">May open the room without its chair: demonstrations and load tests.</param>
internal sealed record LiveToken(
    LiveTokenKind Kind,
    Guid RoomId,
    Guid? ConferenceId,
    Newcomer Who,
    string? PasswordStamp = null,
    bool MayOpen = false);

[JsonConverter(typeof(CamelCaseEnum<LiveTokenKind>))]
internal enum LiveTokenKind
{
    /// <summary>Takes part in one conference.</summary>
    Participant,

    /// <summary>Waits at the door of a room.</summary>
    Ticket,

    /// <summary>Sends by WHIP.</summary>
    Publish,

    /// <summary>Receives by WHEP.</summary>
    Play,
}
