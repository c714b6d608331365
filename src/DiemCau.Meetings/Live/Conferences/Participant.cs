using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who comes in: proven by a password, a ticket or an account before the conference sees it.</summary>
/// <param name="UnitId">The unit of the signed-in account; null for guests.</param>
/// <param name="OwnsRoom">Signed in with the room's own account: may take the chair.</param>
/// <param name="Browser">Opaque mark of the browser, so that somebody removed does not come back with the same password.</param>
/// <param name="PassesDoor">Came by an administrator's token: neither lock nor waiting room holds it.</param>
/// <param name="WithMedia">Brings an SDP offer; without it the person takes part in list and chat only.</param>
internal sealed record Newcomer(
    Guid Id,
    string DisplayName,
    Guid? UnitId,
    string? UnitName,
    bool OwnsRoom,
    string? Browser,
    bool WithMedia,
    bool PassesDoor = false);

/// <summary>One who takes part. Changed by the aggregate only, on its conference's own queue.</summary>
internal sealed class Participant(Newcomer who, DateTimeOffset joinedAt)
{
    private ParticipantView? _view;

    public Guid Id => Who.Id;

    public Newcomer Who { get; private set; } = who;

    public DateTimeOffset JoinedAt { get; } = joinedAt;

    public bool Microphone { get; set; }

    public bool Camera { get; set; }

    public bool Screen { get; set; }

    public bool MutedByChair { get; set; }

    /// <summary>The chair let this one speak although the others may not.</summary>
    public bool Allowed { get; set; }

    public bool OnHub { get; set; }

    public MediaTransportState? Media { get; set; } = who.WithMedia ? MediaTransportState.Connecting : null;

    /// <summary>When both hub and media were lost; null while at least one lives.</summary>
    public DateTimeOffset? AbsentSince { get; set; } = joinedAt;

    public ConnectionQuality Quality { get; set; }

    public string? QualityReason { get; set; }

    public bool IsPresent => OnHub || Media is MediaTransportState.Connected;

    /// <summary>False once it was connected and is not any more; a newcomer's first seconds are not an absence worth showing.</summary>
    public bool HasConnected { get; set; }

    public void TakeMedia(bool withMedia)
    {
        Who = Who with { WithMedia = withMedia };
        Media = withMedia ? MediaTransportState.Connecting : null;
    }

    public ConnectionState ConnectionState => Media switch
    {
        MediaTransportState.Connected => ConnectionState.Connected,
        null when OnHub => ConnectionState.NoMedia,
        _ when HasConnected => ConnectionState.Reconnecting,
        _ => ConnectionState.Joining,
    };

    /// <summary>The cached view of this participant; made once per change, not once per receiver.</summary>
    public ParticipantView View(ParticipantRole role, bool mayUnmute) => _view ??= new ParticipantView(
        Id, Who.DisplayName, Who.UnitName, role, JoinedAt, Microphone, Camera, Screen, MutedByChair, mayUnmute,
        new ConnectionView(ConnectionState, Quality, QualityReason));

    public void ForgetView() => _view = null;
}
