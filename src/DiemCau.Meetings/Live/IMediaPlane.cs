using System.Net;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Live;

/// <summary>
/// What live meetings need of a media engine: participants that send and receive, and rules about who is heard and seen.
/// The meeting's way owns this port; the server adapts the media engine to it.
/// Every call is safe from any thread; decisions take effect within a few milliseconds, in order.
/// </summary>
public interface IMediaPlane
{
    /// <summary>
    /// Begins a conference's media; only <see cref="Close"/> ends it. What is asked of a conference that is not begun, or has ended, is
    /// refused or ignored.
    /// </summary>
    void Open(Guid conferenceId);

    /// <summary>Gives somebody a seat in a conference: only who has one is answered. Who has one keeps it until <see cref="Leave"/>.</summary>
    void Seat(Guid conferenceId, Guid participantId);

    /// <summary>
    /// Answers a seated participant's offer. The first offer creates its transport; a later one of the same ICE and DTLS session restarts ICE
    /// or changes its slots; one of another session replaces the transport.
    /// </summary>
    /// <returns>The SDP answer, or a refusal when the offer cannot be used.</returns>
    MediaAnswer Answer(Guid conferenceId, Guid participantId, MediaOffer offer);

    /// <summary>
    /// Where a client whose network lets no UDP through finds a relay to the media engine, with credentials of its own that last for
    /// a day's meetings. Whoever has them can reach nothing but the engine.
    /// </summary>
    IReadOnlyList<IceServer> IceServers();

    /// <summary>Takes a participant's seat and ends its transport. Unknown ids are ignored.</summary>
    void Leave(Guid conferenceId, Guid participantId);

    /// <summary>Ends all transports of a conference and forgets it.</summary>
    void Close(Guid conferenceId);

    /// <summary>Sets who is heard and seen. Replaces the programme that was in force.</summary>
    void Apply(Guid conferenceId, MediaProgramme programme);

    /// <summary>Sets what one participant wants to see, in order of importance.</summary>
    void SetView(Guid conferenceId, Guid participantId, MediaView view);

    /// <summary>
    /// Has the line to a participant measured though nothing is shown on it; its offer needs a picture slot. The result is in
    /// <see cref="DiagnoseAsync"/>.
    /// </summary>
    /// <param name="kbps">Up to which rate.</param>
    void MeasureLine(Guid conferenceId, Guid participantId, int kbps);

    /// <summary>What flows in the participant's receive slots now.</summary>
    IReadOnlyList<MediaSlot> Slots(Guid conferenceId, Guid participantId);

    /// <summary>How each participant's media does now, for those who look for a fault; changes nothing. Empty for an unknown conference.</summary>
    Task<IReadOnlyList<MediaDiagnosis>> DiagnoseAsync(Guid conferenceId);

    /// <summary>Registers the receiver of the engine's events. Called once, before the first offer.</summary>
    void Listen(IMediaPlaneListener listener);
}

/// <summary>Events of the media engine. They come one at a time per conference and must not block.</summary>
public interface IMediaPlaneListener
{
    void TransportChanged(Guid conferenceId, Guid participantId, MediaTransportState state);

    /// <summary>The dominant speaker among those allowed to be heard; null after a long silence.</summary>
    void ActiveSpeakerChanged(Guid conferenceId, Guid? participantId);

    void SlotsChanged(Guid conferenceId, Guid participantId, IReadOnlyList<MediaSlot> slots);

    /// <summary>
    /// Of a participant's simulcast layers only these (by rid) are received by anybody. The others need not be sent; a layer that is named
    /// again should come within a second.
    /// </summary>
    void LayersWanted(Guid conferenceId, Guid participantId, MediaSource source, IReadOnlyList<string> rids);

    /// <summary>Every few seconds while a transport is connected.</summary>
    void QualityMeasured(Guid conferenceId, Guid participantId, MediaQuality quality);

    /// <summary>
    /// By which way and from where a client is reached: once it is known to receive there, and whenever that changes, as when it moves to
    /// another network.
    /// </summary>
    /// <param name="address">Null behind the relay.</param>
    void PathChanged(Guid conferenceId, Guid participantId, MediaWay way, IPAddress? address)
    {
        // For who remembers the line of a site.
    }

    /// <summary>
    /// Somebody's picture at the podium or screen, or somebody's voice, has begun to be sent to a receiver: once for each that the
    /// programme puts there. Connect times are computed from these.
    /// </summary>
    void SourceReached(Guid conferenceId, Guid receiverId, MediaArrival arrival)
    {
        // For who measures connect times.
    }

    /// <summary>
    /// What comes of a microphone has changed, or whether it sends back somebody else's voice: of each once a second at most, and whether
    /// or not it may be heard.
    /// </summary>
    void MicrophoneChanged(Guid conferenceId, Guid participantId, MediaSound sound)
    {
        // For who looks after the sites.
    }

    /// <summary>
    /// What comes of a camera or screen has changed. Whether it was switched off, the meeting knows: then it is frozen, too.
    /// </summary>
    void PictureChanged(Guid conferenceId, Guid participantId, MediaSource source, MediaPicture picture)
    {
        // For who looks after the sites.
    }
}

/// <param name="Sdp">The client's offer, RFC 8866 and RFC 9429.</param>
/// <param name="Send">Which m-line (by mid) carries which of the participant's sources; null where it has none.</param>
/// <param name="Receive">Which m-line is which receive slot.</param>
public sealed record MediaOffer([property: Verbatim] string Sdp, SendSlots Send, ReceiveSlots Receive);

public sealed record SendSlots(string? Microphone, string? Camera, string? Screen);

public sealed record ReceiveSlots(IReadOnlyList<string> Audio, string? Podium, string? Screen, IReadOnlyList<string> Tiles);

/// <param name="Sdp">The answer; null when refused.</param>
/// <param name="RefusalCode">Null, or why the offer could not be used (for machines).</param>
public sealed record MediaAnswer(string? Sdp, string? RefusalCode = null);

/// <summary>As RTCPeerConnection takes it.</summary>
/// <param name="Urls">turn: and turns: (RFC 7065).</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string Username, string Credential);

/// <summary>Who is heard and seen in a conference.</summary>
/// <param name="MayBeHeard">Participants whose microphone is forwarded; everybody else's packets are dropped in the server.</param>
/// <param name="MayBeSeen">Participants whose camera is forwarded.</param>
/// <param name="Podium">Whom everybody sees in the podium slot; null: nobody.</param>
/// <param name="Screen">Whose screen everybody sees in the screen slot; null: nobody.</param>
/// <param name="PodiumInstead">Whom single participants see in the podium slot instead.</param>
/// <param name="PrivateVoices">
/// By speaker: whose voice goes to these listeners and to nobody else (a word between an operator and a site); null: nobody's.
/// </param>
public sealed record MediaProgramme(
    IReadOnlySet<Guid> MayBeHeard,
    IReadOnlySet<Guid> MayBeSeen,
    Guid? Podium,
    Guid? Screen,
    IReadOnlyDictionary<Guid, Guid> PodiumInstead,
    IReadOnlyDictionary<Guid, IReadOnlySet<Guid>>? PrivateVoices = null);

/// <param name="Slot">In which kind of slot; a receiver that is shown somebody else at the podium has it there.</param>
/// <param name="ParticipantId">Whose picture or voice it is.</param>
/// <param name="At">When it was sent first; its way over the line comes on top.</param>
/// <param name="After">
/// Since the programme put it there, or let it be heard. That may be before its owner or the receiver came.
/// </param>
public sealed record MediaArrival(MediaSlotKind Slot, Guid ParticipantId, MediaSource Source, DateTimeOffset At, TimeSpan After);

/// <summary>What one client shows, in device pixels. Null or zero size: not shown, nothing is sent.</summary>
public sealed record MediaView(TileSize? Podium, TileSize? Screen, IReadOnlyList<TileView> Tiles);

public readonly record struct TileSize(int Width, int Height);

public readonly record struct TileView(Guid ParticipantId, int Width, int Height);

/// <param name="Mid">The m-line of the receiver's own offer.</param>
/// <param name="ParticipantId">Whose picture or voice flows in it; null: empty.</param>
public sealed record MediaSlot(
    string Mid,
    MediaSlotKind Kind,
    Guid? ParticipantId,
    MediaSource? Source,
    MediaPause? Paused);

public enum MediaSlotKind { Audio, Podium, Screen, Tile }

public enum MediaSource { Microphone, Camera, Screen }

/// <summary>Why nothing flows in an assigned slot.</summary>
public enum MediaPause { Bandwidth, SourceOff, LayerOff }

/// <summary>Connecting: no packet yet. Disconnected: silent for 10 s (RFC 7675 consent). Closed: DTLS ended or a fatal error.</summary>
public enum MediaTransportState { Connecting, Connected, Disconnected, Closed }

/// <param name="UplinkLossPercent">Packets of the participant that did not reach the server.</param>
/// <param name="DownlinkLossPercent">Packets of the server that did not reach the participant.</param>
/// <param name="RoundTripMs">Null while unknown.</param>
/// <param name="DownlinkKbps">What the participant can receive, estimated.</param>
public sealed record MediaQuality(
    double UplinkLossPercent,
    double DownlinkLossPercent,
    double? RoundTripMs,
    int? DownlinkKbps,
    int UplinkKbps);

/// <param name="State">Null: takes part without media.</param>
/// <param name="Way">By which protocol packets reach it; null until the first one did.</param>
/// <param name="Address">That it sends from; null behind the relay, and until the first packet.</param>
/// <param name="Quality">Of the last few seconds; null before.</param>
/// <param name="Downlink">Why its line is believed to carry so much; null for a client that does not report the arrival of packets.</param>
public sealed record MediaDiagnosis(
    Guid ParticipantId,
    MediaTransportState? State,
    MediaWay? Way,
    [property: JsonIgnore] IPAddress? Address,
    MediaQuality? Quality,
    DownlinkDiagnosis? Downlink,
    IReadOnlyList<SourceDiagnosis> Sources,
    IReadOnlyList<SlotDiagnosis> Slots)
{
    /// <summary>Whose network that is, as far as the server sees; null behind the relay.</summary>
    public MediaNetwork? Network => Address is null ? null : MediaNetworks.Of(Address);
}

/// <summary>Tcp and Turn: over the HTTPS port, because UDP is blocked.</summary>
public enum MediaWay { Udp, Tcp, Turn }

/// <summary>Local: this machine. Private: RFC 1918, RFC 6598, RFC 4193.</summary>
public enum MediaNetwork { Local, Private, Public }

/// <param name="Refusal">Why nobody gets it although it is sent: Muted or NotAmongLoudest; null: it goes on.</param>
/// <param name="Layers">Smallest picture first.</param>
/// <param name="Sound">What comes of a microphone; null for others, and while unknown.</param>
/// <param name="Picture">What comes of a camera or screen; null for a microphone, and while unknown.</param>
public sealed record SourceDiagnosis(
    MediaSource Source,
    string Codec,
    string? Refusal,
    IReadOnlyList<LayerDiagnosis> Layers,
    MediaSound? Sound = null,
    MediaPicture? Picture = null);

/// <param name="Since">When that began.</param>
/// <param name="Level">At this moment, in −dBov (RFC 6464): 0 loudest, 127 nothing. For a meter.</param>
/// <param name="EchoOf">Whose voice it is suspected to send back; null: nobody's.</param>
/// <param name="EchoDelayMs">By how much later.</param>
public sealed record MediaSound(MediaSoundState State, DateTimeOffset Since, int Level, Guid? EchoOf, int? EchoDelayMs);

/// <summary>
/// Speaking: somebody does. Quiet: not at the moment. Silent: nothing above the room's noise for ten seconds. NoSignal: not even noise:
/// switched off, or a cable is out. Missing: nothing comes.
/// </summary>
public enum MediaSoundState { Speaking, Quiet, Silent, NoSignal, Missing }

/// <param name="Since">When that began.</param>
public sealed record MediaPicture(MediaPictureState State, DateTimeOffset Since);

/// <summary>
/// Still: nothing in it changes. Uniform: and it is of one colour, such as black. Frozen: no new one comes. Slides may stand still: they
/// are Moving or Uniform.
/// </summary>
public enum MediaPictureState { Moving, Still, Uniform, Frozen }

/// <param name="Height">In pixels; 0 for sound and while unknown.</param>
public sealed record LayerDiagnosis(int Height, int Kbps, bool Flowing, bool Watched);

/// <param name="Height">Of the layer that is sent, in pixels; 0 for sound, when nothing is sent and while unknown.</param>
/// <param name="ArrivalMs">
/// From the programme's word until it was sent first; null before, and for tiles, which receivers choose themselves.
/// </param>
public sealed record SlotDiagnosis(MediaSlot Slot, int Height, int Kbps, string? Codec, int? ArrivalMs = null);

/// <summary>How the engine comes to its estimate of what a participant can receive. Null rates: not known, or no bound.</summary>
/// <param name="TargetKbps">What is sent at most now: less than the estimate while a queue drains.</param>
/// <param name="DelayKbps">The bound from growing delay.</param>
/// <param name="LossKbps">The bound from loss.</param>
/// <param name="AcknowledgedKbps">What arrives.</param>
/// <param name="QueuedKbps">What arrived when queues grew.</param>
/// <param name="WantedKbps">What would be sent if the line carried it.</param>
/// <param name="Use">Normal, Over (a queue grows) or Under (it drains).</param>
/// <param name="OwnLossPercent">What the line loses whatever is sent.</param>
/// <param name="Probes">How many probes have ended; the last one was sent at ProbeKbps, and ProbeResultKbps came of it (0: it could not be told).</param>
/// <param name="Packets">How many the client has told the fate of since the beginning; of these PacketsLost did not arrive.</param>
public sealed record DownlinkDiagnosis(
    int Kbps,
    int TargetKbps,
    int DelayKbps,
    int? LossKbps,
    int? AcknowledgedKbps,
    int? QueuedKbps,
    int SentKbps,
    int WantedKbps,
    string Use,
    int QueueMs,
    double LossPercent,
    double OwnLossPercent,
    int Probes,
    int ProbeKbps,
    int ProbeResultKbps,
    int Packets,
    int PacketsLost);
