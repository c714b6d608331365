using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>Which certificates of the mail server are believed: the machine's authorities', or those of one authority only.</summary>
internal static class SmtpTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1"; // RFC 5280 section 4.2.1.12

    /// <exception cref="System.Security.Cryptography.CryptographicException">The authority's file holds no certificate.</exception>
    public static RemoteCertificateValidationCallback Of(MailServerOptions server)
    {
        if (server.TrustAnyCertificate)
        {
#pragma warning disable CA5359 // the administrator has said so for this server, and the log says so at each start
            return (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        if (server.AuthorityFile is not { } file)
        {
            return (_, _, _, errors) => errors == SslPolicyErrors.None;
        }

        // Read at each connection: an authority's certificate that is replaced counts without a restart.
        var authority = new X509Certificate2Collection();
        authority.ImportFromPemFile(file);
        return (_, certificate, sent, errors) =>
            certificate is X509Certificate2 own && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && LeadsTo(authority, own, sent);
    }

    private static bool LeadsTo(X509Certificate2Collection authority, X509Certificate2 own, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a closed network has nowhere to ask
        chain.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(own);
    }
}
