using System.Buffers.Binary;

namespace DiemCau.Media.Tests.Srtp;

/// <summary>Packets with room for protection behind them.</summary>
internal static class SrtpPackets
{
    public const int HeaderLength = 12;

    public static byte[] Rtp(uint ssrc, ushort sequence, int payload = 100)
    {
        byte[] packet = GC.AllocateUninitializedArray<byte>(HeaderLength + payload + 32, pinned: true);
        packet[0] = 0x80;
        packet[1] = 96;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), sequence * 3000u);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        for (int i = 0; i < payload; i++)
        {
            packet[HeaderLength + i] = (byte)(i ^ sequence);
        }

        return packet;
    }

    /// <summary>A sender report without blocks, 28 bytes.</summary>
    public static byte[] Rtcp(uint ssrc, int fill)
    {
        byte[] packet = GC.AllocateUninitializedArray<byte>(28 + 32, pinned: true);
        packet.AsSpan().Fill((byte)fill);
        packet[0] = 0x80;
        packet[1] = 200;
        packet[2] = 0;
        packet[3] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), ssrc);
        return packet;
    }

    public const int RtcpLength = 28;
}
