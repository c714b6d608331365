using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DiemCau.Media.Srtp;

/// <summary>
/// Protects outgoing RTP and RTCP in place (RFC 3711, RFC 7714). Used by one thread.
/// Sequence numbers are the caller's, continuous per SSRC; no number may be used twice for different content, or its key stream would be.
/// Let a stream start below 2^15, so that a receiver which misses the first packets cannot misjudge the roll-over counter.
/// </summary>
internal sealed class SrtpSender : IDisposable
{
    /// <summary>Bytes that must be free behind a packet: the longest tag and the SRTCP index.</summary>
    public const int MaximumOverhead = 16 + 4;

    private const uint IndexMask = 0x7FFF_FFFF;

    private readonly SrtpCipher _cipher;
    private readonly SsrcTable<RtpIndex> _streams = new();
    private readonly SsrcTable<uint> _reports = new();

    public SrtpSender(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        _cipher = SrtpCipher.FromMaster(profile, masterKey, masterSalt, encrypt: true);

    /// <param name="buffer">The packet and at least <see cref="MaximumOverhead"/> bytes behind it.</param>
    /// <param name="headerLength">Fixed header, CSRCs and extensions: authenticated, not encrypted.</param>
    /// <returns>The protected packet's length.</returns>
    public int ProtectRtp(Span<byte> buffer, int headerLength, int length)
    {
        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(buffer[8..]);
        ref RtpIndex stream = ref _streams.Find(ssrc);
        if (Unsafe.IsNullRef(ref stream))
        {
            stream = ref _streams.Add(ssrc);
        }

        long index = stream.Estimate(BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]));
        stream.Mark(index);
        return _cipher.SealRtp(buffer, headerLength, length, ssrc, index);
    }

    /// <param name="buffer">A compound or reduced-size packet and at least <see cref="MaximumOverhead"/> bytes behind it.</param>
    /// <returns>The protected packet's length.</returns>
    public int ProtectRtcp(Span<byte> buffer, int length)
    {
        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(buffer[4..]);
        ref uint next = ref _reports.Find(ssrc);
        if (Unsafe.IsNullRef(ref next))
        {
            next = ref _reports.Add(ssrc);
        }

        uint index = next;
        next = (next + 1) & IndexMask;
        return _cipher.SealRtcp(buffer, length, ssrc, index);
    }

    public void Dispose() => _cipher.Dispose();
}
