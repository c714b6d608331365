using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DiemCau.Media.Srtp;

/// <summary>
/// Unprotects incoming SRTP and SRTCP in place (RFC 3711, RFC 7714). Used by one thread.
/// Roll-over counters, replay windows and the state of a source itself come into being only after authentication.
/// </summary>
internal sealed class SrtpReceiver : IDisposable
{
    /// <summary>A client sends about a dozen sources; the rest is for those it replaces in a long meeting.</summary>
    private const int MaximumSources = 64;

    /// <summary>
    /// A source may lose its place to a new one when this many packets of others have come since its last: some ten seconds of a camera.
    /// Sooner would let a peer cycle through SSRCs to reset the replay windows of live ones.
    /// </summary>
    private const long IdlePackets = 4096;

    private const int MinimumRtpHeader = 12;
    private const int RtcpHeader = 8;
    private const int RtcpIndexLength = 4;

    private struct Source
    {
        public RtpIndex Index;
        public ReplayWindow Rtp;
        public ReplayWindow Rtcp;
        public long LastUsed;
    }

    private readonly SrtpCipher _cipher;
    private readonly SsrcTable<Source> _sources = new(MaximumSources);
    private long _packets;

    public SrtpReceiver(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) =>
        _cipher = SrtpCipher.FromMaster(profile, masterKey, masterSalt, encrypt: false);

    /// <param name="packet">Decrypted in place; its content is lost unless the result is Ok.</param>
    /// <param name="headerLength">Fixed header, CSRCs and extensions.</param>
    /// <param name="length">The plain packet's length.</param>
    public SrtpResult UnprotectRtp(Span<byte> packet, int headerLength, out int length)
    {
        length = packet.Length - _cipher.TagLength;
        if (headerLength < MinimumRtpHeader || length < headerLength)
        {
            length = 0;
            return SrtpResult.TooShort;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        ushort sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        ref Source known = ref _sources.Find(ssrc);
        bool isNew = Unsafe.IsNullRef(ref known);
        long index = isNew ? sequence : known.Index.Estimate(sequence);
        if (index < 0 || (!isNew && !known.Rtp.MayAccept(index)))
        {
            return SrtpResult.Replayed;
        }

        if (!_cipher.OpenRtp(packet, headerLength, ssrc, index))
        {
            return SrtpResult.AuthenticationFailed;
        }

        ref Source source = ref isNew ? ref TryAdd(ssrc) : ref known;
        if (Unsafe.IsNullRef(ref source))
        {
            return SrtpResult.TooManySources;
        }

        source.Index.Mark(index);
        source.Rtp.Mark(index);
        source.LastUsed = ++_packets;
        return SrtpResult.Ok;
    }

    /// <inheritdoc cref="UnprotectRtp"/>
    public SrtpResult UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = packet.Length - _cipher.TagLength - RtcpIndexLength;
        if (length < RtcpHeader)
        {
            length = 0;
            return SrtpResult.TooShort;
        }

        uint ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        uint index = _cipher.RtcpIndex(packet, out bool encrypted);
        ref Source known = ref _sources.Find(ssrc);
        bool isNew = Unsafe.IsNullRef(ref known);
        if (!isNew && !known.Rtcp.MayAccept(index))
        {
            return SrtpResult.Replayed;
        }

        if (!_cipher.OpenRtcp(packet, ssrc, index, encrypted))
        {
            return SrtpResult.AuthenticationFailed;
        }

        ref Source source = ref isNew ? ref TryAdd(ssrc) : ref known;
        if (Unsafe.IsNullRef(ref source))
        {
            return SrtpResult.TooManySources;
        }

        source.Rtcp.Mark(index);
        source.LastUsed = ++_packets;
        return SrtpResult.Ok;
    }

    private ref Source TryAdd(uint ssrc)
    {
        if (_sources.Count == MaximumSources)
        {
            uint oldest = _sources.Smallest(static source => source.LastUsed);
            if (_packets - _sources.Find(oldest).LastUsed < IdlePackets)
            {
                return ref Unsafe.NullRef<Source>();
            }

            _sources.Remove(oldest);
        }

        return ref _sources.Add(ssrc);
    }

    public void Dispose() => _cipher.Dispose();
}
