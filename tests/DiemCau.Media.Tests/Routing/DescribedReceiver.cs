using DiemCau.Media.Routing;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Tests.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing;

/// <summary>One receive slot's filter and rewriter, and behind them a receiver that has nothing but the descriptors that it gets.</summary>
internal sealed class DescribedReceiver
{
    private readonly DependencyRewriter rewriter = new();
    private readonly DependencyReader atReceiver = new();
    private readonly HashSet<long> decodable = [];
    private readonly byte[] room = new byte[byte.MaxValue + DependencyRewriter.Growth];
    private DependencyReader atServer = new();
    private DependencyStructure? known;
    private long highest = -1;

    public DecodeTargetFilter Filter { get; } = new();

    /// <summary>The last frame that came out, as its receiver understands it.</summary>
    public DependencyDescriptor Received { get; private set; }

    public byte[] ReceivedBytes { get; private set; } = [];

    /// <summary>It had the marker.</summary>
    public bool EndsPicture { get; private set; }

    /// <summary>All that it needs was received and could be decoded.</summary>
    public bool IsDecodable { get; private set; }

    public ushort HighestNumber => (ushort)highest;

    public void BeginSource(ScalableFrame first)
    {
        atServer = new DependencyReader();
        Assert.True(atServer.TryRead(first.Descriptor, out var descriptor));
        rewriter.BeginSource(descriptor);
        Filter.Begin();
        atServer = new DependencyReader();
    }

    /// <returns>Whether it was sent on.</returns>
    public bool Forward(ScalableFrame frame)
    {
        Assert.True(atServer.TryRead(frame.Descriptor, out var descriptor));
        if (!Filter.Passes(descriptor))
        {
            return false;
        }

        var numbers = rewriter.Rewrite(descriptor, Filter.Current, frame.Timestamp);
        ReceivedBytes = room[..DependencyRewriter.Write(frame.Descriptor, descriptor, numbers, room)];
        EndsPicture = frame.EndsPicture || Filter.Ends(descriptor);
        Receive(ReceivedBytes);
        return true;
    }

    private void Receive(byte[] bytes)
    {
        Assert.True(atReceiver.TryRead(bytes, out var received), "The receiver understands it.");
        if (received.HasStructure && known is not null && received.Structure != known)
        {
            Assert.False(Overlap(known, received.Structure!), "Templates of two structures have different numbers.");
        }

        known = received.Structure;
        var number = highest < 0 ? received.FrameNumber : highest + (short)(received.FrameNumber - (ushort)highest);
        highest = Math.Max(highest, number);
        IsDecodable = received.References < DependencyDescriptor.OldReference
            && Enumerable.Range(0, 63).All(i => (received.References >> i & 1) == 0 || decodable.Contains(number - i - 1));
        if (IsDecodable)
        {
            decodable.Add(number);
        }

        Received = received;
    }

    private static bool Overlap(DependencyStructure one, DependencyStructure other) => Enumerable.Range(0, 64).Any(id =>
        one.TryFind((uint)id, out _) && other.TryFind((uint)id, out _));
}
