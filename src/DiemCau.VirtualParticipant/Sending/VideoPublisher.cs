using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>
/// Plays a picture source on one stream per layer, or all layers on one. A key frame request is answered with the next frame: the clip goes
/// on at its next key frame, in all layers, so that they keep showing the same picture.
/// </summary>
internal sealed class VideoPublisher
{
    private const int ClockRate = 90_000;
    private const long MinimumKeyFrameInterval = 300_000;
    private const long HopelesslyLate = 1_000_000;

    private readonly VideoSource _source;
    private readonly (SendStream Stream, int Layer)[] _streams;
    private readonly Vp8Payload[] _payloads;
    private readonly ScalablePayload? _scalable;
    private readonly byte[] _descriptor = new byte[Vp8Payload.DescriptorLength];
    private readonly long _clipStart;
    private long _firstTickAt = -1;
    private long _tick;
    private long _frame;
    private long _lastKeyFrameAt = long.MinValue / 2;
    private bool _keyFrameWanted = true;

    /// <param name="streams">The stream of each layer that is sent.</param>
    /// <param name="scalable">They are one and the same.</param>
    public VideoPublisher(VideoSource source, (SendStream Stream, int Layer)[] streams, long clipStart, Random random, bool scalable = false)
    {
        _scalable = scalable ? new ScalablePayload(source.Layers, (ushort)random.Next(0x1_0000)) : null;
        _source = source;
        _streams = streams;
        _clipStart = clipStart;
        LayersOn = [.. streams.Select(_ => true)];
        _payloads = [.. streams.Select(_ => new Vp8Payload((ushort)random.Next(0x8000), (byte)random.Next(256)))];
    }

    public IEnumerable<SendStream> Streams => _streams.Select(s => s.Stream);

    /// <summary>False: the camera is off, nothing is sent.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Per layer, the smallest first: whether it is sent. The server names the layers that anybody receives.</summary>
    public bool[] LayersOn { get; }

    public long FramesSent { get; private set; }

    public long KeyFramesSent { get; private set; }

    public long KeyFrameRequests { get; private set; }

    public long NextAt => _firstTickAt < 0 ? 0 : At(_tick);

    public SendStream? Find(uint ssrc)
    {
        foreach (var (stream, _) in _streams)
        {
            if (stream.Identity.Ssrc == ssrc)
            {
                return stream;
            }
        }

        return null;
    }

    public void RequestKeyFrame()
    {
        KeyFrameRequests++;
        _keyFrameWanted = true;
    }

    /// <summary>Sends these layers only; one that comes back begins with a key frame.</summary>
    public void SendLayers(IReadOnlyList<bool> on)
    {
        for (var i = 0; i < LayersOn.Length && i < on.Count; i++)
        {
            _keyFrameWanted |= on[i] && !LayersOn[i];
            LayersOn[i] = on[i];
        }
    }

    public void SwitchOn(bool on)
    {
        _keyFrameWanted |= on && !IsOn;
        IsOn = on;
    }

    /// <summary>Sends the frames that are due.</summary>
    public void Drive(long now, RtpTransmitter transmitter)
    {
        if (_firstTickAt < 0)
        {
            _firstTickAt = now;
            _frame = (long)((now - _clipStart) * _source.FramesPerSecond / 1_000_000);
        }

        if (now - NextAt > HopelesslyLate)
        {
            // This process was not running: an encoder would not have made those frames either.
            var missed = (long)((now - NextAt) * _source.FramesPerSecond / 1_000_000);
            _tick += missed;
            _frame += missed;
            _keyFrameWanted = true;
        }

        for (; NextAt <= now; _tick++, _frame++)
        {
            if (IsOn)
            {
                SendFrame(now, transmitter);
            }
        }
    }

    private void SendFrame(long now, RtpTransmitter transmitter)
    {
        if (_keyFrameWanted && now - _lastKeyFrameAt >= MinimumKeyFrameInterval)
        {
            _frame = _source.NextKeyFrame(_frame);
        }
        else if (_source.KeyFramesOnlyWhenAsked && !_keyFrameWanted && _source.NextKeyFrame(_frame) == _frame)
        {
            _frame++;
        }

        var elapsed = (uint)(long)(_tick * ClockRate / _source.FramesPerSecond);
        var key = false;
        for (var i = 0; i < _streams.Length; i++)
        {
            var (stream, layer) = _streams[i];
            if (!LayersOn[i])
            {
                continue;
            }

            var frame = _source.Frame(layer, _frame);
            key = Vp8Frame.IsKeyFrame(frame);
            if (_scalable is not null)
            {
                _scalable.NextFrame(layer, key);
                SendParts(stream, _scalable, frame, isLast: i == _streams.Length - 1, stream.TimestampOffset + elapsed, now, transmitter);
                continue;
            }

            _payloads[i].NextFrame(key);
            SendParts(stream, _payloads[i], frame, stream.TimestampOffset + elapsed, now, transmitter);
        }

        FramesSent++;
        if (key)
        {
            KeyFramesSent++;
            _keyFrameWanted = false;
            _lastKeyFrameAt = now;
        }
    }

    private void SendParts(SendStream stream, in Vp8Payload position, ReadOnlySpan<byte> frame, uint timestamp, long now, RtpTransmitter transmitter)
    {
        var parts = FrameParts.Count(frame.Length);
        for (var i = 0; i < parts; i++)
        {
            var part = frame[FrameParts.Start(i, frame.Length)..FrameParts.Start(i + 1, frame.Length)];
            position.WriteDescriptor(_descriptor, startOfFrame: i == 0);
            transmitter.Send(stream, i == parts - 1, timestamp, null, _descriptor, part, now);
        }
    }

    private void SendParts(
        SendStream stream, ScalablePayload position, ReadOnlySpan<byte> frame, bool isLast, uint timestamp, long now, RtpTransmitter transmitter)
    {
        var parts = FrameParts.Count(frame.Length);
        for (var i = 0; i < parts; i++)
        {
            var part = frame[FrameParts.Start(i, frame.Length)..FrameParts.Start(i + 1, frame.Length)];
            position.WriteHeader(_descriptor, startOfFrame: i == 0);
            transmitter.Send(
                stream, isLast && i == parts - 1, timestamp, null, _descriptor.AsSpan(0, ScalablePayload.HeaderLength), part, now,
                position.Descriptor(startOfFrame: i == 0, endOfFrame: i == parts - 1));
        }
    }

    private long At(long tick) => _firstTickAt + (long)(tick * 1_000_000 / _source.FramesPerSecond);
}
