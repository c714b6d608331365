using System.Globalization;
using DiemCau.Media.Congestion;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Tests.Congestion;

/// <param name="AvailableKbps">What the line has for us.</param>
/// <param name="QueueMs">What a packet sent now would wait.</param>
/// <param name="Inner">How the estimate came about.</param>
internal readonly record struct TracePoint(double Second, int AvailableKbps, int EstimateKbps, int SentKbps, int QueueMs, DownlinkDiagnosis Inner);

/// <summary>
/// A picture of 30 frames a second and a voice, sent through an emulated line as the estimate allows; feedback goes back as bytes. All
/// times are of a fake clock.
/// </summary>
internal sealed class EmulatedCall
{
    private const int Packet = 1_200;
    private const int Probe = 300;
    private const int Voice = 120;

    /// <summary>From when a packet should have come to when its NACK leaves.</summary>
    private const long AskedAfter = 30_000;
    private const long Feedback = 60_000;

    private readonly LineShape _shape;
    private readonly EmulatedLine _line;
    private readonly double _wanted;
    private readonly double[]? _layers;
    private readonly bool _hasVoice;
    private readonly ServerPicture? _picture;
    private readonly Pacer _repairs = Pacer.OfRepairs();
    private readonly PriorityQueue<int, long> _asked = new();
    private readonly SendSideEstimate _estimate = new();
    private readonly Pacer _pacer = Pacer.OfPictures();
    private readonly TransportFeedbackRecorder _recorder = new();
    private readonly PriorityQueue<(ushort Number, long At), long> _underWay = new();
    private readonly Queue<(byte[] Rtcp, long At)> _reports = new();
    private readonly Queue<int> _waiting = new();
    private readonly List<TracePoint> _trace = [];
    private readonly List<int> _queueing = [];
    private long _sentBytes;

    /// <param name="wanted">Bits per second that the picture would like.</param>
    /// <param name="layers">Null: the picture follows the estimate smoothly; else the largest of these that fits is sent.</param>
    /// <param name="hasVoice">False: while no picture fits nothing is sent at all.</param>
    public EmulatedCall(LineShape shape, int seed, double wanted, double[]? layers = null, bool hasVoice = true)
    {
        _hasVoice = hasVoice;
        _shape = shape;
        _wanted = wanted;
        _layers = layers;
        _line = new EmulatedLine(shape, seed);
    }

    /// <param name="picture">Sent as the server sends it, with repairs of what the line lost.</param>
    public EmulatedCall(LineShape shape, int seed, ServerPicture picture)
        : this(shape, seed, picture.Wanted) => _picture = picture;

    public IReadOnlyList<TracePoint> Trace => _trace;

    public SendSideEstimate Estimate => _estimate;

    /// <summary>Of every packet of the picture and the voice: how long it waited in the line's queue, 95th percentile.</summary>
    public int QueueP95Ms => _queueing.Order().ElementAt(_queueing.Count * 95 / 100) / 1000;

    public EmulatedCall Run(int seconds)
    {
        _estimate.Want(_wanted);
        for (long now = 1_000; now < seconds * 1_000_000L; now += 1_000)
        {
            Receive(now);
            if (now % 33_000 == 0)
            {
                Frame();
            }

            if (_hasVoice && now % 20_000 == 0)
            {
                Send(Voice, now);
            }

            _picture?.Look(_estimate.Target, _estimate.IsGuess, now);
            Repair(now);
            _pacer.Follow(_estimate.Target);
            _pacer.Refill(now);
            while (_pacer.IsOpen && _waiting.TryDequeue(out var bytes))
            {
                Send(bytes, now);
            }

            if (now % 10_000 == 0)
            {
                for (var due = _estimate.Step(now); due > 0; due -= Probe)
                {
                    Send(Probe, now);
                }
            }

            if (now % 100_000 == 0)
            {
                _trace.Add(new(now / 1e6, _line.Available(now), (int)(_estimate.BitsPerSecond / 1000), (int)(_sentBytes * 8 / 100), (int)(_line.QueueMicros(now) / 1000), _estimate.Describe()));
                _sentBytes = 0;
            }
        }

        return this;
    }

    /// <summary>Writes the trace where the drawings are made from, when the environment names a folder.</summary>
    public EmulatedCall Keep(string name)
    {
        if (Environment.GetEnvironmentVariable("DIEMCAU_TRACES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(
                Path.Combine(folder, name + ".csv"),
                [
                    "second,available_kbps,estimate_kbps,sent_kbps,queue_ms",
                    .. _trace.Select(point => string.Create(CultureInfo.InvariantCulture,
                        $"{point.Second:F1},{point.AvailableKbps},{point.EstimateKbps},{point.SentKbps},{point.QueueMs}")),
                ]);
        }

        return this;
    }

    /// <summary>Mean of the estimate in a second's neighbourhood.</summary>
    public double KbpsAround(double second) =>
        _trace.Where(point => Math.Abs(point.Second - second) <= 0.5).Average(point => (double)point.EstimateKbps);

    private void Frame()
    {
        if (_picture is not null)
        {
            for (var bytes = _picture.Frame(); bytes > 0; bytes -= Packet)
            {
                _waiting.Enqueue(Math.Clamp(bytes, 100, Packet));
            }

            return;
        }

        var rate = Math.Min(_estimate.Target, _wanted) - 50_000;
        if (_layers is not null)
        {
            var fits = _layers.Where(layer => layer <= rate).ToArray();
            rate = fits.Length > 0 ? fits[^1] : 0;
        }

        for (var bytes = (int)(rate / 8 * 0.033); bytes > 100; bytes -= Packet)
        {
            _waiting.Enqueue(Math.Min(bytes, Packet));
        }
    }

    private void Send(int bytes, long now)
    {
        var number = _estimate.Sent(bytes, now);
        _pacer.Spend(bytes);
        _sentBytes += bytes;
        if (bytes != Probe)
        {
            _queueing.Add((int)_line.QueueMicros(now));
        }

        if (_line.Send(bytes, now) is { } arrival)
        {
            _underWay.Enqueue((number, arrival), arrival);
        }
        else if (_picture is not null && bytes > Voice && bytes != Probe)
        {
            _asked.Enqueue(bytes, now + (_shape.RoundTripMs * 1_000) + AskedAfter);
        }
    }

    /// <summary>Answers to NACKs, which do not wait for the pacer.</summary>
    private void Repair(long now)
    {
        _repairs.Follow(_estimate.Target);
        _repairs.Refill(now);
        while (_asked.TryPeek(out var bytes, out var at) && at <= now)
        {
            _asked.Dequeue();
            if (_repairs.IsOpen)
            {
                _repairs.Spend(bytes);
                Send(bytes, now);
            }
        }
    }

    private void Receive(long now)
    {
        while (_underWay.TryPeek(out var next, out var at) && at <= now)
        {
            _underWay.Dequeue();
            _recorder.Record(next.Number, next.At);
        }

        if (now % Feedback == 0)
        {
            var buffer = new byte[1_200];
            while (_recorder.TryBuild(buffer, 1, 2, out var length))
            {
                if (!_line.LosesReport())
                {
                    _reports.Enqueue((buffer[..length], now + (_shape.RoundTripMs * 500)));
                }
            }
        }

        while (_reports.TryPeek(out var report) && report.At <= now)
        {
            _reports.Dequeue();
            var reader = new RtcpReader(report.Rtcp);
            if (!reader.TryRead(out var block) || !TransportWideFeedback.TryParse(block, out var feedback))
            {
                throw new InvalidOperationException("The recorder wrote what the reader cannot read.");
            }

            _estimate.OnFeedback(feedback, _shape.RoundTripMs * 1000L, now);
        }
    }
}
