namespace DiemCau.Media;

/// <summary>How one participant's media does at this moment.</summary>
/// <param name="State">Null: takes part without media.</param>
/// <param name="Way">Null until the first valid check.</param>
/// <param name="Network">Of the address that it sends from; null over a relay, and until the first check.</param>
/// <param name="Quality">Of the last interval, but for the estimate of what the line carries, which is of this moment; null before the first one.</param>
/// <param name="Worker">Which thread looks after it.</param>
/// <param name="Sources">What it sends.</param>
/// <param name="Slots">What it receives.</param>
public sealed record ParticipantDiagnosis(
    Guid Id,
    TransportState? State,
    MediaWay? Way,
    NetworkClass? Network,
    LineQuality? Quality,
    int Worker,
    IReadOnlyList<SourceDiagnosis> Sources,
    IReadOnlyList<SlotDiagnosis> Slots);

/// <summary>By which protocol packets reach the participant. Tcp is ICE-TCP (RFC 6544), Turn the relay on the HTTPS port.</summary>
public enum MediaWay { Udp, Tcp, Turn }

/// <summary>Local: this machine. Private: RFC 1918, RFC 6598, RFC 4193.</summary>
public enum NetworkClass { Local, Private, Public }

/// <param name="Refusal">Why its packets stop in the server, such as Muted; null: they go on.</param>
/// <param name="Layers">Smallest picture first.</param>
public sealed record SourceDiagnosis(SourceKind Kind, string Codec, string? Refusal, IReadOnlyList<LayerDiagnosis> Layers);

/// <param name="Rid">RFC 8852; null without simulcast.</param>
/// <param name="Height">Of the last key frame; 0 while unknown.</param>
/// <param name="IsWatched">Somebody receives it.</param>
public sealed record LayerDiagnosis(string? Rid, int Height, int Kbps, bool IsFlowing, bool IsWatched);

/// <param name="Height">Of the layer that the slot shows or waits for; 0 for sound and while unknown.</param>
/// <param name="Kbps">What that layer's sender sends.</param>
public sealed record SlotDiagnosis(SlotState State, string? Rid, int Height, int Kbps, string? Codec);
