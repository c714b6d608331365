namespace DiemCau.Media.Srtp;

/// <summary>Unprotects incoming SRTP and SRTCP in place (RFC 3711, RFC 7714). Used by one thread.</summary>
internal sealed unsafe class SrtpReceiver : IDisposable
{
    public SrtpReceiver(SrtpProfile profile, ReadOnlySpan<byte> masterKey, ReadOnlySpan<byte> masterSalt) => throw new NotImplementedException();

    /// <param name="packet">Decrypted in place; its content is lost unless the result is Ok.</param>
    /// <param name="headerLength">Fixed header, CSRCs and extensions.</param>
    /// <param name="length">The plain packet's length.</param>
    public SrtpResult UnprotectRtp(Span<byte> packet, int headerLength, out int length) => throw new NotImplementedException();

    /// <inheritdoc cref="UnprotectRtp"/>
    public SrtpResult UnprotectRtcp(Span<byte> packet, out int length) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
