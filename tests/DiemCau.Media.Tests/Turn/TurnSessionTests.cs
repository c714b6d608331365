using System.Net;
using DiemCau.Media.Ice;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Turn;

public sealed class TurnSessionTests : IDisposable
{
    private const ushort Unheard = 0x0077; // must be understood, and is not

    private static readonly PeerAddress Engine = At("10.1.2.3", 10000);
    private static readonly PeerAddress SecondEngine = At("203.0.113.7", 10000);
    private static readonly PeerAddress Relayed = At("198.18.0.1", 49152);
    private static readonly PeerAddress RelayedV6 = At("100::1", 49152);

    private readonly TurnCredentials _credentials = new(new byte[32]);
    private readonly TurnQuota _quota = new();
    private readonly TurnSession _session;
    private readonly TurnClient _client;

    public TurnSessionTests()
    {
        _session = NewSession();
        _client = NewClient(_session);
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_client_with_credentials_gets_a_relayed_address_and_its_own()
    {
        Assert.Equal(0, _client.Allocate());

        Assert.True(StunMessage.TryParse(_client.LastAnswer, out var answer));
        Assert.True(answer.ReadXorAddress(_client.Attribute(StunAttribute.XorRelayedAddress), out var relayed));
        Assert.Equal((Relayed, At("192.0.2.1", 5000), 600u), (relayed, answer.XorMappedAddress!.Value, _client.Lifetime));
        Assert.True(_session.IsAllocated(_client.Now.Microseconds));
    }

    [Fact]
    public void Nobody_gets_anything_without_credentials()
    {
        Assert.Equal(401, _client.RequestOnce(TurnMethod.Allocate, [(StunAttribute.RequestedTransport, TurnClient.Transport(17))]));
        Assert.NotNull(_client.Attribute(StunAttribute.Nonce));
        Assert.Equal("diemcau"u8.ToArray(), _client.Attribute(StunAttribute.Realm));
        Assert.Equal(401, new TurnClient(_session, "1800000600:site", "guessed").Allocate());
        Assert.Equal(401, new TurnClient(_session, "not ours", "guessed").Allocate());
        Assert.False(_session.IsAllocated(_client.Now.Microseconds));
    }

    [Fact]
    public void Credentials_run_out_but_not_under_an_allocation()
    {
        var (username, password) = _credentials.Issue("site", TurnClient.Start.UnixSeconds + 60);
        var guest = new TurnClient(_session, username, password);
        Assert.Equal(0, guest.Allocate());

        guest.Now = guest.Now with { UnixSeconds = guest.Now.UnixSeconds + 61 };
        Assert.Equal(0, guest.Request(TurnMethod.Refresh, []));
        Assert.Equal(0, guest.Request(TurnMethod.Refresh, [(StunAttribute.Lifetime, TurnClient.Number(0))]));
        Assert.Equal(401, guest.Allocate());
    }

    [Fact]
    public void The_relay_reaches_the_engine_and_nothing_else()
    {
        _client.Allocate();

        Assert.Equal(0, _client.Permit(Engine));
        Assert.Equal(0, _client.Permit(At("10.1.2.3", 22))); // a permission is for an address; only the engine's port is ever reached
        foreach (var forbidden in new[] { "10.1.2.4", "127.0.0.1", "8.8.8.8", "169.254.169.254", "198.18.0.2" })
        {
            Assert.Equal(403, _client.Permit(At(forbidden, 10000)));
            Assert.Equal(403, _client.Permit(Engine, At(forbidden, 10000)));
            Assert.Equal(403, _client.Bind(0x4001, At(forbidden, 10000)));
            Assert.Equal(-1, _client.Indicate(At(forbidden, 10000), [1]).Peer);
        }

        Assert.Equal(403, _client.Bind(0x4001, At("10.1.2.3", 22)));
        Assert.Equal(-1, _client.Indicate(At("10.1.2.3", 22), [1]).Peer);
        AssertRelayed(0, [1, 2, 3], _client.Indicate(Engine, [1, 2, 3]));
    }

    [Fact]
    public void One_forbidden_peer_leaves_the_whole_request_without_effect()
    {
        _client.Allocate();
        Assert.Equal(403, _client.Permit(Engine, At("8.8.8.8", 53)));
        Assert.Equal(-1, _client.Indicate(Engine, [1]).Peer);
    }

    [Fact]
    public void Nothing_is_relayed_before_a_permission_or_after_it_has_run_out()
    {
        _client.Allocate((StunAttribute.Lifetime, TurnClient.Number(3600)));
        Assert.Equal(-1, _client.Indicate(Engine, [1]).Peer);
        Assert.Null(Wrap(0));

        _client.Permit(Engine);
        Assert.Equal(0, _client.Indicate(Engine, [1]).Peer);
        Assert.NotNull(Wrap(0));

        Pass(seconds: 301);
        Assert.Equal(-1, _client.Indicate(Engine, [1]).Peer);
        Assert.Null(Wrap(0));
    }

    [Fact]
    public void A_bound_channel_carries_data_both_ways_with_its_padding()
    {
        _client.Allocate();
        Assert.Equal(0, _client.Bind(0x4ABC, SecondEngine));

        AssertRelayed(1, [9, 8, 7, 6, 5], _client.ChannelData(0x4ABC, [9, 8, 7, 6, 5]));
        Assert.Equal(-1, _client.ChannelData(0x4ABD, [1]).Peer);
        Assert.Equal([0x4A, 0xBC, 0, 5, 1, 2, 3, 4, 5, 0, 0, 0], Wrap(1, 1, 2, 3, 4, 5));
    }

    [Fact]
    public void What_comes_from_a_peer_without_a_channel_is_a_Data_indication()
    {
        _client.Allocate();
        _client.Permit(SecondEngine);

        Assert.True(StunMessage.TryParse(Wrap(1, 1, 2, 3), out var indication));
        Assert.Equal((StunClass.Indication, TurnMethod.Data), (indication.Class, indication.Method));
        var request = new TurnRequest(indication);
        var peers = request.Peers;
        Assert.True(peers.TryRead(out var peer));
        Assert.Equal(SecondEngine, peer);
        Assert.Equal([1, 2, 3], request.Data.ToArray());
    }

    [Theory]
    [InlineData(0x3FFF)]
    [InlineData(0x5000)]
    [InlineData(0x0000)]
    public void A_channel_number_outside_its_range_is_refused(ushort number)
    {
        _client.Allocate();
        Assert.Equal(400, _client.Bind(number, Engine));
    }

    [Fact]
    public void A_channel_and_a_peer_belong_to_each_other()
    {
        _client.Allocate();
        Assert.Equal(0, _client.Bind(0x4000, Engine));
        Assert.Equal(400, _client.Bind(0x4001, Engine));
        Assert.Equal(400, _client.Bind(0x4000, SecondEngine));
        Assert.Equal(0, _client.Bind(0x4000, Engine));
        Assert.Equal(0, _client.Bind(0x4001, SecondEngine));
    }

    [Fact]
    public void Requests_that_make_no_sense_are_refused_by_their_code()
    {
        Assert.Equal(437, _client.Permit(Engine));
        Assert.Equal(437, _client.Request(TurnMethod.Refresh, []));
        Assert.Equal(400, _client.Request(TurnMethod.Allocate, []));
        Assert.Equal(442, _client.Request(TurnMethod.Allocate, [(StunAttribute.RequestedTransport, TurnClient.Transport(6))]));
        Assert.Equal(440, _client.Allocate((StunAttribute.RequestedAddressFamily, [9, 0, 0, 0])));
        Assert.Equal(508, _client.Allocate((StunAttribute.EvenPort, [0x80])));
        Assert.Equal(508, _client.Allocate((StunAttribute.ReservationToken, new byte[8])));
        Assert.Equal(420, _client.Allocate((Unheard, [])));
        Assert.Equal([0, (byte)Unheard], _client.Attribute(StunAttribute.UnknownAttributes));

        Assert.Equal(0, _client.Allocate((StunAttribute.EvenPort, [0]), (StunAttribute.DontFragment, [])));
        Assert.Equal(437, _client.Allocate());
        Assert.Equal(400, _client.Permit());
        Assert.Equal(443, _client.Permit(At("2001:db8::1", 10000)));
        Assert.Equal(400, _client.Request(0x0A, []));
    }

    [Fact]
    public void An_IPv6_allocation_reaches_IPv6_addresses_of_the_engine()
    {
        var engine = At("2001:db8::5", 10000);
        using var six = NewSession(engine, Engine);
        var guest = NewClient(six);
        Assert.Equal(0, guest.Allocate((StunAttribute.RequestedAddressFamily, [TurnRequest.IPv6, 0, 0, 0])));
        Assert.Equal(RelayedV6, six.Relayed);
        Assert.Equal(443, guest.Permit(Engine));
        Assert.Equal(0, guest.Bind(0x4000, engine));
        Assert.Equal(0, guest.ChannelData(0x4000, [1]).Peer);
    }

    [Fact]
    public void Another_user_cannot_touch_an_allocation()
    {
        _client.Allocate();
        var (username, password) = _credentials.Issue("somebody-else", TurnClient.Start.UnixSeconds + 600);
        Assert.Equal(441, new TurnClient(_session, username, password).Request(TurnMethod.Refresh, []));
    }

    [Fact]
    public void A_nonce_grows_stale_and_is_replaced()
    {
        _client.Allocate((StunAttribute.Lifetime, TurnClient.Number(uint.MaxValue)));
        Assert.Equal(3600u, _client.Lifetime);
        Pass(seconds: 3599);
        Assert.Equal(0, _client.RequestOnce(TurnMethod.Refresh, []));
        Pass(seconds: 2);
        Assert.Equal(438, _client.RequestOnce(TurnMethod.Refresh, []));
        Assert.Equal(0, _client.RequestOnce(TurnMethod.Refresh, []));
    }

    [Fact]
    public void An_allocation_ends_with_its_lifetime_or_when_it_is_given_back()
    {
        _client.Allocate();
        _client.Bind(0x4000, Engine);
        Pass(seconds: 601);
        Assert.False(_session.IsAllocated(_client.Now.Microseconds));
        Assert.Equal(-1, _client.ChannelData(0x4000, [1]).Peer);
        Assert.Equal(0, _client.Allocate());
        Assert.Equal(-1, _client.ChannelData(0x4000, [1]).Peer); // what an earlier one was permitted is not this one's

        Assert.Equal(0, _client.Request(TurnMethod.Refresh, [(StunAttribute.Lifetime, TurnClient.Number(0))]));
        Assert.Equal(0u, _client.Lifetime);
        Assert.False(_session.IsAllocated(_client.Now.Microseconds));
    }

    [Fact]
    public void A_username_holds_a_bounded_number_of_allocations()
    {
        var sessions = Enumerable.Range(0, TurnQuota.PerUsername).Select(_ => NewSession()).ToList();
        Assert.All(sessions, each => Assert.Equal(0, NewClient(each).Allocate()));
        Assert.Equal(486, _client.Allocate());
        Assert.Equal(486, _client.Allocate());

        sessions[3].Dispose();
        Assert.Equal(0, _client.Allocate());
        sessions.ForEach(each => each.Dispose());
    }

    [Fact]
    public void A_binding_request_needs_no_credentials()
    {
        Assert.Equal(0, _client.RequestOnce(StunMessage.Binding, []));
        Assert.True(StunMessage.TryParse(_client.LastAnswer, out var answer));
        Assert.Equal(At("192.0.2.1", 5000), answer.XorMappedAddress);
    }

    private static void AssertRelayed(int peer, byte[] payload, (int Peer, byte[] Payload) relayed)
    {
        Assert.Equal(peer, relayed.Peer);
        Assert.Equal(payload, relayed.Payload);
    }

    private static PeerAddress At(string address, int port) => new(new IPEndPoint(IPAddress.Parse(address), port));

    private TurnSession NewSession(params PeerAddress[] peers) =>
        new(_credentials, _quota, At("192.0.2.1", 5000), (Relayed, RelayedV6), peers.Length > 0 ? peers : [Engine, SecondEngine]);

    private TurnClient NewClient(TurnSession of)
    {
        var (username, password) = _credentials.Issue("site", TurnClient.Start.UnixSeconds + 36_000);
        return new TurnClient(of, username, password);
    }

    private void Pass(int seconds) =>
        _client.Now = new TurnTime(_client.Now.Microseconds + (seconds * 1_000_000L), _client.Now.UnixSeconds + seconds);

    private byte[]? Wrap(int peer, params byte[] datagram)
    {
        var bytes = new byte[256];
        return _session.TryWrap(peer, datagram.Length > 0 ? datagram : [1], _client.Now.Microseconds, bytes, out var length) ? bytes[..length] : null;
    }
}
