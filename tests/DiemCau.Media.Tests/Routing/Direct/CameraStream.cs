using System.Buffers.Binary;
using System.Text;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>Pictures of VP8 (RFC 7741) as a client sends them, each in one or a few packets.</summary>
/// <param name="signature">The last byte of every packet, so that it can be told who sent it.</param>
internal sealed class CameraStream(
    DirectParticipant owner, uint ssrc, byte signature, string mid = "c", string? rid = null, int height = 180)
{
    private ushort _sequence = 7_000;
    private uint _timestamp = 90_000;
    private ushort _pictureId = (ushort)(signature * 100);
    private byte _tl0PicIdx;

    public uint Ssrc => ssrc;

    public ushort NextSequence => _sequence;

    /// <summary>Nothing was sent yet.</summary>
    public bool IsNew => _tl0PicIdx == 0;

    /// <summary>Sets its clock by so many seconds.</summary>
    public void Jump(double seconds) => _timestamp += unchecked((uint)(long)(seconds * 90_000));

    /// <summary>Numbers its pictures from somewhere else on, as an encoder that is started again.</summary>
    public void Renumber(ushort pictureId) => (_pictureId, _tl0PicIdx) = (pictureId, 0);

    /// <summary>Sends a packet of nothing but padding.</summary>
    public void Pad()
    {
        var packet = Packet(isKey: false, isFirst: false, isLast: false, 100);
        Assert.True(RtpHeader.TryGetLength(packet, out var header));
        packet[0] |= 0x20; // P
        packet = [.. packet[..header], .. new byte[99], 100];
        owner.Send(packet);
    }

    /// <summary>Sends one picture.</summary>
    /// <param name="lost">Packets, by their place in the picture, that never come.</param>
    public void Picture(bool isKey = false, int packets = 1, int length = 200, params IReadOnlyList<int> lost)
    {
        Begin();
        for (var i = 0; i < packets; i++)
        {
            var packet = Packet(isKey, isFirst: i == 0, isLast: i == packets - 1, length);
            if (!lost.Contains(i))
            {
                owner.Send(packet);
            }
        }
    }

    /// <summary>The packets after this are of the next picture.</summary>
    public void Begin()
    {
        _timestamp += 3_000;
        _pictureId = (ushort)((_pictureId + 1) & 0x7FFF);
        _tl0PicIdx++;
    }

    /// <summary>A packet, without sending it.</summary>
    public byte[] Packet(bool isKey, bool isFirst, bool isLast, int length)
    {
        var room = new byte[1_400];
        var header = RtpHeader.Write(room, DirectPlan.Vp8, isLast, _sequence++, _timestamp, ssrc);
        var extensions = new RtpExtensionWriter(room, header);
        extensions.Add(DirectPlan.Mid, Encoding.ASCII.GetBytes(mid));
        if (rid is not null)
        {
            extensions.Add(DirectPlan.Rid, Encoding.ASCII.GetBytes(rid));
        }

        var at = extensions.Finish();
        var payload = room.AsSpan(at);
        payload[0] = (byte)(0x80 | (isFirst ? 0x10 : 0)); // X, S
        payload[1] = 0xF0; // I, L, T, K
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)(0x8000 | _pictureId));
        payload[4] = _tl0PicIdx;
        payload[5] = 0;
        if (isFirst)
        {
            payload[6] = (byte)(isKey ? 0x10 : 0x11); // show_frame, and the inverse key frame flag (RFC 6386 section 9.1)
            if (isKey)
            {
                payload[9] = 0x9D;
                payload[10] = 0x01;
                payload[11] = 0x2A;
                BinaryPrimitives.WriteUInt16LittleEndian(payload[12..], (ushort)(height * 16 / 9));
                BinaryPrimitives.WriteUInt16LittleEndian(payload[14..], (ushort)height);
            }
        }

        payload[length - 1] = signature;
        return room[..(at + length)];
    }
}
