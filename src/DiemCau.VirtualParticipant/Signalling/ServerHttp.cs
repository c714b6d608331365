namespace DiemCau.VirtualParticipant.Signalling;

/// <summary>HTTP to a server.</summary>
public static class ServerHttp
{
    /// <summary>A client with its own cookies. Dispose it.</summary>
    public static HttpClient For(Uri server) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = ServerCertificate.IsAcceptable },
        MaxConnectionsPerServer = 16,
    })
    {
        BaseAddress = server,
    };
}
