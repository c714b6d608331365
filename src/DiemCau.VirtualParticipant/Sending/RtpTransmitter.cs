using System.Buffers.Binary;
using DiemCau.Media.Srtp;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>The last step of every outgoing packet: transport-wide number, encryption, outbox.</summary>
internal sealed class RtpTransmitter(SrtpSender srtp, Outbox outbox)
{
    private const int MaximumPacket = 1400;

    private ushort _transportSequence;

    public long PacketsSent { get; private set; }

    public long BytesSent { get; private set; }

    public void Send(
        SendStream stream, bool marker, uint timestamp, byte? audioLevel, ReadOnlySpan<byte> descriptor, ReadOnlySpan<byte> payload, long now,
        ReadOnlySpan<byte> dependencies = default)
    {
        var packet = outbox.Reserve(MaximumPacket);
        var layout = stream.Write(packet, marker, timestamp, audioLevel, descriptor, payload, dependencies, now, out var transportSequence);
        Finish(packet, layout, transportSequence);
    }

    public void Retransmit(SendStream stream, ushort sequence)
    {
        var packet = outbox.Reserve(MaximumPacket);
        if (stream.TryRetransmit(sequence, packet, out var layout, out var transportSequence))
        {
            Finish(packet, layout, transportSequence);
        }
    }

    /// <summary>Encrypts and sends a packet as it is.</summary>
    public void SendForged(ReadOnlySpan<byte> packet, int headerLength)
    {
        var place = outbox.Reserve(MaximumPacket);
        packet.CopyTo(place);
        outbox.Commit(srtp.ProtectRtp(place, headerLength, packet.Length));
    }

    /// <summary>Sends a compound packet.</summary>
    public void SendRtcp(ReadOnlySpan<byte> compound)
    {
        var packet = outbox.Reserve(MaximumPacket);
        compound.CopyTo(packet);
        outbox.Commit(srtp.ProtectRtcp(packet, compound.Length));
    }

    private void Finish(Span<byte> packet, PacketLayout layout, Span<byte> transportSequence)
    {
        if (transportSequence.Length == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(transportSequence, _transportSequence++);
        }

        var length = srtp.ProtectRtp(packet, layout.HeaderLength, layout.Length);
        PacketsSent++;
        BytesSent += length;
        outbox.Commit(length);
    }
}
