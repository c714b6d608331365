using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DiemCau.Media.Dtls;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Dtls;

/// <summary>Against the openssl command over real UDP: it prints the keying material that it exports, which must be ours.</summary>
public sealed partial class DtlsAgainstOpenSslTests : IDisposable
{
    private const int KeyingMaterialGcm = 2 * (16 + 12);
    private const int KeyingMaterialCm = 2 * (16 + 14);

    private readonly DtlsContext _context = new(DtlsCertificate.Generate(TimeProvider.System));
    private readonly UdpSocket _socket = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
    private readonly PacketPool _pool = new(64);
    private readonly SendBatch _batch = new();
    private readonly Epoll _epoll = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("dtls").FullName;

    public DtlsAgainstOpenSslTests() => _epoll.Add(_socket.Handle, 0);

    [Theory]
    [InlineData("SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80", (int)SrtpProfile.AeadAes128Gcm, KeyingMaterialGcm)]
    [InlineData("SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM", (int)SrtpProfile.AeadAes128Gcm, KeyingMaterialGcm)]
    [InlineData("SRTP_AES128_CM_SHA1_80", (int)SrtpProfile.Aes128CmHmacSha1_80, KeyingMaterialCm)]
    public async Task S_client_connects_to_our_server(string profiles, int profile, int materialLength)
    {
        MakeCertificate();
        using var session = new DtlsSession(_context, DtlsRole.Server);
        using Process openssl = Start(
            "s_client", "-dtls1_2", "-connect", $"127.0.0.1:{_socket.LocalEndpoint.Port}", "-cert", "c.pem", "-key", "k.pem",
            "-use_srtp", profiles, "-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", $"{materialLength}");
        Task<string> text = openssl.StandardOutput.ReadToEndAsync();

        Serve(session, null);

        Assert.Equal(DtlsState.Connected, session.State);
        Assert.Equal((SrtpProfile)profile, session.Profile);
        SrtpKeys keys = session.ExportKeys();
        openssl.StandardInput.Close();
        Assert.True(openssl.WaitForExit(5000));
        Assert.Equal(
            Convert.ToHexString([.. keys.RemoteKey, .. keys.LocalKey, .. keys.RemoteSalt, .. keys.LocalSalt]),
            KeyingMaterial(await text));
    }

    [Fact]
    public void A_client_without_SRTP_is_refused()
    {
        MakeCertificate();
        using var session = new DtlsSession(_context, DtlsRole.Server);
        using Process openssl = Start(
            "s_client", "-dtls1_2", "-connect", $"127.0.0.1:{_socket.LocalEndpoint.Port}", "-cert", "c.pem", "-key", "k.pem");
        Serve(session, null);
        Assert.Equal(DtlsState.Failed, session.State);
        openssl.StandardInput.Close();
        openssl.WaitForExit(5000);
    }

    [Fact]
    public void A_client_without_a_certificate_is_refused()
    {
        using var session = new DtlsSession(_context, DtlsRole.Server);
        using Process openssl = Start(
            "s_client", "-dtls1_2", "-connect", $"127.0.0.1:{_socket.LocalEndpoint.Port}", "-use_srtp", "SRTP_AEAD_AES_128_GCM");
        Serve(session, null);
        Assert.Equal(DtlsState.Failed, session.State);
        openssl.StandardInput.Close();
        openssl.WaitForExit(5000);
    }

    [Fact]
    public void Our_client_connects_to_s_server()
    {
        MakeCertificate();
        int port;
        using (UdpSocket probe = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false))
        {
            port = probe.LocalEndpoint.Port;
        }

        using Process openssl = Start(
            "s_server", "-dtls1_2", "-accept", $"127.0.0.1:{port}", "-cert", "c.pem", "-key", "k.pem", "-verify", "1",
            "-use_srtp", "SRTP_AEAD_AES_128_GCM", "-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", $"{KeyingMaterialGcm}");
        var printed = new StringBuilder();
        openssl.OutputDataReceived += (_, line) =>
        {
            lock (printed)
            {
                printed.AppendLine(line.Data);
            }
        };
        openssl.BeginOutputReadLine();
        WaitFor(() => Text().Contains("ACCEPT", StringComparison.Ordinal));

        using var session = new DtlsSession(_context, DtlsRole.Client);
        session.Start();
        Serve(session, new PeerAddress([127, 0, 0, 1], (ushort)port));

        Assert.Equal(DtlsState.Connected, session.State);
        SrtpKeys keys = session.ExportKeys();
        WaitFor(() => KeyingMaterialPattern().IsMatch(Text()));
        Assert.Equal(
            Convert.ToHexString([.. keys.LocalKey, .. keys.RemoteKey, .. keys.LocalSalt, .. keys.RemoteSalt]),
            KeyingMaterial(Text()));
        openssl.Kill();

        string Text()
        {
            lock (printed)
            {
                return printed.ToString();
            }
        }
    }

    private void Serve(DtlsSession session, PeerAddress? peer)
    {
        var into = new PacketBuffer?[8];
        long deadline = Environment.TickCount64 + 5000;
        Send();
        while (session.State == DtlsState.Handshaking && Environment.TickCount64 < deadline)
        {
            long wait = Math.Min(session.MicrosecondsUntilTimeout ?? 100_000, 100_000);
            _epoll.Wait(new int[1], (int)(wait / 1000) + 1);
            int count = _socket.Receive(_pool, into, 0);
            foreach (PacketBuffer? packet in into.AsSpan(0, count))
            {
                peer = packet!.From;
                session.Handle(packet.Span);
                packet.Release();
            }

            session.HandleTimeout();
            Send();
        }

        void Send()
        {
            while (peer is { } to && session.TryTakeDatagram(_batch.Reserve(DtlsSession.Mtu), out int length))
            {
                _batch.Commit(to, length);
            }

            _batch.Flush(_socket);
        }
    }

    private void MakeCertificate()
    {
        using Process made = Start(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem", "-out", "c.pem",
            "-subj", "/CN=peer", "-days", "2");
        Assert.True(made.WaitForExit(5000));
        Assert.Equal(0, made.ExitCode);
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("openssl", arguments)
    {
        WorkingDirectory = _folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string KeyingMaterial(string text) => KeyingMaterialPattern().Match(text).Groups[1].Value;

    [GeneratedRegex("Keying material: ([0-9A-F]+)")]
    private static partial Regex KeyingMaterialPattern();

    private static void WaitFor(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, 5000));

    public void Dispose()
    {
        _context.Dispose();
        _socket.Dispose();
        _batch.Dispose();
        _epoll.Dispose();
        _pool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
