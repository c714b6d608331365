using DiemCau.Media.Srtp;

namespace DiemCau.Media.Dtls;

internal enum DtlsRole { Server, Client }

internal enum DtlsState { Handshaking, Connected, Closed, Failed }

/// <summary>One DTLS-SRTP association (RFC 5764) without sockets: datagrams in, datagrams out. Used by one thread at a time.</summary>
internal sealed class DtlsSession : IDisposable
{
    public DtlsSession(DtlsContext context, DtlsRole role) => throw new NotImplementedException();

    public DtlsState State => throw new NotImplementedException();

    /// <summary>Sends the ClientHello of a client.</summary>
    public void Start() => throw new NotImplementedException();

    /// <summary>Takes one datagram of the peer. Bad input changes <see cref="State"/> at most; it never throws.</summary>
    public void Handle(ReadOnlySpan<byte> datagram) => throw new NotImplementedException();

    /// <summary>Takes the next datagram to send, of at most 1200 bytes.</summary>
    public bool TryTakeDatagram(Span<byte> destination, out int length) => throw new NotImplementedException();

    /// <summary>How long until <see cref="HandleTimeout"/> is due; null when nothing awaits an answer.</summary>
    public long? MicrosecondsUntilTimeout => throw new NotImplementedException();

    /// <summary>Repeats the last flight when it is due.</summary>
    public void HandleTimeout() => throw new NotImplementedException();

    /// <summary>SHA-256 of the peer's certificate, "AA:BB:…". Only once connected.</summary>
    public string PeerFingerprint => throw new NotImplementedException();

    /// <summary>Whether the peer's certificate is the one its signalling announced. Keys must not be used before this is true.</summary>
    /// <param name="hash">The hash function's name in a=fingerprint: "sha-256", "sha-384" or "sha-512".</param>
    public bool PeerHasFingerprint(string hash, string fingerprint) => throw new NotImplementedException();

    public SrtpProfile Profile => throw new NotImplementedException();

    /// <summary>The SRTP keys of both directions, seen from this side. Only once connected.</summary>
    public SrtpKeys ExportKeys() => throw new NotImplementedException();

    /// <summary>Queues a close_notify.</summary>
    public void Close() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
