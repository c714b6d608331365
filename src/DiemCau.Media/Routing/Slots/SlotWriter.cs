using System.Buffers.Binary;
using System.Security.Cryptography;
using DiemCau.Media.Congestion;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Writes one receive slot's packets straight into the send batch: packets of a source, their repairs (RFC 4588), and padding.
/// </summary>
internal sealed class SlotWriter(
    Transport transport, ReceiverLine line, SlotAssignment assignment, NegotiatedMedia media, SlotPictures pictures)
{
    /// <summary>
    /// RTP header, one extension block with its padding, and the payload's growth; a descriptor and the payload itself come on top.
    /// </summary>
    private const int HeaderRoom = 12 + 16 + 4;

    private readonly uint _ssrc = assignment.Ssrc;
    private readonly uint _rtxSsrc = assignment.RtxSsrc;
    private readonly byte _absSendTime = media.Extensions.AbsSendTime;
    private readonly byte _transportSequence = media.Extensions.TransportSequence;
    private readonly byte _dependencyDescriptor = media.Extensions.DependencyDescriptor;
    private readonly byte _paddingPayloadType =
        media.Codecs.FirstOrDefault(static codec => codec.RtxPayloadType is not null)?.RtxPayloadType ?? 0;
    private ushort _rtxSequence = (ushort)RandomNumberGenerator.GetInt32(0x8000);

    /// <summary>The repair stream can carry padding that the receiver counts.</summary>
    public bool CanPad => _rtxSsrc != 0 && _paddingPayloadType != 0 && _transportSequence != 0;

    /// <param name="sequence">The slot's.</param>
    /// <param name="asRepair">On the repair stream, with the sequence number before the payload.</param>
    /// <returns>The payload's length.</returns>
    public int Write(in RoutedPacket packet, in SentPacket sent, ushort sequence, NegotiatedCodec codec, bool asRepair, long now)
    {
        var isRedundant = Keeps(packet, codec);
        var payload = isRedundant || packet.Redundancy == 0 ? packet.Payload : packet.Primary;
        var padding = asRepair ? (byte)0 : packet.Padding;
        var descriptor = pictures.Describe(packet, sent.Numbers);
        var room = transport.Reserve(HeaderRoom + descriptor.Length + RtxPacket.OriginalSequenceLength + payload.Length + padding);
        var headerLength = asRepair
            ? RtpHeader.Write(room, codec.RtxPayloadType!.Value, sent.Marker, _rtxSequence++, sent.Timestamp, _rtxSsrc)
            : RtpHeader.Write(
                room, isRedundant ? codec.RedPayloadType!.Value : codec.PayloadType, sent.Marker, sequence, sent.Timestamp, _ssrc);
        var stamp = WriteExtensions(room, ref headerLength, now, descriptor);
        var length = headerLength;
        if (asRepair)
        {
            BinaryPrimitives.WriteUInt16BigEndian(room[length..], sequence);
            length += RtxPacket.OriginalSequenceLength;
        }

        length += pictures.Write(payload, sent.Numbers, room[length..]);
        length += RtpHeader.Pad(room, length, padding);
        Commit(room, headerLength, length, stamp, asRepair ? null : packet.Buffer.ReceivedAt, now);
        var counters = transport.Worker.Counters;
        counters.PacketsForwarded++;
        counters.BytesForwarded += length;
        return payload.Length;
    }

    /// <summary>Writes a packet of nothing but padding (RFC 3550 section 5.1), which receivers acknowledge and throw away.</summary>
    /// <returns>Its bytes on the line.</returns>
    public int Pad(uint timestamp, long now)
    {
        const byte Padding = byte.MaxValue;
        var room = transport.Reserve(HeaderRoom + Padding);
        var headerLength = RtpHeader.Write(room, _paddingPayloadType, marker: false, _rtxSequence++, timestamp, _rtxSsrc);
        var stamp = WriteExtensions(room, ref headerLength, now);
        var length = headerLength + RtpHeader.Pad(room, headerLength, Padding);
        Commit(room, headerLength, length, stamp, arrivedAt: null, now);
        return length + Downlink.PacketOverhead;
    }

    /// <summary>Copies of earlier voices go to who understands them and needs them; their inner payload type cannot be rewritten.</summary>
    private bool Keeps(in RoutedPacket packet, NegotiatedCodec codec) =>
        packet.Redundancy > 0 && codec.RedPayloadType is not null && codec.PayloadType == packet.Stream.Codec.PayloadType
        && line.WantsRedundancy;

    /// <returns>Where the transport-wide number goes; empty without one.</returns>
    private Span<byte> WriteExtensions(Span<byte> room, ref int headerLength, long now, scoped ReadOnlySpan<byte> descriptor = default)
    {
        var stamp = default(Span<byte>);
        var extensions = new RtpExtensionWriter(room, headerLength, twoByte: descriptor.Length > RtpExtensionWriter.LongestOneByteValue);
        if (!descriptor.IsEmpty)
        {
            extensions.Add(_dependencyDescriptor, descriptor);
        }

        if (_transportSequence != 0)
        {
            extensions.TryReserve(_transportSequence, sizeof(ushort), out stamp);
        }
        else if (_absSendTime != 0)
        {
            extensions.AddAbsSendTime(_absSendTime, now);
        }

        headerLength = extensions.Finish();
        return stamp;
    }

    /// <summary>Numbers are given when a packet goes into the batch, in the order in which the kernel gets it.</summary>
    private void Commit(Span<byte> room, int headerLength, int length, Span<byte> stamp, long? arrivedAt, long now)
    {
        if (!stamp.IsEmpty)
        {
            BinaryPrimitives.WriteUInt16BigEndian(stamp, line.Estimate.Sent(length, now));
        }

        line.Pacer.Spend(length + Downlink.PacketOverhead);
        transport.CommitRtp(room, headerLength, length, arrivedAt);
    }
}
