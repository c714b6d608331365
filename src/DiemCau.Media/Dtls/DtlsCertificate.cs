namespace DiemCau.Media.Dtls;

/// <summary>A self-signed ECDSA P-256 certificate, trusted only through its fingerprint in the signalling (RFC 8122).</summary>
internal sealed class DtlsCertificate
{
    public static DtlsCertificate Generate(TimeProvider time) => throw new NotImplementedException();

    /// <summary>SHA-256 of the DER, as a=fingerprint writes it: "AA:BB:…".</summary>
    public string Fingerprint => throw new NotImplementedException();
}
