namespace DiemCau.Bench.Systems;

/// <summary>What the server says of a receiver's line (its diagnosis of the downlink): the estimate and how it came to it.</summary>
internal sealed record LineEstimate(
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
    int ProbeResultKbps);
