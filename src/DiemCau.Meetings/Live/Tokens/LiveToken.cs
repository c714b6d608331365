using System.Text.Json.Serialization;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Tokens;

/// <summary>What a bearer proves about itself at the live doors. Signed and encrypted by the key ring, so it outlives the process.</summary>
/// <param name="ConferenceId">Null for tokens that are good for whatever conference the occasion has.</param>
/// <param name="Stamp">Of the password or link that earned it: a ticket is worth no more than that.</param>
/// <param name="MayOpen">May open the conference without its chair: demonstrations and load tests.</param>
internal sealed record LiveToken(
    LiveTokenKind Kind,
    Occasion Occasion,
    Guid? ConferenceId,
    Newcomer Who,
    string? Stamp = null,
    bool MayOpen = false);

[JsonConverter(typeof(CamelCaseEnum<LiveTokenKind>))]
internal enum LiveTokenKind
{
    /// <summary>Takes part in one conference.</summary>
    Participant,

    /// <summary>Waits at the door.</summary>
    Ticket,

    /// <summary>Sends by WHIP.</summary>
    Publish,

    /// <summary>Receives by WHEP.</summary>
    Play,
}
