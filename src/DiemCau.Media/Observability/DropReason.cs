namespace DiemCau.Media.Observability;

/// <summary>Why a packet went no further. Each has a counter per worker.</summary>
internal enum DropReason
{
    NotWebRtc,
    UnknownAddress,
    StunMalformed,
    StunUnknownUser,
    StunIntegrity,
    NotConnected,
    SrtpAuthentication,
    SrtpReplay,
    SrtpOther,
    RtpMalformed,
    RtpUnknownStream,
    RtpTooManyStreams,
    StreamReplaced,
    RtcpMalformed,
    PaddingOnly,
    Duplicate,
    Muted,
    NotAmongLoudest,
    NobodyWatches,
    InboxFull,
    HandshakeQueueFull,
    HandshakeFlood,
    NotAnswered,
    LineFull,
    RepairLimit,
    TcpFull,

    /// <summary>A bug showed itself; see <see cref="FaultLog"/>.</summary>
    Fault,
}
