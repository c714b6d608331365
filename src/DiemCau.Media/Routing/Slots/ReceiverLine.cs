using DiemCau.Media.Congestion;

namespace DiemCau.Media.Routing.Slots;

/// <summary>What all slots of a receiver share: what its line carries, and what goes along because the line loses.</summary>
internal sealed class ReceiverLine
{
    private VoiceRedundancy _redundancy;

    public Downlink Estimate { get; } = new();

    public PicturePacer Pacer { get; } = new();

    /// <summary>What has begun to flow and is still to be told.</summary>
    public Arrivals Arrivals { get; } = new();

    /// <summary>The line loses so much that voices are sent with the packet before them.</summary>
    public bool WantsRedundancy => _redundancy.IsOn;

    public void Look(long now) => _redundancy.Look(Estimate.LossPercent, now);
}
