using System.Net;

namespace DiemCau.Media;

/// <summary>How one participant's media does at this moment.</summary>
/// <param name="State">Null: takes part without media.</param>
/// <param name="Way">Null until the first valid check.</param>
/// <param name="Address">That it sends from; null over a relay, and until the first check.</param>
/// <param name="Quality">
/// Of the last interval, but for the estimate of what the line carries, which is of this moment; null before the first one.
/// </param>
/// <param name="Downlink">Why the estimate is what it is; null for a client that does not report the arrival of packets.</param>
/// <param name="Worker">Which thread looks after it.</param>
/// <param name="Sources">What it sends.</param>
/// <param name="Slots">What it receives.</param>
public sealed record ParticipantDiagnosis(
    Guid Id,
    TransportState? State,
    MediaWay? Way,
    IPAddress? Address,
    LineQuality? Quality,
    DownlinkDiagnosis? Downlink,
    int Worker,
    IReadOnlyList<SourceDiagnosis> Sources,
    IReadOnlyList<SlotDiagnosis> Slots);

/// <summary>By which protocol packets reach the participant. Tcp is ICE-TCP (RFC 6544), Turn the relay on the HTTPS port.</summary>
public enum MediaWay { Udp, Tcp, Turn }

/// <param name="Refusal">Why its packets stop in the server, such as Muted; null: they go on.</param>
/// <param name="Layers">Smallest picture first.</param>
/// <param name="Sound">What comes of a microphone; null for others, and before it was looked at.</param>
/// <param name="Level">Of a microphone at this moment (RFC 6464): 0 loudest, 127 silence.</param>
/// <param name="Picture">What comes of a camera or screen; null for a microphone, and before anything did.</param>
public sealed record SourceDiagnosis(
    SourceKind Kind,
    string Codec,
    string? Refusal,
    IReadOnlyList<LayerDiagnosis> Layers,
    MicrophoneReport? Sound,
    int Level,
    PictureReport? Picture);

/// <param name="Rid">RFC 8852; null without simulcast.</param>
/// <param name="Height">Of the last key frame; 0 while unknown.</param>
/// <param name="IsWatched">Somebody receives it.</param>
public sealed record LayerDiagnosis(string? Rid, int Height, int Kbps, bool IsFlowing, bool IsWatched);

/// <param name="Height">Of the layer that the slot shows or waits for; 0 for sound and while unknown.</param>
/// <param name="Kbps">What that layer's sender sends.</param>
/// <param name="ArrivalTook">From the programme's word until its first packet was sent; null before, and for tiles.</param>
public sealed record SlotDiagnosis(SlotState State, string? Rid, int Height, int Kbps, string? Codec, TimeSpan? ArrivalTook);

/// <summary>
/// The inner state of the estimate of what a participant's line carries (GoogCC). Rates are of the wire, IP and UDP headers included.
/// </summary>
/// <param name="Kbps">The estimate: the lesser of the delay-based and the loss-based.</param>
/// <param name="TargetKbps">What is sent at most now: less while a queue drains.</param>
/// <param name="LossKbps">Null: loss sets no bound.</param>
/// <param name="AcknowledgedKbps">What arrives; null before the first half second.</param>
/// <param name="QueuedKbps">Mean of what got through when queues grew; null while none has been seen.</param>
/// <param name="WantedKbps">What would be sent if the line carried it; probes ask for it.</param>
/// <param name="Use">Normal, Over (a queue grows) or Under (it drains).</param>
/// <param name="QueueMs">One-way delay beyond the least of the last 10–20 s.</param>
/// <param name="OwnLossPercent">What the line loses whatever is sent.</param>
/// <param name="Probes">How many have ended.</param>
/// <param name="ProbeKbps">What the last one that ended was sent at.</param>
/// <param name="ProbeResultKbps">What came of it; 0: it could not be told.</param>
/// <param name="Packets">How many the receiver has told the fate of, since the beginning.</param>
/// <param name="PacketsLost">Of these.</param>
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
