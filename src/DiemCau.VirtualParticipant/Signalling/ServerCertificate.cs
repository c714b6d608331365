using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DiemCau.VirtualParticipant.Signalling;

internal static class ServerCertificate
{
    /// <summary>
    /// A virtual participant is a tool of tests, benchmarks and demonstrations against an installation that usually still has its own
    /// generated certificate; nothing it says or hears is confidential, so it talks to any
    /// server that shows a certificate at all.
    /// </summary>
    public static bool IsAcceptable(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0;
}
