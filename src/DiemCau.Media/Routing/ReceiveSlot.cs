using System.Security.Cryptography;
using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Sessions;

namespace DiemCau.Media.Routing;

/// <summary>
/// One receive slot: an RTP stream that never ends or jumps, whoever flows in it. It aims at a stream of its source, keeps the old one
/// until a key frame of the new one arrives, and rewrites numbers so that the receiver notices nothing.
/// </summary>
internal sealed class ReceiveSlot
{
    /// <summary>For so long a replayed key frame may wait for the line.</summary>
    private const long ReplayTime = 500_000;

    private readonly Transport transport;
    private readonly NegotiatedMedia media;
    private readonly OutgoingTimeline timeline;
    private readonly SlotPictures pictures;
    private readonly SlotWriter writer;
    private readonly PacketHistory? history;
    private readonly SlotMeter meter = new();
    private SourceStream? current;
    private SourceStream? previous;
    private SourceStream? awaited;
    private NegotiatedCodec? codec;
    private PauseReason? paused;
    private long keyFrameWishAt;
    private UpgradePatience patience;
    private readonly Rung[] rungs;

    public ReceiveSlot(Transport transport, SlotAssignment assignment, NegotiatedMedia media)
    {
        this.transport = transport;
        this.media = media;
        Mid = assignment.Mid;
        Kind = assignment.Kind;
        Ssrc = assignment.Ssrc;
        pictures = new SlotPictures(media.Extensions.DependencyDescriptor);
        writer = new SlotWriter(transport, assignment, media, pictures);
        var (clockRate, frameTicks) = Kind == SlotKind.Audio ? (48_000, 960u) : (90_000, 3_000u);
        timeline = new OutgoingTimeline(
            clockRate, frameTicks, (ushort)RandomNumberGenerator.GetInt32(0x8000), (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
        rungs = Kind == SlotKind.Audio ? [] : new Rung[LayerLadder.MostRungs];
        history = Kind == SlotKind.Audio ? null : new PacketHistory();
    }

    public string Mid { get; }

    public SlotKind Kind { get; }

    public uint Ssrc { get; }

    /// <summary>Who is meant to be in it.</summary>
    public Source? Source { get; private set; }

    public ViewSize Size { get; private set; }

    /// <summary>The height to choose layers for.</summary>
    public int HeightFor(Source source) => pictures.IsSmallestOnly(source) ? 1 : Size.Height;

    /// <summary>Among tiles: 0 is the most important.</summary>
    public int Priority { get; private set; }

    /// <summary>The stream it shows or waits to show.</summary>
    public SourceStream? Target { get; private set; }

    /// <summary>Up to which layers of it is sent: a <see cref="LayerLimit"/>.</summary>
    public byte Temporal { get; private set; } = byte.MaxValue;

    public PauseReason? Paused => paused;

    /// <summary>Something flows, so a better layer may be waited for.</summary>
    public bool IsShowing => current is not null;

    public ref UpgradePatience Patience => ref patience;

    /// <summary>The allocator's room to put this slot's choices in.</summary>
    public Span<Rung> Rungs => rungs;

    public void Want(Source? source, ViewSize size, int priority = 0)
    {
        Source = source;
        Size = size;
        Priority = priority;
    }

    /// <summary>The allocator's choice; takes effect with <see cref="Follow"/>.</summary>
    public void Aim(SourceStream? stream, byte temporalLimit, PauseReason? reason)
    {
        Target = stream;
        Temporal = temporalLimit;
        if (stream == current)
        {
            pictures.LimitTo(temporalLimit);
        }
        else if (stream is not null && stream.Source == current?.Source && stream.Height > current.Height)
        {
            // There is room for a larger picture: until it comes, the small one moves as well as it can.
            pictures.LimitTo(LayerLimit.All);
        }

        paused = reason;
    }

    /// <summary>Watches what it aims at, and asks for a key frame until it has one.</summary>
    public void Follow(ConferenceShard shard, long now)
    {
        if (current is { } old && (Target is null || old.HasEnded))
        {
            shard.Unsubscribe(this, old);
            previous = old;
            current = null;
        }

        if (awaited is { } waiting && waiting != Target)
        {
            shard.Unsubscribe(this, waiting);
            awaited = null;
        }

        if (Target is null || Target == current)
        {
            if (pictures.AwaitsKeyFrame)
            {
                current?.WantKeyFrame();
            }

            return;
        }

        if (awaited is null)
        {
            awaited = Target;
            var fan = shard.Subscribe(this, Target);

            // A picture of the same source goes on meanwhile: an old frame after a newer one of it would be a step back.
            keyFrameWishAt = Kind != SlotKind.Audio && current?.Source != Target.Source && fan.TryReplay(this, now) ? now + ReplayTime : now;
        }

        if (Kind != SlotKind.Audio && Target != current && now >= keyFrameWishAt)
        {
            Target.WantKeyFrame();
        }
    }

    public void Vacate(ConferenceShard shard)
    {
        Want(null, default);
        Aim(null, byte.MaxValue, null);
        Follow(shard, 0);
    }

    /// <summary>Takes a packet of a stream that it shows or waits for. Voices go at once, pictures at the pace of the line.</summary>
    public void Forward(in RoutedPacket packet, long now)
    {
        if (history is null)
        {
            Send(packet, now);
        }
        else if (packet.Stream == current || packet.Stream == awaited)
        {
            transport.Receiver.Send(this, packet, now);
        }
    }

    /// <summary>Sends a packet on, if it is of the stream that the slot shows or the key frame it waits for.</summary>
    public void Send(in RoutedPacket packet, long now)
    {
        if (packet.Stream != current)
        {
            if (packet.Stream != awaited || !transport.CanSend || (Kind != SlotKind.Audio && !packet.Frame.IsKeyFrame))
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
        if (history is null || first.Stream.FanOn(transport.Owner!.Index) is not { } fan)
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
            timeline.Drop(packet.Sequence);
            return;
        }

        var marker = packet.Marker;
        switch (pictures.Judge(packet, ref marker, out var numbers))
        {
            case Admission.LeftOut:
                timeline.Drop(packet.Sequence, marker);
                return;
            case Admission.Useless:
                return;
        }

        if (codec is null
            || !timeline.TryMap(packet.Sequence, packet.Timestamp, marker || history is null, now, out var sequence, out var timestamp)
            || (history is not null && history.Holds(sequence, packet.Stream.Ssrc, packet.Sequence)))
        {
            return;
        }

        var sent = new SentPacket(packet.Stream.Ssrc, packet.Sequence, timestamp, numbers, marker);
        meter.Sent(writer.Write(packet, sent, sequence, codec, asRepair: false, now));
        history?.Add(sequence, sent, now);
    }

    /// <summary>Answers a NACK through the repair stream (RFC 4588), if the packet is still here and was not just repeated.</summary>
    /// <returns>Bytes sent.</returns>
    public int Retransmit(ushort sequence, long now, long roundTrip)
    {
        if (history is null || codec?.RtxPayloadType is null || !transport.CanSend || awaited is not null && current is null
            || history.TryRepeat(sequence, now, roundTrip, out var sent) != Repeat.Granted)
        {
            return 0;
        }

        var stream = current?.Ssrc == sent.SourceKey ? current : previous?.Ssrc == sent.SourceKey ? previous : null;
        if (stream?.FanOn(transport.Owner!.Index) is { } fan && fan.TryFind(sent.SourceSequence, out var packet))
        {
            writer.Write(packet, sent, sequence, codec, asRepair: true, now);
            transport.Owner.Counters.Retransmitted++;
            return packet.PayloadLength + Downlink.PacketOverhead;
        }

        return 0;
    }

    /// <inheritdoc cref="SlotWriter.CanPad"/>
    public bool CanPad => writer.CanPad;

    /// <inheritdoc cref="SlotWriter.Pad"/>
    public int Pad(long now) => writer.Pad(timeline.NewestTimestamp, now);

    /// <summary>The receiver's decoder is stuck.</summary>
    public void PictureLost() => (current ?? awaited)?.WantKeyFrame();

    /// <summary>Bits per second since the last call.</summary>
    public double TakeRate(long now) => meter.TakeRate(now);

    /// <summary>Adds the slot's sender report, so that the browser can play picture and voice together.</summary>
    /// <returns>False when the compound is full.</returns>
    public bool TryReport(ref RtcpWriter compound, long now) =>
        current?.SenderClock is not { } clock || meter.Packets == 0
        || compound.SenderReport(Ssrc, NtpTime.FromMicros(now), timeline.MapTimestamp(clock.TimestampAt(now)), meter.Packets, meter.Octets);

    public SlotState Describe()
    {
        // Until the new source's first picture is here, the old one is what people see.
        var shown = current is { } showing && awaited is not null ? showing.Source : Source;
        return new SlotState(Mid, Kind, shown?.Owner.Id, shown?.Kind, shown is null || shown != Source ? null : paused);
    }

    public bool Is(SlotState announced)
    {
        var shown = current is { } showing && awaited is not null ? showing.Source : Source;
        return announced.Mid == Mid && announced.ParticipantId == shown?.Owner.Id && announced.Source == shown?.Kind
            && announced.Paused == (shown is null || shown != Source ? null : paused);
    }

    private void SwitchTo(in RoutedPacket packet, long now)
    {
        var next = packet.Stream;
        uint? aligned = null;
        if (current is { SenderClock: { IsFromReport: true } before } && current.Source == next.Source && next.SenderClock is { IsFromReport: true } after)
        {
            aligned = timeline.MapTimestamp(before.TimestampAt(after.TimeOf(packet.Timestamp)));
        }

        timeline.BeginSource(packet.Sequence, packet.Timestamp, now, aligned);
        codec = media.Matching(next.Codec);
        pictures.Begin(packet, codec?.Video ?? VideoCodec.Unknown, Temporal);
        if (current is { } left)
        {
            transport.Conference.ShardOn(transport.Owner!).Unsubscribe(this, left);
            previous = left;
            transport.Owner!.Counters.LayerSwitches++;
        }

        current = next;
        awaited = null;
    }
}
