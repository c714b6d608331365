using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Srtp;

/// <summary>
/// The transform of one direction: session keys, and how a packet of a given index is sealed and opened in place.
/// It keeps no packet state; indices, roll-over counters and replay belong to <see cref="SrtpSender"/> and <see cref="SrtpReceiver"/>.
/// </summary>
internal sealed class SrtpCipher : IDisposable
{
    private const int IndexLength = 4;
    private const int RtcpHeaderLength = 8;
    private const int CmTagLength = 10;
    private const uint Encrypted = 0x8000_0000;

    private readonly bool _gcm;
    private readonly CipherContext _rtp;
    private readonly CipherContext _rtcp;
    private readonly HmacSha1? _rtpCode;
    private readonly HmacSha1? _rtcpCode;
    private readonly byte[] _rtpSalt;
    private readonly byte[] _rtcpSalt;

    public SrtpCipher(SrtpProfile profile, in SrtpSessionKeys rtp, in SrtpSessionKeys rtcp, bool encrypt)
    {
        _gcm = profile == SrtpProfile.AeadAes128Gcm;
        TagLength = profile.TagLength;
        _rtpSalt = rtp.Salt.ToArray();
        _rtcpSalt = rtcp.Salt.ToArray();
        _rtp = _gcm ? CipherContext.Gcm(rtp.Encryption, encrypt) : CipherContext.Ctr(rtp.Encryption);
        _rtcp = _gcm ? CipherContext.Gcm(rtcp.Encryption, encrypt) : CipherContext.Ctr(rtcp.Encryption);
        _rtpCode = _gcm ? null : new HmacSha1(rtp.Authentication);
        _rtcpCode = _gcm ? null : new HmacSha1(rtcp.Authentication);
    }

    public static SrtpCipher FromMaster(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt, bool encrypt)
    {
        var rtp = SrtpSessionKeys.ForRtp(profile, masterKey, masterSalt);
        var rtcp = SrtpSessionKeys.ForRtcp(profile, masterKey, masterSalt);
        var cipher = new SrtpCipher(profile, rtp, rtcp, encrypt);
        rtp.Clear();
        rtcp.Clear();
        return cipher;
    }

    /// <summary>Bytes appended to an RTP packet; RTCP gets four more for its index.</summary>
    public int TagLength { get; }

    /// <param name="index">Roll-over counter * 2^16 + sequence number.</param>
    public int SealRtp(Span<byte> buffer, int headerLength, int length, uint ssrc, long index)
    {
        Span<byte> iv = stackalloc byte[16];
        Span<byte> text = buffer[headerLength..length];
        if (_gcm)
        {
            GcmRtpIv(iv, ssrc, index);
            _rtp.SealGcm(iv[..12], buffer[..headerLength], text, buffer.Slice(length, CipherContext.GcmTagLength));
        }
        else
        {
            CtrIv(iv, _rtpSalt, ssrc, index);
            _rtp.ApplyCtr(iv, text);
            Span<byte> code = stackalloc byte[HmacSha1.Length];
            RtpCode(buffer[..length], index, code);
            code[..CmTagLength].CopyTo(buffer[length..]);
        }

        return length + TagLength;
    }

    /// <param name="packet">With its tag, which is left behind the text.</param>
    public bool OpenRtp(Span<byte> packet, int headerLength, uint ssrc, long index)
    {
        Span<byte> iv = stackalloc byte[16];
        int length = packet.Length - TagLength;
        Span<byte> text = packet[headerLength..length];
        if (_gcm)
        {
            GcmRtpIv(iv, ssrc, index);
            return _rtp.OpenGcm(iv[..12], packet[..headerLength], text, packet[length..]);
        }

        Span<byte> code = stackalloc byte[HmacSha1.Length];
        RtpCode(packet[..length], index, code);
        if (!CryptographicOperations.FixedTimeEquals(code[..CmTagLength], packet[length..]))
        {
            return false;
        }

        CtrIv(iv, _rtpSalt, ssrc, index);
        _rtp.ApplyCtr(iv, text);
        return true;
    }

    /// <param name="index">31 bits.</param>
    public int SealRtcp(Span<byte> buffer, int length, uint ssrc, uint index)
    {
        Span<byte> iv = stackalloc byte[16];
        Span<byte> text = buffer[RtcpHeaderLength..length];
        if (_gcm)
        {
            // Authenticated: the header and E|index. On the wire: header, text, tag, E|index (RFC 7714 §9.2, §9.3).
            Span<byte> authenticated = stackalloc byte[RtcpHeaderLength + IndexLength];
            GcmRtcpAuthenticated(authenticated, buffer, Encrypted | index);
            GcmRtcpIv(iv, ssrc, index);
            _rtcp.SealGcm(iv[..12], authenticated, text, buffer.Slice(length, CipherContext.GcmTagLength));
            BinaryPrimitives.WriteUInt32BigEndian(buffer[(length + CipherContext.GcmTagLength)..], Encrypted | index);
            return length + CipherContext.GcmTagLength + IndexLength;
        }

        // On the wire: header, text, E|index, tag over all of it (RFC 3711 §3.4).
        CtrIv(iv, _rtcpSalt, ssrc, index);
        _rtcp.ApplyCtr(iv, text);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], Encrypted | index);
        Span<byte> code = stackalloc byte[HmacSha1.Length];
        _rtcpCode!.Compute(buffer[..(length + IndexLength)], default, code);
        code[..CmTagLength].CopyTo(buffer[(length + IndexLength)..]);
        return length + IndexLength + CmTagLength;
    }

    /// <summary>Reads E|index of a protected RTCP packet, whose length the caller has checked.</summary>
    public uint RtcpIndex(ReadOnlySpan<byte> packet, out bool encrypted)
    {
        int at = _gcm ? packet.Length - IndexLength : packet.Length - CmTagLength - IndexLength;
        uint word = BinaryPrimitives.ReadUInt32BigEndian(packet[at..]);
        encrypted = (word & Encrypted) != 0;
        return word & ~Encrypted;
    }

    public bool OpenRtcp(Span<byte> packet, uint ssrc, uint index, bool encrypted)
    {
        Span<byte> iv = stackalloc byte[16];
        int length = packet.Length - TagLength - IndexLength;
        Span<byte> text = packet[RtcpHeaderLength..length];
        if (_gcm)
        {
            GcmRtcpIv(iv, ssrc, index);
            Span<byte> tag = packet.Slice(length, CipherContext.GcmTagLength);
            if (!encrypted)
            {
                return false; // RFC 7714 §9.3 would authenticate the whole packet; no WebRTC peer sends unencrypted SRTCP
            }

            Span<byte> authenticated = stackalloc byte[RtcpHeaderLength + IndexLength];
            GcmRtcpAuthenticated(authenticated, packet, Encrypted | index);
            return _rtcp.OpenGcm(iv[..12], authenticated, text, tag);
        }

        Span<byte> code = stackalloc byte[HmacSha1.Length];
        _rtcpCode!.Compute(packet[..(length + IndexLength)], default, code);
        if (!CryptographicOperations.FixedTimeEquals(code[..CmTagLength], packet[(length + IndexLength)..]))
        {
            return false;
        }

        if (encrypted)
        {
            CtrIv(iv, _rtcpSalt, ssrc, index);
            _rtcp.ApplyCtr(iv, text);
        }

        return true;
    }

    private void RtpCode(ReadOnlySpan<byte> packet, long index, Span<byte> code)
    {
        Span<byte> rollover = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(rollover, (uint)(index >> 16));
        _rtpCode!.Compute(packet, rollover, code);
    }

    /// <summary>00 00 | SSRC | ROC | SEQ, XOR salt (RFC 7714 §8.1).</summary>
    private void GcmRtpIv(Span<byte> iv, uint ssrc, long index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(iv, (ulong)ssrc << 16 | (ulong)index >> 32 & 0xFFFF);
        BinaryPrimitives.WriteUInt32BigEndian(iv[8..], (uint)index);
        Xor(iv, _rtpSalt);
    }

    /// <summary>00 00 | SSRC | 00 00 | 0 + index, XOR salt (RFC 7714 §9.1).</summary>
    private void GcmRtcpIv(Span<byte> iv, uint ssrc, uint index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(iv, (ulong)ssrc << 16);
        BinaryPrimitives.WriteUInt32BigEndian(iv[8..], index);
        Xor(iv, _rtcpSalt);
    }

    private static void GcmRtcpAuthenticated(Span<byte> destination, ReadOnlySpan<byte> packet, uint word)
    {
        packet[..RtcpHeaderLength].CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[RtcpHeaderLength..], word);
    }

    /// <summary>(salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16) (RFC 3711 §4.1.1).</summary>
    private static void CtrIv(Span<byte> iv, byte[] salt, uint ssrc, long index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(iv, ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(iv[8..], (ulong)index << 16);
        Xor(iv, salt);
    }

    private static void Xor(Span<byte> iv, byte[] salt)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        salt.CopyTo(padded);
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(iv);
        Span<ulong> mask = MemoryMarshal.Cast<byte, ulong>(padded);
        words[0] ^= mask[0];
        words[1] ^= mask[1];
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        CryptographicOperations.ZeroMemory(_rtpSalt);
        CryptographicOperations.ZeroMemory(_rtcpSalt);
    }
}
