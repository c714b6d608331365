using System.Net;
using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Ice;

public sealed class IceAgentTests
{
    private const long Second = 1_000_000;
    private static readonly byte[] s_id = Convert.FromHexString("B7E7A701BC34D686FA87DFAE");
    private static readonly PeerAddress s_wifi = new(IPEndPoint.Parse("198.51.100.1:50000"));
    private static readonly PeerAddress s_mobile = new(IPEndPoint.Parse("[2001:db8::1]:50001"));

    private static readonly IceCredentials s_peer = new("peer", "the peer's own password");

    private readonly IceAgent _agent = new(IceCredentials.Generate(), s_peer);
    private readonly byte[] _response = new byte[IceAgent.MaximumResponse];

    [Fact]
    public void The_ufrag_leads_to_its_key()
    {
        var keys = new HashSet<ulong>();
        for (int i = 0; i < 1000; i++)
        {
            var credentials = IceCredentials.Generate();
            Assert.True(IceCredentials.TryParseUfrag(Encoding.ASCII.GetBytes(credentials.Ufrag), out ulong key));
            Assert.Equal(key, credentials.UfragKey);
            Assert.True(keys.Add(key));
        }

        Assert.False(IceCredentials.TryParseUfrag("short"u8, out _));
        Assert.False(IceCredentials.TryParseUfrag("QAAAAAAAAAA"u8, out _));
        Assert.False(IceCredentials.TryParseUfrag("AAAAA AAAAA"u8, out _));
    }

    [Fact]
    public void A_checked_address_may_be_used_before_it_is_nominated()
    {
        Assert.Null(_agent.SelectedEndpoint);
        Assert.False(_agent.IsAlive(0));
        Assert.Equal(IceVerdict.Selected, Check(s_wifi, now: 0, out int length));
        Assert.Equal(s_wifi, _agent.SelectedEndpoint);
        Assert.True(_agent.IsVerified(s_wifi));
        Assert.False(_agent.IsVerified(s_mobile));
        Assert.False(_agent.IsNominated);

        Assert.True(StunMessage.TryParse(_response.AsSpan(0, length), out StunMessage answer));
        Assert.Equal(StunClass.Success, answer.Class);
        Assert.Equal(s_wifi, answer.XorMappedAddress);
        Assert.True(answer.VerifyIntegrity(Encoding.ASCII.GetBytes(_agent.LocalPassword)));
    }

    [Fact]
    public void The_latest_nomination_is_followed_and_mere_checks_are_not()
    {
        Check(s_wifi, 0, out _, nominate: true);
        Assert.Equal(IceVerdict.Verified, Check(s_mobile, 1, out _));
        Assert.Equal(s_wifi, _agent.SelectedEndpoint);
        Assert.Equal(IceVerdict.Selected, Check(s_mobile, 2, out _, nominate: true));
        Assert.Equal(s_mobile, _agent.SelectedEndpoint);
    }

    [Fact]
    public void Ten_silent_seconds_end_the_consent_and_one_check_renews_it()
    {
        Check(s_wifi, 5 * Second, out _, nominate: true);
        Assert.True(_agent.IsAlive((15 * Second) - 1));
        Assert.False(_agent.IsAlive(15 * Second));
        Check(s_wifi, 20 * Second, out _);
        Assert.True(_agent.IsAlive(21 * Second));
    }

    [Fact]
    public void A_wrong_password_is_refused_and_verifies_nothing()
    {
        Assert.Equal(IceVerdict.Refused, Check(s_wifi, 0, out int length, password: "wrong"));
        Assert.Equal(401, ErrorCode(length));
        Assert.False(_agent.IsVerified(s_wifi));
        Assert.Null(_agent.SelectedEndpoint);
    }

    [Theory]
    [InlineData("somebody:peer")]
    [InlineData("peer")]
    public void Another_username_is_refused(string username)
    {
        Assert.Equal(IceVerdict.Refused, Check(s_wifi, 0, out int length, username: username));
        Assert.Equal(401, ErrorCode(length));
    }

    [Fact]
    public void A_request_without_integrity_is_a_bad_request()
    {
        var request = new byte[256];
        var writer = new StunWriter(request, StunClass.Request, s_id);
        writer.AddUsername(_agent.LocalUfrag, "peer");
        Assert.True(StunMessage.TryParse(request.AsSpan(0, writer.Finish()), out StunMessage message));
        Assert.Equal(IceVerdict.Refused, _agent.Handle(message, s_wifi, 0, _response, out int length));
        Assert.Equal(400, ErrorCode(length));
    }

    [Fact]
    public void An_attribute_that_must_be_understood_and_is_not_is_named_in_a_420()
    {
        Assert.Equal(IceVerdict.Refused, Check(s_wifi, 0, out int length, extra: 0x0077));
        Assert.Equal(420, ErrorCode(length));
        Assert.Contains("000A00020077", Convert.ToHexString(_response.AsSpan(0, length)), StringComparison.Ordinal);
        Assert.False(_agent.IsVerified(s_wifi));
    }

    [Fact]
    public void An_attribute_that_may_be_ignored_is() =>
        Assert.Equal(IceVerdict.Selected, Check(s_wifi, 0, out _, extra: 0xC057));

    [Fact]
    public void A_peer_that_believes_to_be_controlled_is_told_of_the_conflict()
    {
        Assert.Equal(IceVerdict.Refused, Check(s_wifi, 0, out int length, role: StunAttribute.IceControlled));
        Assert.Equal(487, ErrorCode(length));
    }

    [Fact]
    public void Responses_and_indications_are_ignored()
    {
        foreach (StunClass @class in new[] { StunClass.Indication, StunClass.Success, StunClass.Error })
        {
            var bytes = new byte[64];
            Assert.True(StunMessage.TryParse(bytes.AsSpan(0, new StunWriter(bytes, @class, s_id).Finish()), out StunMessage message));
            Assert.Equal(IceVerdict.Ignored, _agent.Handle(message, s_wifi, 0, _response, out int length));
            Assert.Equal(0, length);
        }
    }

    [Fact]
    public void Eight_addresses_are_kept_and_the_one_in_use_is_never_forgotten()
    {
        Check(s_wifi, 0, out _, nominate: true);
        for (int i = 1; i <= 20; i++)
        {
            Check(new PeerAddress(IPEndPoint.Parse($"203.0.113.{i}:1000")), i, out _);
        }

        Assert.True(_agent.IsVerified(s_wifi));
        Assert.Equal(7, Enumerable.Range(1, 20).Count(i => _agent.IsVerified(new PeerAddress(IPEndPoint.Parse($"203.0.113.{i}:1000")))));
        Assert.True(_agent.IsVerified(new PeerAddress(IPEndPoint.Parse("203.0.113.20:1000"))));
    }

    [Fact]
    public void A_restart_keeps_the_old_path_until_the_new_one_is_checked()
    {
        IceCredentials old = _agent.Local;
        Check(s_wifi, 0, out _, nominate: true);
        _agent.Restart(IceCredentials.Generate(), s_peer with { Ufrag = "reborn" });

        Assert.Equal(old, _agent.Previous);
        Assert.Equal(s_wifi, _agent.SelectedEndpoint);
        Assert.Equal(IceVerdict.Verified, Check(s_wifi, 1, out _, credentials: old, username: $"{old.Ufrag}:peer", nominate: true));

        Assert.Equal(IceVerdict.Selected, Check(s_mobile, 2, out _, username: $"{_agent.LocalUfrag}:reborn"));
        Assert.Equal(s_mobile, _agent.SelectedEndpoint);

        // A late consent check of the old session neither fails nor takes the path back.
        Assert.Equal(IceVerdict.Verified, Check(s_wifi, 3, out _, credentials: old, username: $"{old.Ufrag}:peer", nominate: true));
        Assert.Equal(s_mobile, _agent.SelectedEndpoint);

        Check(s_mobile, 4, out _, username: $"{_agent.LocalUfrag}:reborn", nominate: true);
        Assert.Null(_agent.Previous);
        Assert.Equal(IceVerdict.Refused, Check(s_wifi, 5, out _, credentials: old, username: $"{old.Ufrag}:peer"));
    }

    [Fact]
    public void Credentials_out_of_use_are_named_once()
    {
        IceCredentials first = _agent.Local;
        Check(s_wifi, 0, out _, nominate: true);
        Assert.Null(_agent.TakeRetired());

        IceCredentials second = IceCredentials.Generate();
        _agent.Restart(second, s_peer);
        Assert.Null(_agent.TakeRetired());

        _agent.Restart(IceCredentials.Generate(), s_peer);
        Assert.Equal(second, _agent.TakeRetired());
        Assert.Equal(first, _agent.Previous);

        Check(s_mobile, 1, out _);
        Assert.Null(_agent.TakeRetired());
        Check(s_mobile, 2, out _, nominate: true);
        Assert.Equal(first, _agent.TakeRetired());
        Assert.Null(_agent.TakeRetired());
    }

    [Fact]
    public void An_address_is_sent_to_once_it_has_answered_a_check_of_ours()
    {
        Check(s_wifi, 0, out _, nominate: true);
        Assert.Null(_agent.ReachedEndpoint);
        var check = TakeCheck(0, s_wifi);
        Assert.False(_agent.TryTakeCheck(1, new byte[IceAgent.MaximumCheck], out _, out _));

        Assert.Equal(IceVerdict.Ignored, Answer(new byte[12], s_wifi)); // some other number
        Assert.Equal(IceVerdict.Ignored, Answer(check, s_mobile)); // from elsewhere
        Assert.Null(_agent.ReachedEndpoint);
        Assert.Equal(IceVerdict.Selected, Answer(check, s_wifi));
        Assert.Equal(s_wifi, _agent.ReachedEndpoint);
        Assert.False(_agent.AwaitsAnswer);
    }

    [Fact]
    public void The_address_of_before_serves_until_the_new_one_has_answered_and_is_known_ever_after()
    {
        Check(s_wifi, 0, out _, nominate: true);
        Answer(TakeCheck(0, s_wifi), s_wifi);
        Check(s_mobile, 1, out _, nominate: true);
        Assert.Equal((s_mobile, s_wifi), (_agent.SelectedEndpoint, _agent.ReachedEndpoint));
        Answer(TakeCheck(1, s_mobile), s_mobile);
        Assert.Equal(s_mobile, _agent.ReachedEndpoint);

        Check(s_wifi, 2, out _, nominate: true);
        Assert.Equal(s_wifi, _agent.ReachedEndpoint);
    }

    /// <summary>Lost answers are nothing unusual; an address that never answers is not worth more than what it asks with.</summary>
    [Fact]
    public void Whoever_does_not_answer_is_asked_five_times_and_then_once_for_each_check_of_theirs()
    {
        Check(s_wifi, 0, out _, nominate: true);
        Assert.Equal(5, Asked(0, 60 * Second));
        Check(s_wifi, 61 * Second, out _, nominate: true);
        Check(s_wifi, 61 * Second, out _, nominate: true);
        Assert.Equal(1, Asked(61 * Second, 120 * Second));
    }

    [Fact]
    public void A_connection_needs_no_check_of_ours()
    {
        Check(s_wifi.OnTcp(7), 0, out _, nominate: true);
        Assert.Equal(s_wifi.OnTcp(7), _agent.ReachedEndpoint);
        Assert.False(_agent.AwaitsAnswer);
    }

    [Fact]
    public void What_only_the_peer_can_have_sent_keeps_the_consent_that_a_check_gave()
    {
        _agent.Heard(0);
        Assert.False(_agent.IsAlive(0));
        Check(s_wifi, 0, out _, nominate: true);
        _agent.Heard(9 * Second);
        Assert.True(_agent.IsAlive(18 * Second));
        Assert.False(_agent.IsAlive(19 * Second));
    }

    [Fact]
    public void A_check_is_answered_without_allocation()
    {
        byte[] request = Request();
        Handle(request, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Handle(request, i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Handle(byte[] bytes, long now)
        {
            if (!StunMessage.TryParse(bytes, out StunMessage message)
                || _agent.Handle(message, s_wifi, now, _response, out _) == IceVerdict.Refused)
            {
                throw new InvalidOperationException("A check was refused.");
            }
        }
    }

    private int Asked(long from, long until)
    {
        var asked = 0;
        for (var now = from; now < until; now += 40_000)
        {
            asked += _agent.TryTakeCheck(now, new byte[IceAgent.MaximumCheck], out _, out _) ? 1 : 0;
        }

        return asked;
    }

    /// <returns>Its transaction id.</returns>
    private byte[] TakeCheck(long now, PeerAddress expected)
    {
        var check = new byte[IceAgent.MaximumCheck];
        Assert.True(_agent.TryTakeCheck(now, check, out int length, out PeerAddress to));
        Assert.Equal(expected, to);
        Assert.True(StunMessage.TryParse(check.AsSpan(0, length), out StunMessage message));
        Assert.Equal((StunClass.Request, true), (message.Class, message.IceControlled is not null));
        Assert.Equal($"peer:{_agent.LocalUfrag}", Encoding.ASCII.GetString(message.Username));
        Assert.True(message.VerifyIntegrity(Encoding.ASCII.GetBytes(s_peer.Password)));
        return message.TransactionId.ToArray();
    }

    private IceVerdict Answer(byte[] id, PeerAddress from)
    {
        var bytes = new byte[64];
        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, new StunWriter(bytes, StunClass.Success, id).Finish()), out StunMessage message));
        return _agent.Handle(message, from, 0, _response, out _);
    }

    private IceVerdict Check(
        PeerAddress from, long now, out int length, bool nominate = false, string? username = null, string? password = null,
        ushort role = StunAttribute.IceControlling, ushort extra = 0, IceCredentials? credentials = null)
    {
        byte[] request = Request(nominate, username, password, role, extra, credentials);
        Assert.True(StunMessage.TryParse(request, out StunMessage message));
        return _agent.Handle(message, from, now, _response, out length);
    }

    private byte[] Request(
        bool nominate = false, string? username = null, string? password = null, ushort role = StunAttribute.IceControlling,
        ushort extra = 0, IceCredentials? credentials = null)
    {
        var bytes = new byte[256];
        var writer = new StunWriter(bytes, StunClass.Request, s_id);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(username ?? $"{_agent.LocalUfrag}:peer"));
        writer.Add(role, 42UL);
        writer.Add(StunAttribute.Priority, 1u);
        if (nominate)
        {
            writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        }

        if (extra != 0)
        {
            writer.Add(extra, 0u);
        }

        writer.AddIntegrity(Encoding.ASCII.GetBytes(password ?? (credentials ?? _agent.Local).Password));
        return bytes.AsSpan(0, writer.Finish()).ToArray();
    }

    private int? ErrorCode(int length)
    {
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, length), out StunMessage message));
        Assert.Equal(StunClass.Error, message.Class);
        return message.ErrorCode;
    }
}
