using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static DiemCau.Media.Interop.OpenSsl.Bio;
using static DiemCau.Media.Interop.OpenSsl.Ssl;

namespace DiemCau.Media.Interop.OpenSsl;

/// <summary>What a call into the TLS state machine led to.</summary>
internal enum SslStep { Done, NeedsInput, ClosedByPeer, Failed }

/// <summary>An SSL between two memory BIOs. Used by one thread at a time.</summary>
internal sealed unsafe class SslConnection : SafeHandleZeroOrMinusOneIsInvalid
{
    private const uint FirstTimeoutMicroseconds = 50_000;
    private const uint LastTimeoutMicroseconds = 3_000_000;

    // Owned by the SSL.
    private readonly nint _in;
    private readonly nint _out;

    /// <param name="mtu">Bytes of the longest record; without one, NO_QUERY_MTU makes every flight fail.</param>
    public SslConnection(SslContext context, bool accept, int mtu)
        : base(ownsHandle: true)
    {
        bool held = false;
        context.DangerousAddRef(ref held);
        try
        {
            SetHandle(SSL_new(context.DangerousGetHandle())); // takes its own reference to the context
        }
        finally
        {
            context.DangerousRelease();
        }

        if (IsInvalid)
        {
            throw OpenSslErrors.Failure("SSL_new");
        }

        _in = BIO_new(BIO_s_mem());
        _out = BIO_new(BIO_s_mem());
        SSL_set_bio(handle, _in, _out);
        if (accept)
        {
            SSL_set_accept_state(handle);
        }
        else
        {
            SSL_set_connect_state(handle);
        }

        SSL_ctrl(handle, SSL_CTRL_SET_MTU, mtu, null);
        DTLS_set_timer_cb(handle, &NextTimeout);
    }

    public SslStep Handshake()
    {
        OpenSslErrors.Clear();
        return Step(SSL_do_handshake(handle));
    }

    /// <summary>Reads what the peer sent and forgets it: only alerts and repeated flights matter after the handshake.</summary>
    public SslStep Discard()
    {
        byte* nowhere = stackalloc byte[512];
        OpenSslErrors.Clear();
        return Step(SSL_read(handle, nowhere, 512));
    }

    public void Shutdown()
    {
        OpenSslErrors.Clear();
        _ = SSL_shutdown(handle);
    }

    /// <summary>Repeats the last flight when it is due. False when it has been repeated too often.</summary>
    public bool HandleTimeout()
    {
        OpenSslErrors.Clear();
        return SSL_ctrl(handle, DTLS_CTRL_HANDLE_TIMEOUT, 0, null) >= 0;
    }

    public long? MicrosecondsUntilTimeout()
    {
        timeval left;
        return SSL_ctrl(handle, DTLS_CTRL_GET_TIMEOUT, 0, &left) == 1 ? ((long)left.tv_sec * 1_000_000) + left.tv_usec : null;
    }

    /// <summary>Makes a datagram the only input; what was left of the one before is forgotten, as on a real socket.</summary>
    public void SetInput(ReadOnlySpan<byte> datagram)
    {
        BIO_ctrl(_in, BIO_CTRL_RESET, 0, null);
        fixed (byte* d = datagram)
        {
            _ = BIO_write(_in, d, datagram.Length);
        }
    }

    public int OutputLength => (int)BIO_ctrl(_out, BIO_CTRL_PENDING, 0, null);

    public int ReadOutput(Span<byte> destination)
    {
        fixed (byte* d = destination)
        {
            return Math.Max(0, BIO_read(_out, d, destination.Length));
        }
    }

    /// <summary>The peer's certificate as DER; empty when it sent none.</summary>
    public byte[] PeerCertificate()
    {
        nint x509 = SSL_get1_peer_certificate(handle);
        if (x509 == 0)
        {
            return [];
        }

        try
        {
            var der = new byte[Math.Max(0, i2d_X509(x509, null))];
            fixed (byte* d = der)
            {
                byte* end = d;
                return i2d_X509(x509, &end) == der.Length ? der : throw OpenSslErrors.Failure("i2d_X509");
            }
        }
        finally
        {
            X509_free(x509);
        }
    }

    /// <summary>The number of the negotiated SRTP profile; null when the peer supports none of ours.</summary>
    public int? SrtpProfile()
    {
        SRTP_PROTECTION_PROFILE* profile = SSL_get_selected_srtp_profile(handle);
        return profile is null ? null : (int)profile->id;
    }

    public void ExportKeyingMaterial(ReadOnlySpan<byte> label, Span<byte> material)
    {
        fixed (byte* l = label, m = material)
        {
            if (SSL_export_keying_material(handle, m, (nuint)material.Length, l, (nuint)label.Length, null, 0, 0) != 1)
            {
                throw OpenSslErrors.Failure("SSL_export_keying_material");
            }
        }
    }

    /// <summary>50 ms doubling to 3 s: a meeting's start must not wait for the whole second that RFC 6347 §4.2.4.1 begins with.</summary>
    [UnmanagedCallersOnly]
    private static uint NextTimeout(nint ssl, uint previous) =>
        previous == 0 ? FirstTimeoutMicroseconds : Math.Min(previous * 2, LastTimeoutMicroseconds);

    private SslStep Step(int result)
    {
        if (result > 0)
        {
            return SslStep.Done;
        }

        return SSL_get_error(handle, result) switch
        {
            SSL_ERROR_WANT_READ => SslStep.NeedsInput,
            SSL_ERROR_ZERO_RETURN => SslStep.ClosedByPeer,
            _ => SslStep.Failed,
        };
    }

    protected override bool ReleaseHandle()
    {
        SSL_free(handle);
        return true;
    }
}
