using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>Receives VP8 like a browser does, up to the decoder: repairs losses, asks for key frames, checks every frame.</summary>
internal sealed class VideoSlot(MediaLine line, ContentIndex? check) : ReceiveSlot(line, check, ClockRate)
{
    private const int ClockRate = 90_000;
    private const long Freeze = 200_000;

    /// <summary>A key frame that has begun to arrive behind a gap is shown rather than waiting longer for what is before it.</summary>
    private const long Patience = 150_000;

    /// <summary>How long to wait for repairs before asking for a key frame.</summary>
    private const long GiveUpAfter = 800_000;

    private const long KeyFrameRequestInterval = 500_000;

    private readonly NackRequester _nack = new();
    private readonly FrameBuffer _frames = new(check is not null);
    private SequenceUnwrapper _sequence;
    private long _repaired;
    private long _nacks;
    private long _keyFrameRequests;
    private long _lastRequestAt = long.MinValue / 2;
    private long _waitingSince;
    private long _frameCount;
    private long _keyFrames;
    private (int, int) _size;
    private long _lastFrameAt;
    private long _frozen;
    private long _longestPause;
    private long _discontinuities;
    private int _lastPictureId = -1;
    private int _lastTl0PicIdx = -1;
    private uint _lastTimestamp;
    private uint? _shown;

    public long Frames => _frameCount;

    /// <summary>When the first whole picture came; 0 before.</summary>
    public long FirstFrameAt { get; private set; }

    /// <summary>Frames that came whole but could not be shown, because the one before them was somebody else's.</summary>
    public long Undecodable { get; private set; }

    /// <summary>The last change of what is shown; null before the first. Only where the content is checked.</summary>
    public SourceChange? LastChange { get; private set; }

    protected override void OnPacket(in RtpPacket packet, bool isRepair, long now)
    {
        if (!_nack.OnPacket(packet.SequenceNumber, now, isRepair))
        {
            return;
        }

        _repaired += isRepair ? 1 : 0;
        if (!Vp8PacketView.TryRead(packet.Payload, out var view))
        {
            return; // padding
        }

        if (!isRepair && PayloadStamp.TryReadVideo(view.Data, out var stamp))
        {
            Time(stamp, now);
        }

        if (_frames.Add(_sequence.Unwrap(packet.SequenceNumber), packet, view))
        {
            _nack.OnKeyFrame(packet.SequenceNumber);
        }

        TakeFrames(now);
    }

    public override void WriteFeedback(ref RtcpWriter rtcp, uint own, long roundTrip, long now)
    {
        Span<ushort> missing = stackalloc ushort[64];
        var count = _nack.Collect(now, roundTrip, missing);
        if (count > 0 && RtxSsrc is not null && rtcp.Nack(own, Ssrc, missing[..count]))
        {
            _nacks += count;
        }

        GoOnWithoutMissing(now);
        if (_frames.NeedsKeyFrame && now - _lastRequestAt >= KeyFrameRequestInterval && rtcp.PictureLoss(own, Ssrc))
        {
            _lastRequestAt = now;
            _keyFrameRequests++;
        }
    }

    private void GoOnWithoutMissing(long now)
    {
        var waited = _waitingSince != 0 ? now - _waitingSince : 0;
        var hopeless = waited >= GiveUpAfter || _nack.NeedsKeyFrame;
        if ((waited >= Patience || hopeless) && _frames.TrySkipToKeyFrame())
        {
            _nack.OnKeyFrame((ushort)_frames.Next);
        }
        else if (hopeless)
        {
            _frames.GiveUp();
            _nack.OnKeyFrameRequested();
        }

        TakeFrames(now);
    }

    public override void ResetCounters()
    {
        base.ResetCounters();
        _frames.ResetCounters();
        _repaired = _nacks = _keyFrameRequests = _frameCount = _keyFrames = _frozen = _longestPause = _discontinuities = 0;
        _lastFrameAt = 0;
    }

    public override SlotStatistics Statistics(long now) => Counted() with
    {
        Repaired = _repaired,
        Lost = _frames.Skipped,
        Nacks = _nacks,
        KeyFrameRequests = _keyFrameRequests,
        Frames = _frameCount,
        KeyFrames = _keyFrames,
        Size = _size,
        Frozen = TimeSpan.FromMicroseconds(_frozen + (_lastFrameAt != 0 && now - _lastFrameAt > Freeze ? now - _lastFrameAt : 0)),
        LongestPause = TimeSpan.FromMicroseconds(_lastFrameAt == 0 ? 0 : Math.Max(_longestPause, now - _lastFrameAt)),
        Discontinuities = _discontinuities,
    };

    private void TakeFrames(long now)
    {
        while (_frames.TryTake(out var frame))
        {
            OnFrame(frame, now);
            _waitingSince = 0;
        }

        if (!_frames.IsWaiting)
        {
            _waitingSince = 0;
        }
        else if (_waitingSince == 0)
        {
            _waitingSince = now;
        }
    }

    private void OnFrame(in ReceivedFrame frame, long now)
    {
        var content = Check?.RecogniseFrame(frame.Data);
        if (content is { } other && _shown is not null && other.Source != _shown && !frame.IsKey)
        {
            Undecodable++; // a difference to a picture of somebody else
            return;
        }

        _frameCount++;
        if (frame.IsKey)
        {
            _keyFrames++;
            _size = frame.Size;
        }

        if (frame.FollowsPrevious && _lastPictureId >= 0)
        {
            var goesOn = (frame.PictureId < 0 || frame.PictureId == ((_lastPictureId + 1) & 0x7FFF))
                && (frame.Tl0PicIdx < 0 || frame.Tl0PicIdx == ((_lastTl0PicIdx + 1) & 0xFF))
                && (int)(frame.Timestamp - _lastTimestamp) > 0;
            _discontinuities += goesOn ? 0 : 1;
        }

        _lastPictureId = frame.PictureId;
        _lastTl0PicIdx = frame.Tl0PicIdx;
        _lastTimestamp = frame.Timestamp;
        if (_lastFrameAt != 0)
        {
            var pause = now - _lastFrameAt;
            _longestPause = Math.Max(_longestPause, pause);
            _frozen += pause > Freeze ? pause : 0;
        }

        FirstFrameAt = FirstFrameAt == 0 ? now : FirstFrameAt;
        if (Check is not null)
        {
            if (content is { } shown && shown.Source != _shown)
            {
                LastChange = new SourceChange(shown.Source, now, _lastFrameAt == 0 ? 0 : now - _lastFrameAt);
                _shown = shown.Source;
            }

            Recognise(content);
        }

        _lastFrameAt = now;
    }
}

/// <param name="Source">What is shown since.</param>
/// <param name="At">When its first whole picture came.</param>
/// <param name="Pause">Microseconds since the last picture of what was shown before.</param>
internal readonly record struct SourceChange(uint Source, long At, long Pause);
