using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Routing.Publishing;

/// <summary>What the publisher's worker knows of one incoming stream: order, loss, repair, clock and rate.</summary>
internal sealed class StreamReception(SourceStream stream, NegotiatedMedia media, SenderWallClock wallClock)
{
    private const long RateWindow = 1_000_000;
    private const long BesideAnother = 1_000_000;
    private const long LongestPause = 500_000;

    private readonly ReceptionStatistics _statistics = new(stream.Codec.ClockRate);
    private readonly RemoteClock _clock = new(stream.Codec.ClockRate, wallClock);
    private readonly DuplicateFilter _duplicates = new();
    private DependencyReader? _dependencies;
    private SequenceUnwrapper _unwrapper;
    private long _first = -1;
    private long _windowStart;
    private long _windowBytes;
    private long _expectedBefore;
    private long _receivedBefore;
    private long _goesOnSince;
    private long _goesOnAt;

    public SourceStream Stream { get; } = stream;

    public NegotiatedMedia Media { get; } = media;

    public uint? RtxSsrc { get; set; }

    public NackRequester Nack { get; } = new();

    public KeyFrameRequester KeyFrames { get; } = new();

    /// <summary>Counts a packet that came by itself or by repair.</summary>
    /// <returns>False for one that was here before.</returns>
    public bool TryTake(in RtpPacket packet, bool isRepair, long now, out long sequence)
    {
        sequence = _unwrapper.Unwrap(packet.SequenceNumber);
        _first = _first < 0 ? sequence : _first;
        if (!_duplicates.TryAdd(sequence))
        {
            return false;
        }

        if (!isRepair)
        {
            _statistics.OnPacket(packet.SequenceNumber, packet.Timestamp, now);
        }

        if (!Stream.Source.IsAudio)
        {
            Nack.OnPacket(packet.SequenceNumber, now, isRepair);
        }

        if (!packet.Payload.IsEmpty)
        {
            Stream.Seen(now); // padding keeps a line open, but shows nothing
            FollowClock(packet, sequence, now);
        }

        MeasureRate(packet.Length, now);

        return true;
    }

    /// <summary>
    /// Of a stream without a rid that another has replaced: whether it goes on for so long that both must be layers, which their client has
    /// not announced.
    /// </summary>
    public bool GoesOn(long now)
    {
        if (now - _goesOnAt > LongestPause)
        {
            _goesOnSince = now;
        }

        _goesOnAt = now;
        return Stream.Rid is null && now - _goesOnSince > BesideAnother;
    }

    /// <summary>Whether a packet is missing; it is not any more, and comes too late if it comes.</summary>
    public bool TryRecover(long sequence) => sequence > _first && _duplicates.TryAdd(sequence);

    public void OnSenderReport(ulong ntp, uint timestamp, long now)
    {
        _statistics.OnSenderReport(ntp, now);
        _clock.OnSenderReport(ntp, timestamp, now);
        if (_clock.TryMap(timestamp, out var serverTime))
        {
            Stream.SenderClock = new SenderClock(serverTime, timestamp, Stream.Codec.ClockRate, IsFromReport: true);
        }
    }

    /// <summary>Reads the stream's dependency descriptors.</summary>
    public DependencyReader Dependencies => _dependencies ??= new DependencyReader();

    /// <summary>What the sizes of its frames say.</summary>
    public PictureMeter Pictures { get; } = new();

    /// <summary>Counts pictures' packets towards their layers.</summary>
    public LayerMeter Layers { get; } = new();

    public ReportBlock Report(long now) => _statistics.Report(Stream.Ssrc, now);

    /// <summary>Packets expected and received since the last call.</summary>
    public (long Expected, long Received) TakeInterval()
    {
        var interval = (_statistics.Expected - _expectedBefore, _statistics.Received - _receivedBefore);
        _expectedBefore = _statistics.Expected;
        _receivedBefore = _statistics.Received;
        return interval;
    }

    /// <summary>Receivers' layers are chosen by it: a second with a key frame must not cost them a rung for the next five.</summary>
    private int Smoothed(int measured) => Stream.Bitrate == 0 ? measured : (Stream.Bitrate + measured) / 2;

    /// <summary>Until a sender reports, and when its timestamps have jumped since it did, its clock is guessed from what arrives.</summary>
    private void FollowClock(in RtpPacket packet, long sequence, long now)
    {
        if (Stream.SenderClock is not { } clock || (sequence == _unwrapper.Highest && clock.IsFarFrom(packet.Timestamp, now)))
        {
            Stream.SenderClock = new SenderClock(now, packet.Timestamp, Stream.Codec.ClockRate, IsFromReport: false);
        }
    }

    private void MeasureRate(int bytes, long now)
    {
        _windowBytes += bytes;
        var elapsed = now - _windowStart;
        if (elapsed >= RateWindow)
        {
            Stream.Bitrate = elapsed > 4 * RateWindow ? 0 : Smoothed((int)(_windowBytes * 8 * 1_000_000 / elapsed));
            _windowStart = now;
            _windowBytes = 0;
            Layers.Report(Stream);
        }
    }
}
