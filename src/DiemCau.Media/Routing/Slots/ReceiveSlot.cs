using System.Security.Cryptography;
using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// One receive slot: an RTP stream that never ends or jumps, whoever flows in it. It aims at a stream of its source, keeps the old one
/// until a key frame of the new one arrives, and rewrites numbers so that the receiver notices nothing.
/// </summary>
internal sealed class ReceiveSlot
{
    /// <summary>For so long a replayed key frame may wait for the line.</summary>
    private const long ReplayTime = 500_000;

    private readonly Transport _transport;
    private readonly ReceiverLine _line;
    private readonly NegotiatedMedia _media;
    private readonly OutgoingTimeline _timeline;
    private readonly SlotPictures _pictures;
    private readonly SlotWriter _writer;
    private readonly PacketHistory? _history;
    private readonly SlotMeter _meter = new();
    private SourceStream? _current;
    private SourceStream? _previous;
    private SourceStream? _awaited;
    private NegotiatedCodec? _codec;
    private PauseReason? _paused;
    private bool _isLost;
    private long _keyFrameWishAt;
    private UpgradeBackoff _backoff;
    private SlotArrival _arrival;
    private readonly Rung[] _rungs;

    public ReceiveSlot(Transport transport, ReceiverLine line, SlotAssignment assignment, NegotiatedMedia media)
    {
        _transport = transport;
        _line = line;
        _media = media;
        Mid = assignment.Mid;
        Kind = assignment.Kind;
        Ssrc = assignment.Ssrc;
        _pictures = new SlotPictures(media.Extensions.DependencyDescriptor);
        _writer = new SlotWriter(transport, line, assignment, media, _pictures);
        var (clockRate, frameTicks) = Kind == SlotKind.Audio ? (48_000, 960u) : (90_000, 3_000u);
        _timeline = new OutgoingTimeline(
            clockRate, frameTicks, (ushort)RandomNumberGenerator.GetInt32(0x8000), (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
        _rungs = Kind == SlotKind.Audio ? [] : new Rung[LayerLadder.MostRungs];
        _history = Kind == SlotKind.Audio ? null : new PacketHistory();
    }

    public string Mid { get; }

    public SlotKind Kind { get; }

    public uint Ssrc { get; }

    /// <summary>Who is meant to be in it.</summary>
    public Source? Source { get; private set; }

    public ViewSize Size { get; private set; }

    /// <summary>The height to choose layers for.</summary>
    public int HeightFor(Source source) => _pictures.IsSmallestOnly(source) ? 1 : Size.Height;

    /// <summary>Among tiles: 0 is the most important.</summary>
    public int Priority { get; private set; }

    /// <summary>The stream it shows or waits to show.</summary>
    public SourceStream? Target { get; private set; }

    /// <summary>Up to which layers of it is sent: a <see cref="LayerLimit"/>.</summary>
    public byte Limit { get; private set; } = byte.MaxValue;

    public PauseReason? Paused => _paused;

    /// <summary>Something flows, so a better layer may be waited for.</summary>
    public bool IsShowing => _current is not null;

    /// <summary>The stream whose pictures the receiver decodes; null while it cannot decode any.</summary>
    public SourceStream? Decoded => _isLost ? null : _current;

    public ref UpgradeBackoff Backoff => ref _backoff;

    /// <summary>The allocator's room to put this slot's choices in.</summary>
    public Span<Rung> Rungs => _rungs;

    /// <inheritdoc cref="SlotArrival.Took"/>
    public long? ArrivalTook => _arrival.Took;

    public void Want(Source? source, ViewSize size, int priority = 0)
    {
        Source = source;
        Size = size;
        Priority = priority;
        if (Kind == SlotKind.Audio)
        {
            _arrival.ExpectVoice(source);
        }
    }

    /// <summary>It is for a feed, whoever is behind that.</summary>
    /// <param name="appliedAt">When the programme was put in force.</param>
    public void Want(in Shown shown, ViewSize size, long appliedAt)
    {
        Want(shown.Source, size);
        _arrival.Expect(shown, appliedAt);
    }

    /// <summary>The allocator's choice; takes effect with <see cref="Follow"/>.</summary>
    public void Aim(SourceStream? stream, byte limit, PauseReason? reason)
    {
        Target = stream;
        Limit = limit;
        if (stream == _current)
        {
            _pictures.LimitTo(limit);
        }
        else if (stream is not null && stream.Source == _current?.Source && stream.Height > _current.Height)
        {
            // There is room for a larger picture: until it comes, the small one moves as well as it can.
            _pictures.LimitTo(LayerLimit.All);
        }

        _paused = reason;
    }

    /// <summary>Watches what it aims at, and asks for a key frame until it has one.</summary>
    public void Follow(ConferenceShard shard, long now)
    {
        if (_current is { } old && (Target is null || old.HasEnded))
        {
            shard.Unsubscribe(this, old);
            _previous = old;
            _current = null;
        }

        if (_awaited is { } waiting && waiting != Target)
        {
            shard.Unsubscribe(this, waiting);
            _awaited = null;
        }

        if (Target is null || Target == _current)
        {
            if (_pictures.AwaitsKeyFrame)
            {
                _current?.WantKeyFrame();
            }

            NoteArrival(now); // it may flow already
            return;
        }

        if (_awaited is null)
        {
            _awaited = Target;
            var fan = shard.Subscribe(this, Target);

            // A picture of the same source goes on meanwhile: an old frame after a newer one of it would be a step back.
            var isReplayed = Kind != SlotKind.Audio && _current?.Source != Target.Source && fan.TryReplay(this, now);
            _keyFrameWishAt = isReplayed ? now + ReplayTime : now;
        }

        if (Kind != SlotKind.Audio && Target != _current && now >= _keyFrameWishAt)
        {
            Target.WantKeyFrame();
        }
    }

    public void Vacate(ConferenceShard shard, long now)
    {
        Want(null, default);
        Aim(null, byte.MaxValue, null);
        Follow(shard, now);
    }

    /// <summary>Everything between the fan and the transport, for one packet.</summary>
    public void Forward(in RoutedPacket packet, long now)
    {
        if (Paces(packet, now))
        {
            Send(packet, now);
        }
    }

    /// <summary>
    /// Whether a packet goes on now: of a stream that the slot shows or waits for, voices at once, pictures at the pace of the line.
    /// </summary>
    public bool Paces(in RoutedPacket packet, long now)
    {
        if (_history is null)
        {
            return true;
        }

        if (packet.Stream != _current && packet.Stream != _awaited)
        {
            return false;
        }

        switch (_line.Pacer.Ask(this, packet, now))
        {
            case Pace.Passes:
                return true;
            case Pace.Waits:
                _transport.TickSoon();
                return false;
            default:
                _transport.Worker.Counters.Drop(DropReason.LineFull);
                packet.Stream.WantKeyFrame();
                return false;
        }
    }

    /// <summary>A bug showed itself while this slot was sent something.</summary>
    public void Failed(Exception fault) => _transport.Failed(fault);

    /// <summary>Sends a packet on, if it is of the stream that the slot shows or the key frame it waits for.</summary>
    public void Send(in RoutedPacket packet, long now)
    {
        if (_history is null && packet.Stream.Source.Audience.Listeners is { } only && !only.Contains(_transport.Participant.Id))
        {
            return; // a private word; the slot has not been told yet that its voice is one
        }

        if (packet.Stream != _current)
        {
            if (packet.Stream != _awaited || !_transport.CanSend || (Kind != SlotKind.Audio && !packet.Frame.IsKeyFrame))
            {
                return;
            }

            SwitchTo(packet, now);
            Deliver(packet, now);
            DeliverEarlier(packet, now);
            return;
        }

        Deliver(packet, now);
    }

    /// <summary>
    /// A key frame's first packet that came late, by repair: what came of the frame before it was of no use then, and is now.
    /// </summary>
    private void DeliverEarlier(in RoutedPacket first, long now)
    {
        if (_history is null || first.Stream.FanOn(_transport.Worker.Index) is not { } fan)
        {
            return;
        }

        for (var sequence = first.Sequence + 1; sequence <= fan.Newest; sequence++)
        {
            if (fan.TryFind(sequence, out var packet) && packet.Buffer.ReceivedAt < first.Buffer.ReceivedAt)
            {
                Deliver(packet, now);
            }
        }
    }

    private void Deliver(in RoutedPacket packet, long now)
    {
        if (packet.IsPaddingOnly)
        {
            _timeline.Drop(packet.Sequence);
            return;
        }

        _isLost &= !packet.Frame.IsKeyFrame;
        var marker = packet.Marker;
        switch (_pictures.Judge(packet, ref marker, out var numbers))
        {
            case Admission.LeftOut:
                _timeline.Drop(packet.Sequence, marker);
                return;
            case Admission.Useless:
                return;
        }

        if (_codec is null
            || !_timeline.TryMap(packet.Sequence, packet.Timestamp, marker || _history is null, now, out var sequence, out var timestamp)
            || (_history is not null && _history.Holds(sequence, packet.Stream.Ssrc, packet.Sequence)))
        {
            return;
        }

        var sent = new SentPacket(packet.Stream.Ssrc, packet.Sequence, timestamp, numbers, marker);
        _meter.Sent(_writer.Write(packet, sent, sequence, _codec, asRepair: false, now));
        _history?.Add(sequence, sent, now);
    }

    /// <summary>Answers a NACK through the repair stream (RFC 4588), if the packet is still here and was not just repeated.</summary>
    /// <returns>Bytes sent.</returns>
    public int Retransmit(ushort sequence, long now, long roundTrip)
    {
        if (_history is null || _codec?.RtxPayloadType is null || !_transport.CanSend || _awaited is not null && _current is null
            || _history.TryRepeat(sequence, now, roundTrip, out var sent) != Repeat.Granted)
        {
            return 0;
        }

        var stream = _current?.Ssrc == sent.SourceKey ? _current : _previous?.Ssrc == sent.SourceKey ? _previous : null;
        if (stream?.FanOn(_transport.Worker.Index) is { } fan && fan.TryFind(sent.SourceSequence, out var packet))
        {
            _writer.Write(packet, sent, sequence, _codec, asRepair: true, now);
            _transport.Worker.Counters.Retransmitted++;
            return packet.PayloadLength + Downlink.PacketOverhead;
        }

        return 0;
    }

    /// <inheritdoc cref="SlotWriter.CanPad"/>
    public bool CanPad => _writer.CanPad;

    /// <inheritdoc cref="SlotWriter.Pad"/>
    public int Pad(long now) => _writer.Pad(_timeline.NewestTimestamp, now);

    /// <summary>The receiver's decoder is stuck.</summary>
    public void PictureLost()
    {
        _isLost = true;
        (_current ?? _awaited)?.WantKeyFrame();
    }

    /// <summary>Bits per second since the last call.</summary>
    public double TakeRate(long now) => _meter.TakeRate(now);

    /// <summary>Adds the slot's sender report, so that the browser can play picture and voice together.</summary>
    /// <returns>False when the compound is full.</returns>
    public bool TryReport(ref RtcpWriter compound, long now) =>
        _current?.SenderClock is not { } clock || _meter.Packets == 0
        || compound.SenderReport(
            Ssrc, NtpTime.FromMicros(now), _timeline.MapTimestamp(clock.TimestampAt(now)), _meter.Packets, _meter.Octets);

    public SlotState Describe()
    {
        // Until the new source's first picture is here, the old one is what people see.
        var shown = _current is { } showing && _awaited is not null ? showing.Source : Source;
        return new SlotState(Mid, Kind, shown?.Owner.Id, shown?.Kind, shown is null || shown != Source ? null : _paused);
    }

    public bool Is(SlotState announced)
    {
        var shown = _current is { } showing && _awaited is not null ? showing.Source : Source;
        return announced.Mid == Mid && announced.ParticipantId == shown?.Owner.Id && announced.Source == shown?.Kind
            && announced.Paused == (shown is null || shown != Source ? null : _paused);
    }

    private void SwitchTo(in RoutedPacket packet, long now)
    {
        var next = packet.Stream;
        uint? aligned = null;
        if (_current is { SenderClock: { IsFromReport: true } before } && _current.Source == next.Source
            && next.SenderClock is { IsFromReport: true } after)
        {
            aligned = _timeline.MapTimestamp(before.TimestampAt(after.TimeOf(packet.Timestamp)));
        }

        _timeline.BeginSource(packet.Sequence, packet.Timestamp, now, aligned);
        _codec = _media.Matching(next.Codec);
        _pictures.Begin(packet, _codec?.Video ?? VideoCodec.Unknown, Limit);
        if (_current is { } left)
        {
            _transport.Conference.ShardOn(_transport.Worker).Unsubscribe(this, left);
            _previous = left;
            _transport.Worker.Counters.LayerSwitches++;
        }

        _current = next;
        _awaited = null;
        NoteArrival(now);
    }

    private void NoteArrival(long now)
    {
        if (_current is { } flowing && flowing.Source == Source && _arrival.TryTake(flowing.Source, now, out var arrival))
        {
            _line.Arrivals.Note(arrival);
        }
    }
}
