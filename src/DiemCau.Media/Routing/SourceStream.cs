using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing;

/// <summary>
/// One RTP stream of a source: a simulcast layer, or all there is. Its reception belongs to the publisher's worker; what receivers on
/// other workers need of it is published in volatile fields.
/// </summary>
internal sealed class SourceStream
{
    private const long SilentAfter = 1_000_000;

    private readonly StreamFan?[] _fans;
    private long _lastPacketAt;
    private uint _subscribedWorkers;
    private readonly double[] _shares = new double[LayerLimit.SpatialLayers * LayerLimit.TemporalLayers];
    private int _keyFrameWanted;
    private volatile bool _hasEnded;
    private volatile bool _isOnDemand;
    private volatile bool _isOverdue;
    private volatile SenderClock? _senderClock;
    private volatile DependencyStructure? _structure;

    public SourceStream(Source source, uint ssrc, string? rid, NegotiatedCodec codec, int workers)
    {
        Source = source;
        Ssrc = ssrc;
        Rid = rid;
        Codec = codec;
        _shares[^1] = 1;
        _fans = new StreamFan?[workers];
    }

    public Source Source { get; }

    public uint Ssrc { get; }

    /// <summary>RFC 8852; null without simulcast.</summary>
    public string? Rid { get; }

    /// <summary>Its client has said that it is sent beside others, without a rid.</summary>
    public bool IsLayerOfItsOwn { get; init; }

    public NegotiatedCodec Codec { get; }

    /// <summary>Whether one takes the other's place.</summary>
    public bool IsSameLayer(SourceStream other) =>
        IsLayerOfItsOwn || other.IsLayerOfItsOwn ? Ssrc == other.Ssrc && IsLayerOfItsOwn == other.IsLayerOfItsOwn : Rid == other.Rid;

    public bool HasEnded => _hasEnded;

    /// <summary>Bits per second over the last second, as the publisher's worker measured.</summary>
    public int Bitrate { get; set; }

    /// <summary>The temporal layers above the base that were seen; 0: none.</summary>
    public int HighestTemporalLayer { get; private set; }

    /// <summary>The spatial layers above the base that were seen within this one stream (SVC); 0: none.</summary>
    public int HighestSpatialLayer { get; private set; }

    /// <summary>0–1: the share of the stream's bits that its frames up to a <see cref="LayerLimit"/> take.</summary>
    public double ShareUpTo(byte limit) => Volatile.Read(ref _shares[Math.Min(limit, _shares.Length - 1)]);

    /// <summary>From the publisher's worker: bytes over the last second, by <see cref="LayerLimit.Of"/>.</summary>
    /// <param name="upTo">What a receiver up to each limit was sent, where that is known; else all the layers below.</param>
    public void Measured(ReadOnlySpan<long> bytes, ReadOnlySpan<long> upTo = default)
    {
        double total = 0;
        var (spatial, temporal) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            total += bytes[i];
            spatial = bytes[i] > 0 ? Math.Max(spatial, LayerLimit.Spatial((byte)i)) : spatial;
            temporal = bytes[i] > 0 ? Math.Max(temporal, i % LayerLimit.TemporalLayers) : temporal;
        }

        if (total == 0)
        {
            return;
        }

        for (var limit = 0; limit < _shares.Length; limit++)
        {
            double below = upTo.IsEmpty ? 0 : upTo[limit];
            for (var i = 0; i < bytes.Length && upTo.IsEmpty; i++)
            {
                below += LayerLimit.Spatial((byte)i) <= LayerLimit.Spatial((byte)limit)
                    && i % LayerLimit.TemporalLayers <= limit % LayerLimit.TemporalLayers ? bytes[i] : 0;
            }

            Volatile.Write(ref _shares[limit], below / total);
        }

        (HighestSpatialLayer, HighestTemporalLayer) = (spatial, temporal);
    }

    /// <summary>Height of the last key frame's picture; 0 while unknown.</summary>
    public int Height { get; set; }

    /// <summary>Of the last key frame; null without dependency descriptors.</summary>
    public DependencyStructure? Structure
    {
        get => _structure;
        set => _structure = value;
    }

    /// <summary>Height of a spatial layer's picture; where nothing tells, each doubles the one below. 0 while unknown.</summary>
    public int HeightOf(int spatial) =>
        _structure?.SizeOf(spatial).Height is { } height and > 0 ? height : Height >> (HighestSpatialLayer - spatial);

    /// <summary>How the stream's timestamps relate to this server's clock, from its sender reports; null before the first packet.</summary>
    public SenderClock? SenderClock
    {
        get => _senderClock;
        set => _senderClock = value;
    }

    /// <summary>Nobody received it, so its publisher was told to stop it; it comes within a second of somebody wanting it.</summary>
    public bool IsOnDemand
    {
        get => _isOnDemand;
        set => _isOnDemand = value;
    }

    /// <summary>
    /// Kept by <see cref="Publishing.LayerDemand"/>, on the publisher's worker: when it was last received by anybody; 0: not looked at yet.
    /// </summary>
    public long NeededAt { get; set; }

    /// <summary>Kept by <see cref="Publishing.LayerDemand"/>: nobody has received it for a while.</summary>
    public bool IsIdle { get; set; }

    /// <summary>Kept by <see cref="Publishing.LayerDemand"/>: when it was asked for again.</summary>
    public long ResumedAt { get; set; }

    /// <summary>A key frame was asked for again and again and does not come: whoever does not yet see the stream, will not.</summary>
    public bool IsOverdue
    {
        get => _isOverdue;
        set => _isOverdue = value;
    }

    public void End() => _hasEnded = true;

    /// <summary>Something came that can be shown or heard.</summary>
    public void Seen(long now)
    {
        FlowsSince = IsFlowing(now) ? FlowsSince : now;
        Volatile.Write(ref _lastPacketAt, now);
    }

    /// <summary>When the first packet came after there was none. The publisher's worker.</summary>
    public long FlowsSince { get; private set; }

    public long LastPacketAt => Volatile.Read(ref _lastPacketAt);

    public bool IsFlowing(long now) =>
        !_hasEnded && now - Volatile.Read(ref _lastPacketAt) < SilentAfter && Volatile.Read(ref _lastPacketAt) != 0;

    /// <summary>Asks the publisher for a key frame; its worker sends the request, throttled.</summary>
    public void WantKeyFrame() => Volatile.Write(ref _keyFrameWanted, 1);

    public bool TakeKeyFrameWish() => Volatile.Read(ref _keyFrameWanted) != 0 && Interlocked.Exchange(ref _keyFrameWanted, 0) != 0;

    /// <summary>A bit per worker that has receivers of this stream.</summary>
    public uint SubscribedWorkers => Volatile.Read(ref _subscribedWorkers);

    /// <summary>The stream's receivers on one worker; only that worker's thread calls this.</summary>
    public StreamFan? FanOn(int worker) => _fans[worker];

    public void SetFan(int worker, StreamFan? fan)
    {
        _fans[worker] = fan;
        if (fan is null)
        {
            Interlocked.And(ref _subscribedWorkers, ~(1u << worker));
        }
        else
        {
            Interlocked.Or(ref _subscribedWorkers, 1u << worker);
        }
    }
}
