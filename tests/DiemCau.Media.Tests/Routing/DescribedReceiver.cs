using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Tests.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing;

/// <summary>One receive slot's filter and rewriter, and behind them a receiver that has nothing but the descriptors that it gets.</summary>
internal sealed class DescribedReceiver
{
    private readonly DependencyRewriter _rewriter = new();
    private readonly DependencyReader _atReceiver = new();
    private readonly HashSet<long> _decodable = [];
    private readonly byte[] _room = new byte[byte.MaxValue + DependencyRewriter.Growth];
    private DependencyReader _atServer = new();
    private DependencyStructure? _known;
    private long _highest = -1;

    public DecodeTargetFilter Filter { get; } = new();

    /// <summary>The last frame that came out, as its receiver understands it.</summary>
    public DependencyDescriptor Received { get; private set; }

    public byte[] ReceivedBytes { get; private set; } = [];

    /// <summary>It had the marker.</summary>
    public bool EndsPicture { get; private set; }

    /// <summary>All that it needs was received and could be decoded.</summary>
    public bool IsDecodable { get; private set; }

    public ushort HighestNumber => (ushort)_highest;

    public void BeginSource(ScalableFrame first)
    {
        _atServer = new DependencyReader();
        Assert.True(_atServer.TryRead(first.Descriptor, out var descriptor));
        _rewriter.BeginSource(descriptor);
        Filter.Begin();
        _atServer = new DependencyReader();
    }

    /// <returns>Whether it was sent on.</returns>
    public bool Forward(ScalableFrame frame)
    {
        Assert.True(_atServer.TryRead(frame.Descriptor, out var descriptor));
        if (!Filter.Passes(descriptor))
        {
            return false;
        }

        var numbers = _rewriter.Rewrite(descriptor, Filter.Current, frame.Timestamp);
        ReceivedBytes = _room[..DependencyRewriter.Write(frame.Descriptor, descriptor, numbers, _room)];
        EndsPicture = frame.EndsPicture || Filter.Ends(descriptor);
        Receive(ReceivedBytes);
        return true;
    }

    private void Receive(byte[] bytes)
    {
        Assert.True(_atReceiver.TryRead(bytes, out var received), "The receiver understands it.");
        if (received.HasStructure && _known is not null && received.Structure != _known)
        {
            Assert.False(Overlap(_known, received.Structure!), "Templates of two structures have different numbers.");
        }

        _known = received.Structure;
        var number = _highest < 0 ? received.FrameNumber : _highest + (short)(received.FrameNumber - (ushort)_highest);
        _highest = Math.Max(_highest, number);
        IsDecodable = received.References < DependencyDescriptor.OldReference
            && Enumerable.Range(0, 63).All(i => (received.References >> i & 1) == 0 || _decodable.Contains(number - i - 1));
        if (IsDecodable)
        {
            _decodable.Add(number);
        }

        Received = received;
    }

    private static bool Overlap(DependencyStructure one, DependencyStructure other) => Enumerable.Range(0, 64).Any(id =>
        one.TryFind((uint)id, out _) && other.TryFind((uint)id, out _));
}
