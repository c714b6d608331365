using DiemCau.Media.Rtp;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>A complete frame in the order of its packets.</summary>
/// <param name="FollowsPrevious">No packet is missing between the frame before and this one.</param>
/// <param name="Data">Empty unless content is kept.</param>
internal readonly ref struct ReceivedFrame(
    bool key, bool followsPrevious, uint timestamp, int pictureId, int tl0PicIdx, (int, int) size, ReadOnlySpan<byte> data)
{
    public bool IsKey { get; } = key;

    public bool FollowsPrevious { get; } = followsPrevious;

    public uint Timestamp { get; } = timestamp;

    public int PictureId { get; } = pictureId;

    public int Tl0PicIdx { get; } = tl0PicIdx;

    public (int Width, int Height) Size { get; } = size;

    public ReadOnlySpan<byte> Data { get; } = data;
}

/// <summary>
/// Puts packets into order and frames together, like the buffer before a decoder: a frame comes out when all its packets are there and
/// it either follows the last one or is a key frame.
/// </summary>
internal sealed class FrameBuffer(bool keepContent)
{
    private const int Capacity = 512;
    private const int PartLength = 1400;

    private readonly Part[] _parts = new Part[Capacity];
    private readonly byte[] _content = new byte[keepContent ? Capacity * PartLength : 0];
    private byte[] _frame = new byte[keepContent ? 64 * 1024 : 0];
    private long _next = -1; // the first packet of the next frame
    private long _highest;
    private bool _broken = true; // nothing can be decoded before a key frame
    private bool _skipped;

    /// <summary>Something is missing: what has arrived cannot be shown.</summary>
    public bool IsWaiting => _next >= 0 && _next <= _highest;

    /// <summary>Nothing can be shown until a key frame comes.</summary>
    public bool NeedsKeyFrame => _broken && _highest != 0;

    /// <summary>Packets given up on.</summary>
    public long Skipped { get; private set; }

    public void ResetCounters() => Skipped = 0;

    /// <summary>The first packet of the frame that is to come out next; negative before the first key frame.</summary>
    public long Next => _next;

    /// <param name="sequence">Unwrapped, from 1.</param>
    /// <returns>True when it begins the key frame that was needed to go on.</returns>
    public bool Add(long sequence, in RtpPacket packet, in Vp8PacketView view)
    {
        if (_next >= 0 && sequence < _next)
        {
            return false; // already shown or given up
        }

        var slot = (int)(sequence % Capacity);
        var size = view.StartsKeyFrame ? Vp8Frame.Size(view.Data) : default;
        var length = keepContent ? Math.Min(view.Data.Length, PartLength) : 0;
        _parts[slot] = new Part(
            sequence, packet.Timestamp, packet.Marker, view.StartsFrame, view.StartsKeyFrame, view.PictureId, view.Tl0PicIdx, size, length);
        view.Data[..length].CopyTo(_content.AsSpan(keepContent ? slot * PartLength : 0));
        _highest = Math.Max(_highest, sequence);
        if (_broken && view.StartsKeyFrame)
        {
            SkipTo(sequence);
            return true;
        }

        return false;
    }

    /// <summary>Takes the next frame if it is complete.</summary>
    public bool TryTake(out ReceivedFrame frame)
    {
        frame = default;
        if (_next < 0 || _broken)
        {
            return false;
        }

        ref var first = ref _parts[_next % Capacity];
        if (first.Sequence != _next)
        {
            return false;
        }

        if (!first.StartsFrame)
        {
            GiveUp(); // the beginning of this frame will never come: the stream itself is broken
            return false;
        }

        var length = 0;
        for (var sequence = _next; ; sequence++)
        {
            ref var part = ref _parts[sequence % Capacity];
            if (part.Sequence != sequence || part.Timestamp != first.Timestamp)
            {
                return false;
            }

            length = Append(part, (int)(sequence % Capacity), length);
            if (part.Marker)
            {
                frame = new ReceivedFrame(
                    first.IsKey, !_skipped, first.Timestamp, first.PictureId, first.Tl0PicIdx, first.Size, _frame.AsSpan(0, length));
                _next = sequence + 1;
                _skipped = false;
                return true;
            }
        }
    }

    /// <summary>Goes on at a key frame that has begun to arrive behind what is missing.</summary>
    public bool TrySkipToKeyFrame()
    {
        for (var sequence = _next + 1; sequence <= _highest; sequence++)
        {
            ref var part = ref _parts[sequence % Capacity];
            if (part.Sequence == sequence && part.IsKey)
            {
                SkipTo(sequence);
                return true;
            }
        }

        return false;
    }

    /// <summary>What is missing will not come: nothing comes out before the next key frame.</summary>
    public void GiveUp() => _broken = true;

    private void SkipTo(long sequence)
    {
        for (var i = Math.Max(_next, sequence - Capacity); _next >= 0 && i < sequence; i++)
        {
            Skipped += _parts[i % Capacity].Sequence == i ? 0 : 1;
        }

        _skipped = _next >= 0 && sequence != _next;
        _next = sequence;
        _broken = false;
    }

    private int Append(in Part part, int slot, int length)
    {
        if (!keepContent)
        {
            return 0;
        }

        if (length + part.Length > _frame.Length)
        {
            Array.Resize(ref _frame, _frame.Length * 2);
        }

        _content.AsSpan(slot * PartLength, part.Length).CopyTo(_frame.AsSpan(length));
        return length + part.Length;
    }

    private readonly record struct Part(
        long Sequence, uint Timestamp, bool Marker, bool StartsFrame, bool IsKey, int PictureId, int Tl0PicIdx, (int, int) Size, int Length);
}
