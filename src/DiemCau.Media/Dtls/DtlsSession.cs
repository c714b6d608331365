using System.Security.Cryptography;
using DiemCau.Media.Interop.OpenSsl;
using DiemCau.Media.Srtp;

namespace DiemCau.Media.Dtls;

internal enum DtlsRole { Server, Client }

internal enum DtlsState { Handshaking, Connected, Closed, Failed }

/// <summary>
/// One DTLS-SRTP association (RFC 5764) without sockets: datagrams in, datagrams out. Used by one thread at a time.
/// Only the retransmission timer reads a clock, inside OpenSSL. A handshake costs about 0.35 ms of CPU, so it does not belong into the
/// packet loop; a session holds some 72 KiB.
/// </summary>
internal sealed class DtlsSession : IDisposable
{
    /// <summary>Fits every path that carries IPv6 (1280 bytes), with room for tunnels.</summary>
    public const int Mtu = 1200;

    /// <summary>Ours is 1200 and browsers' 1500; longer input is not DTLS of anybody we talk to.</summary>
    private const int MaximumInput = 2048;

    private readonly SslConnection _ssl;
    private readonly DtlsRole _role;
    private readonly DtlsFlight _flight = new();
    private byte[] _peerCertificate = [];
    private SrtpProfile _profile;

    public DtlsSession(DtlsContext context, DtlsRole role)
    {
        _role = role;
        _ssl = new SslConnection(context.Ssl, accept: role == DtlsRole.Server, Mtu);
    }

    public DtlsState State { get; private set; }

    /// <summary>Sends the ClientHello of a client.</summary>
    public void Start()
    {
        if (_role == DtlsRole.Client && State == DtlsState.Handshaking)
        {
            Advance();
        }
    }

    /// <summary>Takes one datagram of the peer. Bad input changes <see cref="State"/> at most; it never throws.</summary>
    public void Handle(ReadOnlySpan<byte> datagram)
    {
        if (State is DtlsState.Closed or DtlsState.Failed || datagram.Length is 0 or > MaximumInput)
        {
            return;
        }

        _ssl.SetInput(datagram);
        Advance();
    }

    /// <summary>Takes the next datagram to send, of at most <see cref="Mtu"/> bytes.</summary>
    public bool TryTakeDatagram(Span<byte> destination, out int length) => _flight.TryTake(destination, Mtu, out length);

    /// <summary>How long until <see cref="HandleTimeout"/> is due, from this moment; null when nothing awaits an answer.</summary>
    public long? MicrosecondsUntilTimeout => State == DtlsState.Handshaking ? _ssl.MicrosecondsUntilTimeout() : null;

    /// <summary>Repeats the last flight when it is due; does nothing before. After a dozen repeats the session has failed.</summary>
    public void HandleTimeout()
    {
        if (State != DtlsState.Handshaking)
        {
            return;
        }

        if (!_ssl.HandleTimeout())
        {
            State = DtlsState.Failed;
        }

        Collect();
    }

    /// <summary>SHA-256 of the peer's certificate, "AA:BB:…". Only once connected.</summary>
    public string PeerFingerprint
    {
        get
        {
            RequireConnected();
            return DtlsFingerprint.Format(SHA256.HashData(_peerCertificate));
        }
    }

    /// <summary>Whether the peer's certificate is the one its signalling announced. Keys must not be used before this is true.</summary>
    /// <param name="hash">The hash function's name in a=fingerprint: "sha-256", "sha-384" or "sha-512".</param>
    public bool PeerHasFingerprint(string hash, string fingerprint) => DtlsFingerprint.Matches(_peerCertificate, hash, fingerprint);

    /// <summary>Only once connected.</summary>
    public SrtpProfile Profile
    {
        get
        {
            RequireConnected();
            return _profile;
        }
    }

    /// <summary>The SRTP keys of both directions, seen from this side (RFC 5764 §4.2). Only once connected.</summary>
    public SrtpKeys ExportKeys()
    {
        RequireConnected();
        int key = SrtpProfileSizes.KeyLength;
        int salt = _profile.SaltLength;
        Span<byte> material = stackalloc byte[2 * (key + salt)];
        _ssl.ExportKeyingMaterial("EXTRACTOR-dtls_srtp"u8, material);
        byte[] clientKey = material[..key].ToArray();
        byte[] serverKey = material.Slice(key, key).ToArray();
        byte[] clientSalt = material.Slice(2 * key, salt).ToArray();
        byte[] serverSalt = material[(2 * key + salt)..].ToArray();
        CryptographicOperations.ZeroMemory(material);
        return _role == DtlsRole.Client
            ? new SrtpKeys(_profile, clientKey, clientSalt, serverKey, serverSalt)
            : new SrtpKeys(_profile, serverKey, serverSalt, clientKey, clientSalt);
    }

    /// <summary>Queues a close_notify when connected, and closes.</summary>
    public void Close()
    {
        if (State == DtlsState.Connected)
        {
            _ssl.Shutdown();
            Collect();
        }

        if (State != DtlsState.Failed)
        {
            State = DtlsState.Closed;
        }
    }

    private void Advance()
    {
        if (State == DtlsState.Handshaking)
        {
            SslStep step = _ssl.Handshake();
            State = step switch
            {
                SslStep.Done => Connected(),
                SslStep.NeedsInput => DtlsState.Handshaking,
                SslStep.ClosedByPeer => DtlsState.Closed,
                _ => DtlsState.Failed,
            };
        }

        while (State == DtlsState.Connected)
        {
            SslStep step = _ssl.Discard();
            if (step == SslStep.NeedsInput)
            {
                break;
            }

            State = step switch
            {
                SslStep.Done => DtlsState.Connected,
                SslStep.ClosedByPeer => DtlsState.Closed,
                _ => DtlsState.Failed,
            };
        }

        Collect();
    }

    private DtlsState Connected()
    {
        _peerCertificate = _ssl.PeerCertificate();
        if (_ssl.SrtpProfile() is not { } number || _peerCertificate.Length == 0)
        {
            return DtlsState.Failed; // DTLS without SRTP is of no use here
        }

        _profile = (SrtpProfile)number;
        return DtlsState.Connected;
    }

    private void Collect()
    {
        int length = _ssl.OutputLength;
        if (length > 0)
        {
            _ssl.ReadOutput(_flight.Append(length));
        }
    }

    private void RequireConnected()
    {
        if (State is not (DtlsState.Connected or DtlsState.Closed) || _peerCertificate.Length == 0)
        {
            throw new InvalidOperationException("The DTLS handshake has not finished.");
        }
    }

    public void Dispose() => _ssl.Dispose();
}
