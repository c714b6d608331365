namespace DiemCau.Media.Srtp;

/// <summary>Protects outgoing RTP and RTCP in place (RFC 3711, RFC 7714). Used by one thread.</summary>
internal sealed unsafe class SrtpSender : IDisposable
{
    /// <summary>Bytes that must be free behind a packet: the longest tag and the SRTCP index.</summary>
    public const int MaximumOverhead = 16 + 4;

    public SrtpSender(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) => throw new NotImplementedException();

    /// <param name="buffer">The packet and at least <see cref="MaximumOverhead"/> bytes behind it.</param>
    /// <param name="headerLength">Fixed header, CSRCs and extensions: authenticated, not encrypted.</param>
    /// <returns>The protected packet's length.</returns>
    public int ProtectRtp(Span<byte> buffer, int headerLength, int length) => throw new NotImplementedException();

    /// <inheritdoc cref="ProtectRtp"/>
    public int ProtectRtcp(Span<byte> buffer, int length) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
