using DiemCau.Media.Dtls;
using DiemCau.Media.Srtp;
using Xunit.Abstractions;

namespace DiemCau.Media.Tests.Dtls;

public sealed class DtlsSessionTests(ITestOutputHelper output) : IDisposable
{
    private readonly DtlsContext _serverContext = new(DtlsCertificate.Generate(TimeProvider.System));
    private readonly DtlsContext _clientContext = new(DtlsCertificate.Generate(TimeProvider.System));

    [Fact]
    public void Both_ends_agree_on_keys_and_know_each_other_by_fingerprint()
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        Connect(server, client);

        Assert.Equal(_clientContext.Certificate.Fingerprint, server.PeerFingerprint);
        Assert.Equal(_serverContext.Certificate.Fingerprint, client.PeerFingerprint);
        Assert.True(server.PeerHasFingerprint("SHA-256", _clientContext.Certificate.Fingerprint.ToLowerInvariant()));
        Assert.False(server.PeerHasFingerprint("sha-256", _serverContext.Certificate.Fingerprint));
        Assert.False(server.PeerHasFingerprint("sha-1", "AA:BB"));
        Assert.Equal(SrtpProfile.AeadAes128Gcm, server.Profile);
        Assert.Equal(SrtpProfile.AeadAes128Gcm, client.Profile);

        SrtpKeys ours = server.ExportKeys();
        SrtpKeys theirs = client.ExportKeys();
        Assert.Equal(ours.LocalKey, theirs.RemoteKey);
        Assert.Equal(ours.LocalSalt, theirs.RemoteSalt);
        Assert.Equal(ours.RemoteKey, theirs.LocalKey);
        Assert.Equal(ours.RemoteSalt, theirs.LocalSalt);
        Assert.NotEqual(ours.LocalKey, ours.RemoteKey);
        Assert.Equal((16, 12), (ours.LocalKey.Length, ours.LocalSalt.Length));
    }

    [Fact]
    public void A_close_is_heard_at_the_other_end()
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        Connect(server, client);
        client.Close();
        Assert.Equal(DtlsState.Closed, client.State);
        Deliver(client, server);
        Assert.Equal(DtlsState.Closed, server.State);
    }

    [Fact]
    public void Datagrams_fit_the_MTU_and_hold_whole_records()
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        client.Start();
        var datagram = new byte[DtlsSession.Mtu];
        for (int flight = 0; flight < 6; flight++)
        {
            foreach ((DtlsSession from, DtlsSession to) in new[] { (client, server), (server, client) })
            {
                while (from.TryTakeDatagram(datagram, out int length))
                {
                    int at = 0;
                    while (at < length)
                    {
                        at += 13 + ((datagram[at + 11] << 8) | datagram[at + 12]);
                    }

                    Assert.Equal(length, at);
                    to.Handle(datagram.AsSpan(0, length));
                }
            }
        }

        Assert.Equal(DtlsState.Connected, server.State);
    }

    /// <summary>A network that loses, doubles and reorders datagrams by a seed; lost flights come again by the 50 ms timer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_handshake_survives_loss_duplication_and_reordering(int seed)
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        var network = new BadNetwork(seed, loss: 0.4, duplicate: 0.2);
        long deadline = Environment.TickCount64 + 10_000;
        client.Start();
        while ((server.State, client.State) != (DtlsState.Connected, DtlsState.Connected))
        {
            Assert.True(Environment.TickCount64 < deadline, $"server {server.State}, client {client.State}");
            network.Carry(client, server);
            network.Carry(server, client);
            long wait = Math.Min(server.MicrosecondsUntilTimeout ?? 10_000, client.MicrosecondsUntilTimeout ?? 10_000);
            if (wait > 0)
            {
                Thread.CurrentThread.Join(TimeSpan.FromMicroseconds(Math.Min(wait, 10_000)));
            }

            server.HandleTimeout();
            client.HandleTimeout();
        }

        Assert.Equal(server.ExportKeys().LocalKey, client.ExportKeys().RemoteKey);
        output.WriteLine($"seed {seed}: {network.Lost} of {network.Sent} datagrams lost");
    }

    [Fact]
    public void Garbage_changes_the_state_at_most()
    {
        var random = new SeededRandom(7);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        client.Start();
        var hello = new byte[DtlsSession.Mtu];
        Assert.True(client.TryTakeDatagram(hello, out int length));

        for (int round = 0; round < 300; round++)
        {
            using DtlsSession server = new(_serverContext, DtlsRole.Server);
            byte[] bad = hello.AsSpan(0, length).ToArray();
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                bad[random.Next(0, bad.Length)] = (byte)random.Next(0, 256);
            }

            server.Handle(bad.AsSpan(0, random.Next(0, bad.Length + 1)));
            server.Handle(hello.AsSpan(0, length));
            Assert.NotEqual(DtlsState.Connected, server.State);
            Assert.True(TakeAll(server) < 20);
        }
    }

    [Fact]
    public void Garbage_does_not_hurt_a_connected_session()
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        using DtlsSession client = new(_clientContext, DtlsRole.Client);
        Connect(server, client);
        var random = new SeededRandom(11);
        for (int round = 0; round < 1000; round++)
        {
            var bad = new byte[random.Next(1, 1500)];
            for (int i = 0; i < bad.Length; i++)
            {
                bad[i] = (byte)random.Next(0, 256);
            }

            bad[0] = (byte)random.Next(20, 26);
            server.Handle(bad);
        }

        server.Handle("\u0015\u00FE\u00FD"u8);
        Assert.Equal(DtlsState.Connected, server.State);
    }

    [Fact]
    public void Keys_are_not_given_before_the_handshake_has_finished()
    {
        using DtlsSession server = new(_serverContext, DtlsRole.Server);
        Assert.Throws<InvalidOperationException>(() => server.ExportKeys());
        Assert.Throws<InvalidOperationException>(() => server.PeerFingerprint);
        Assert.False(server.PeerHasFingerprint("sha-256", _clientContext.Certificate.Fingerprint));
    }

    internal static void Connect(DtlsSession server, DtlsSession client)
    {
        client.Start();
        for (int flight = 0; flight < 6; flight++)
        {
            Deliver(client, server);
            Deliver(server, client);
        }

        Assert.Equal(DtlsState.Connected, server.State);
        Assert.Equal(DtlsState.Connected, client.State);
        Assert.Null(server.MicrosecondsUntilTimeout);
    }

    private static void Deliver(DtlsSession from, DtlsSession to)
    {
        var datagram = new byte[DtlsSession.Mtu];
        while (from.TryTakeDatagram(datagram, out int length))
        {
            to.Handle(datagram.AsSpan(0, length));
        }
    }

    private static int TakeAll(DtlsSession session)
    {
        var datagram = new byte[DtlsSession.Mtu];
        int count = 0;
        while (session.TryTakeDatagram(datagram, out _))
        {
            count++;
        }

        return count;
    }

    public void Dispose()
    {
        _serverContext.Dispose();
        _clientContext.Dispose();
    }
}
