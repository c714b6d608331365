using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>
/// Receives AV1 of several sizes in one stream as a browser does that has nothing but dependency descriptors to tell what can be decoded.
/// It repairs no losses and looks at no content.
/// </summary>
internal sealed class ScalableSlot(MediaLine line) : ReceiveSlot(line, check: null, ClockRate)
{
    private const int ClockRate = 90_000;
    private const long KeyFrameRequestInterval = 500_000;
    private const int Memory = 64;

    private readonly int _extension = line.Extensions[HeaderExtension.DependencyDescriptor];
    private readonly DependencyReader _reader = new();
    private SequenceUnwrapper _sequence;
    private long _nextPacket;
    private bool _isWhole;
    private bool _isShowable;
    private ulong _decoded;
    private ushort _newest;
    private bool _hasFrame;
    private bool _needsKeyFrame = line.Extensions[HeaderExtension.DependencyDescriptor] != 0;
    private long _lastRequestAt = long.MinValue / 2;
    private long _keyFrameRequests;
    private long _pictures;
    private long _keyFrames;
    private long _discontinuities;
    private (int, int) _size;
    private long _lastPictureAt;
    private long _longestPause;

    /// <summary>Frames that came whole and could not be decoded, because of others that did not come.</summary>
    public long Undecodable { get; private set; }

    public override SlotStatistics Statistics(long now) => Counted() with
    {
        Frames = _pictures,
        KeyFrames = _keyFrames,
        KeyFrameRequests = _keyFrameRequests,
        Size = _size,
        Discontinuities = _discontinuities,
        LongestPause = TimeSpan.FromMicroseconds(_lastPictureAt == 0 ? 0 : Math.Max(_longestPause, now - _lastPictureAt)),
    };

    public override void ResetCounters()
    {
        base.ResetCounters();
        _pictures = _keyFrames = _keyFrameRequests = _discontinuities = _longestPause = _lastPictureAt = Undecodable = 0;
    }

    public override void WriteFeedback(ref RtcpWriter rtcp, uint own, long roundTrip, long now)
    {
        if (_needsKeyFrame && HasReceived && now - _lastRequestAt >= KeyFrameRequestInterval && rtcp.PictureLoss(own, Ssrc))
        {
            _lastRequestAt = now;
            _keyFrameRequests++;
        }
    }

    protected override void OnPacket(in RtpPacket packet, bool isRepair, long now)
    {
        if (_extension == 0)
        {
            _pictures += packet.Marker ? 1 : 0;
            return;
        }

        var sequence = _sequence.Unwrap(packet.SequenceNumber);
        if (!packet.TryGetExtension(_extension, out var bytes) || !_reader.TryRead(bytes, out var descriptor))
        {
            _discontinuities += packet.Payload.IsEmpty ? 0 : 1;
            return;
        }

        _isWhole = descriptor.StartsFrame || (_isWhole && sequence == _nextPacket);
        _nextPacket = sequence + 1;
        if (descriptor.EndsFrame)
        {
            _isShowable = TryDecode(descriptor);
        }

        if (packet.Marker && _isShowable)
        {
            Show(descriptor, now);
        }
    }

    private bool TryDecode(in DependencyDescriptor descriptor)
    {
        var step = _hasFrame ? (short)(descriptor.FrameNumber - _newest) : (short)1;
        _discontinuities += step is > 0 and < Memory ? 0 : 1;
        _decoded = step is > 0 and < Memory ? _decoded << step : 0;
        (_newest, _hasFrame) = (descriptor.FrameNumber, true);
        var isDecodable = _isWhole && (descriptor.References << 1 & ~_decoded) == 0;
        Undecodable += _isWhole && !isDecodable ? 1 : 0;
        _decoded |= isDecodable ? 1UL : 0;
        _needsKeyFrame = !isDecodable;
        _keyFrames += isDecodable && descriptor.References == 0 ? 1 : 0;
        return isDecodable;
    }

    private void Show(in DependencyDescriptor descriptor, long now)
    {
        _pictures++;
        _size = descriptor.Structure!.SizeOf(descriptor.SpatialLayer);
        _longestPause = _lastPictureAt == 0 ? 0 : Math.Max(_longestPause, now - _lastPictureAt);
        _lastPictureAt = now;
    }
}
