using System.Text;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// The sending half of a participant: finds out which source and layer each stream is, repairs what the line lost, and lets through only
/// what the programme allows. Lives on the transport's worker.
/// </summary>
internal sealed class Publisher
{
    /// <summary>
    /// 3 layers with repair, twice (a changed SSRC), microphone and screen with theirs, and room to spare; more is abuse.
    /// </summary>
    private const int MaxStreams = 32;

    /// <summary>
    /// Streams that others have replaced make room so often at most: an honest client replaces one in minutes, one that cycles through
    /// SSRCs makes this much state a second and no more.
    /// </summary>
    private const long ForgetInterval = 1_000_000;
    private const long DemandInterval = 200_000;

    private readonly Transport _transport;
    private readonly NegotiatedSession _session;
    private readonly Dictionary<string, Source> _sourceByMid = [];
    private readonly Dictionary<uint, Incoming> _bySsrc = [];
    private readonly List<StreamReception> _receptions = [];
    private readonly SenderWallClock _wallClock = new();
    private readonly HeaderExtensionIds _identification;
    private readonly PublisherFeedback _feedback;
    private readonly LayerDemand _demand;
    private readonly PictureWatch _camera;
    private readonly PictureWatch _screen;
    private readonly SourceFlow[] _flows;
    private long _nextDemand;
    private long _nextForget;

    public Publisher(Transport transport, NegotiatedSession session, SlotPlan plan)
    {
        _transport = transport;
        _session = session;
        Bind(plan.Microphone, SourceKind.Microphone);
        Bind(plan.Camera, SourceKind.Camera);
        Bind(plan.Screen, SourceKind.Screen);
        _identification = session.Media.Select(media => media.Extensions).FirstOrDefault(ids => ids.Mid != 0 || ids.TransportSequence != 0);
        _demand = new LayerDemand(transport.Participant.Camera);
        _camera = new PictureWatch(transport.Participant.Camera);
        _screen = new PictureWatch(transport.Participant.Screen);
        _flows = [new(transport.Participant.Microphone), new(transport.Participant.Camera), new(transport.Participant.Screen)];
        _feedback = new PublisherFeedback(transport, _receptions);
    }

    public bool IsSending => _receptions.Count > 0;

    public int BitrateKbps
    {
        get
        {
            var bits = 0;
            foreach (var reception in _receptions)
            {
                bits += reception.Stream.Bitrate;
            }

            return bits / 1000;
        }
    }

    /// <summary>Takes a decrypted packet of the participant.</summary>
    /// <returns>True when it goes on to its receivers.</returns>
    public bool TryAccept(PacketBuffer datagram, long now, out RoutedPacket routed)
    {
        routed = default;
        var counters = _transport.Worker.Counters;
        if (!RtpPacket.TryParse(datagram.Span, out var packet))
        {
            counters.Drop(DropReason.RtpMalformed);
            return false;
        }

        // Before anything else is known: probes of streams not yet recognised must not look lost to the sender's estimator.
        if (packet.TryGetExtension(_identification.TransportSequence, out var stamp) && stamp.Length == 2)
        {
            _feedback.Received((ushort)((stamp[0] << 8) | stamp[1]), now);
        }

        if (!_bySsrc.TryGetValue(packet.Ssrc, out var incoming) || incoming.Reception.Stream.HasEnded)
        {
            if (packet.Payload.IsEmpty)
            {
                counters.Drop(DropReason.PaddingOnly); // a probe of a stream that there is not yet takes nobody's place
                return false;
            }

            if (incoming.Reception is { } replaced && (incoming.IsRepair || (IsReplaced(replaced.Stream, now) && !replaced.GoesOn(now))))
            {
                counters.Drop(DropReason.StreamReplaced);
                return false;
            }

            if (!TryRecognise(packet, now, out incoming))
            {
                counters.Drop(_bySsrc.Count >= MaxStreams ? DropReason.RtpTooManyStreams : DropReason.RtpUnknownStream);
                return false;
            }
        }

        var reception = incoming.Reception;
        if (incoming.IsRepair)
        {
            if (!RtxPacket.TryUnwrap(datagram.Span, reception.Stream.Ssrc, reception.Stream.Codec.PayloadType, out var length))
            {
                counters.Drop(DropReason.PaddingOnly); // a probe: it has told the bandwidth estimator what it had to
                return false;
            }

            datagram.Length = length;
            if (!RtpPacket.TryParse(datagram.Span, out packet))
            {
                counters.Drop(DropReason.RtpMalformed);
                return false;
            }
        }

        if (!reception.TryTake(packet, incoming.IsRepair, now, out var sequence))
        {
            counters.Drop(DropReason.Duplicate);
            return false;
        }

        var stream = reception.Stream;
        var frame = default(FrameInfo);
        var dependencies = default(DependencyDescriptor);
        var descriptor = ReadOnlySpan<byte>.Empty;
        ushort redundancy = 0;
        var hidesCopies = false;
        if (stream.Source.IsAudio)
        {
            TakeLevel(packet, reception, now);
            if (packet.PayloadType == stream.Codec.RedPayloadType)
            {
                if (!RedundantAudio.TryParse(packet.Payload, out var voices) || voices.PrimaryPayloadType != stream.Codec.PayloadType)
                {
                    counters.Drop(DropReason.RtpMalformed);
                    return false;
                }

                redundancy = voices.PrimaryOffset;
                hidesCopies = stream.Source.Audience.MayHoldOthersWords(now);
            }
        }
        else
        {
            frame = FrameInfo.Inspect(stream.Codec.Video, packet.Payload);
            if (packet.TryGetExtension(reception.Media.Extensions.DependencyDescriptor, out descriptor)
                && reception.Dependencies.TryRead(descriptor, out dependencies))
            {
                frame = frame.With(dependencies);
            }

            reception.Layers.Count(frame, dependencies, packet.Length);
            reception.Pictures.Count(frame, packet.Timestamp, sequence, packet.Payload.Length, packet.Marker, now);
            if (frame.IsKeyFrame)
            {
                TakeKeyFrame(reception, packet.SequenceNumber, frame, dependencies, now);
            }
        }

        if (stream.Source.Refusal(now) is { } refusal)
        {
            counters.Drop(refusal);
            return false;
        }

        routed = new RoutedPacket(
            stream, datagram, sequence, packet.Timestamp, (ushort)packet.HeaderLength, (ushort)packet.Payload.Length, packet.PayloadType,
            packet.Marker, frame, redundancy);
        if (hidesCopies)
        {
            routed = routed.WithoutCopies();
        }

        if (descriptor.Length >= DependencyReader.MandatoryBytes && datagram.Span.Overlaps(descriptor, out var offset))
        {
            routed = routed with
            {
                Dependencies = dependencies, DescriptorOffset = (ushort)offset, DescriptorLength = (byte)descriptor.Length,
            };
        }

        return true;
    }

    /// <summary>
    /// Takes an earlier voice packet, which never came, out of one that did. It goes to all receivers as if it had come, so those who don't
    /// understand redundancy have it, too.
    /// </summary>
    /// <param name="back">How far before the packet: 1 is the one just before.</param>
    public bool TryRecover(in RoutedPacket packet, int back, out RoutedPacket earlier)
    {
        earlier = default;
        var stream = packet.Stream;
        if (packet.Redundancy == 0
            || Find(stream.Ssrc) is not { } reception
            || !RedundantAudio.TryParse(packet.Payload, out var voices)
            || !voices.TryGetBlock(packet.Payload, back, out var block)
            || block.PayloadType != stream.Codec.PayloadType
            || !reception.TryRecover(packet.Sequence - back))
        {
            return false;
        }

        _transport.Worker.Counters.Recovered++;
        earlier = packet with
        {
            Sequence = packet.Sequence - back,
            Timestamp = packet.Timestamp - block.TimestampOffset,
            PayloadOffset = (ushort)(packet.PayloadOffset + block.Offset),
            PayloadLength = block.Length,
            PayloadType = stream.Codec.PayloadType,
            Marker = false,
            Redundancy = 0,
        };
        return true;
    }

    public StreamReception? Find(uint ssrc) =>
        _bySsrc.TryGetValue(ssrc, out var incoming) && !incoming.IsRepair ? incoming.Reception : null;

    public double TakeLossPercent()
    {
        long expected = 0;
        long received = 0;
        foreach (var reception in _receptions)
        {
            var interval = reception.TakeInterval();
            expected += interval.Expected;
            received += interval.Received;
        }

        return expected <= 0 ? 0 : Math.Clamp(100.0 * (expected - received) / expected, 0, 100);
    }

    public void Tick(long now)
    {
        _feedback.Tick(now, _transport.Receiver.Line.Estimate.RoundTrip);
        if (now < _nextDemand)
        {
            return;
        }

        _nextDemand = now + DemandInterval;
        if (_demand.TryTake(now, out var rids))
        {
            Tell(rids);
        }

        TellFlows(now);
        if (_camera.Look(_receptions, now))
        {
            _transport.Conference.PictureChanged(_transport.Participant.Camera);
        }

        if (_screen.Look(_receptions, now))
        {
            _transport.Conference.PictureChanged(_transport.Participant.Screen);
        }
    }

    /// <summary>Apart from where it is called, because what a lambda captures is allocated where it is declared.</summary>
    private void Tell(IReadOnlyList<string> rids)
    {
        var (conference, participant) = (_transport.Conference, _transport.Participant.Id);
        conference.Events.Raise(listener => listener.LayersWanted(conference.Id, participant, SourceKind.Camera, rids));
    }

    public void Close(long now)
    {
        foreach (var source in _sourceByMid.Values)
        {
            source.Clear(_receptions);
        }

        TellFlows(now);
    }

    private void TellFlows(long now)
    {
        foreach (ref var flow in _flows.AsSpan())
        {
            if (flow.TryTake(now, out var happened))
            {
                _transport.Conference.Story.Tell(happened!);
            }
        }
    }

    private void Bind(string? mid, SourceKind kind)
    {
        if (mid is not null && _session.Find(mid) is { Receives: true })
        {
            _sourceByMid[mid] = _transport.Participant.Source(kind);
        }
    }

    /// <summary>
    /// Says what an unknown SSRC is: by the SSRCs of the offer, else by its MID and RID extensions (RFC 9143, RFC 8852), else by a payload
    /// type that only one m-line has.
    /// </summary>
    private bool TryRecognise(in RtpPacket packet, long now, out Incoming incoming)
    {
        incoming = default;
        if (!HasRoom(now) || FindMedia(packet) is not { } media || !_sourceByMid.TryGetValue(media.Mid, out var source))
        {
            return false;
        }

        var payloadType = packet.PayloadType;
        if (media.ByRtxPayloadType(payloadType) is { } repaired)
        {
            var original = FindRepaired(packet, media);
            if (original is null || original.Stream.Codec.PayloadType != repaired.PayloadType)
            {
                return false;
            }

            original.RtxSsrc = packet.Ssrc;
            incoming = new Incoming(original, IsRepair: true);
        }
        else if (media.ByPayloadType(payloadType) is { } codec)
        {
            var rid = LayerOf(packet, media, media.Extensions.Rid);
            if (rid is not null && !media.Rids.Contains(rid))
            {
                return false; // a layer that was not agreed on
            }

            var announced = Announced(media, packet.Ssrc);
            var before = Find(packet.Ssrc)?.Stream;
            var stream = new SourceStream(source, packet.Ssrc, rid, codec, _transport.Conference.WorkerCount)
            {
                IsLayerOfItsOwn = announced is { IsLayer: true } || (before is not null && rid is null && IsReplaced(before, now)),
                Height = before?.Height ?? 0,
            };
            var reception = new StreamReception(stream, media, _wallClock)
            {
                RtxSsrc = announced?.RtxSsrc,
            };
            Replace(source, stream);
            _receptions.Add(reception);
            if (source.IsAudio)
            {
                _transport.Conference.Listen(source);
            }

            incoming = new Incoming(reception, IsRepair: false);
            if (reception.RtxSsrc is { } rtx)
            {
                _bySsrc[rtx] = new Incoming(reception, IsRepair: true);
            }
        }
        else
        {
            return false;
        }

        _bySsrc[packet.Ssrc] = incoming;
        return true;
    }

    private bool HasRoom(long now)
    {
        if (_bySsrc.Count < MaxStreams)
        {
            return true;
        }

        if (now < _nextForget)
        {
            return false;
        }

        _nextForget = now + ForgetInterval;
        foreach (var (ssrc, incoming) in _bySsrc)
        {
            if (incoming.Reception.Stream.HasEnded)
            {
                _bySsrc.Remove(ssrc); // allowed while enumerating a dictionary
            }
        }

        return _bySsrc.Count < MaxStreams;
    }

    private NegotiatedMedia? FindMedia(in RtpPacket packet)
    {
        foreach (var media in _session.Media)
        {
            foreach (var announced in media.RemoteSources)
            {
                if (announced.Ssrc == packet.Ssrc || announced.RtxSsrc == packet.Ssrc)
                {
                    return media;
                }
            }
        }

        if (packet.TryGetExtension(_identification.Mid, out var mid))
        {
            return _session.Find(Encoding.ASCII.GetString(mid));
        }

        NegotiatedMedia? only = null;
        foreach (var media in _session.Media)
        {
            if (media.Receives
                && (media.ByPayloadType(packet.PayloadType) is not null || media.ByRtxPayloadType(packet.PayloadType) is not null))
            {
                if (only is not null)
                {
                    return null;
                }

                only = media;
            }
        }

        return only;
    }

    /// <summary>Null where it could be of several.</summary>
    private StreamReception? FindRepaired(in RtpPacket packet, NegotiatedMedia media)
    {
        var rid = LayerOf(packet, media, media.Extensions.RepairedRid);
        StreamReception? only = null;
        foreach (var reception in _receptions)
        {
            if (reception.Media == media && reception.Stream.Rid == rid && !reception.Stream.HasEnded)
            {
                if (only is not null)
                {
                    return null;
                }

                only = reception;
            }
        }

        return only;
    }

    /// <summary>The layer that a packet names; null where no layers were agreed on, whatever it says.</summary>
    private static string? LayerOf(in RtpPacket packet, NegotiatedMedia media, byte extension) =>
        media.Rids.Count > 0 && packet.TryGetExtension(extension, out var value) ? Encoding.ASCII.GetString(value) : null;

    private static SdpSource? Announced(NegotiatedMedia media, uint ssrc)
    {
        foreach (var announced in media.RemoteSources)
        {
            if (announced.Ssrc == ssrc)
            {
                return announced;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the stream that took its place still shows something; otherwise the one of before is back, as when somebody changes to
    /// another camera and again to the first.
    /// </summary>
    private static bool IsReplaced(SourceStream stream, long now)
    {
        foreach (var other in stream.Source.Streams)
        {
            if (other.IsSameLayer(stream) && other.IsFlowing(now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A layer whose SSRC changed takes the place of its predecessor.</summary>
    private void Replace(Source source, SourceStream stream)
    {
        foreach (var old in source.Streams)
        {
            if (old.IsSameLayer(stream))
            {
                stream.Height = stream.Height > 0 ? stream.Height : old.Height; // until a key frame says otherwise
                old.End();
                _receptions.RemoveAll(reception => reception.Stream == old);
            }
        }

        source.Add(stream);
    }

    private static void TakeLevel(in RtpPacket packet, StreamReception reception, long now)
    {
        // Without the extension a microphone counts as an average voice while it sends: it is heard, and it can win the floor.
        const byte AverageVoice = 40;
        var source = reception.Stream.Source;
        var told = default(AudioLevel);
        source.HasLevels = packet.TryGetExtension(reception.Media.Extensions.AudioLevel, out var value)
            && AudioLevel.TryParse(value, out told);
        source.Levels.Write(source.HasLevels ? told.Level : AverageVoice, now);
    }

    private static void TakeKeyFrame(
        StreamReception reception, ushort sequence, in FrameInfo frame, in DependencyDescriptor dependencies, long now)
    {
        reception.Stream.Structure = dependencies.Structure;
        if (frame.Height > 0 && frame.Height != reception.Stream.Height)
        {
            reception.Stream.Height = frame.Height;
            reception.Stream.Source.Reorder();
        }

        reception.Nack.OnKeyFrame(sequence);
        reception.KeyFrames.OnKeyFrame(now);
    }

    private readonly record struct Incoming(StreamReception Reception, bool IsRepair);
}
