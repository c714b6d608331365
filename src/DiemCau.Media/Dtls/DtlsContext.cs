namespace DiemCau.Media.Dtls;

/// <summary>What all DTLS sessions of a process share: certificate, ciphers, SRTP profiles. Safe from any thread.</summary>
internal sealed class DtlsContext : IDisposable
{
    public DtlsContext(DtlsCertificate certificate) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
