using System.Net;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Ice;

public sealed class IceClientTests
{
    private const long Second = 1_000_000;
    private const long Delay = 15_000;
    private static readonly PeerAddress s_address = new(IPEndPoint.Parse("198.51.100.1:50000"));

    private readonly IceCredentials _local = IceCredentials.Generate();
    private readonly IceAgent _agent;
    private readonly IceClient _client;
    private readonly byte[] _request = new byte[IceClient.MaximumRequest];
    private readonly byte[] _response = new byte[IceAgent.MaximumResponse];

    public IceClientTests()
    {
        _agent = new IceAgent(IceCredentials.Generate(), _local);
        _client = new IceClient(_local, _agent.Local);
    }

    [Fact]
    public void One_check_connects_nominates_and_measures_the_round_trip()
    {
        Assert.True(Exchange(now: 0));
        Assert.True(_client.IsConnected);
        Assert.Equal(Delay, _client.RoundTripMicroseconds);
        Assert.Equal(s_address, _client.MappedEndpoint);
        Assert.True(_agent.IsNominated);
        Assert.Equal(s_address, _agent.SelectedEndpoint);
    }

    [Fact]
    public void A_full_agents_check_is_answered_if_it_knows_the_password()
    {
        var remote = IceCredentials.Generate();
        var offered = new IceClient(_local, remote, controlling: false);
        var offering = new IceClient(remote, _local);
        Assert.True(offering.TryTakeRequest(0, _request, out int length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out var check));
        Assert.True(offered.TryAnswer(check, s_address, _response, out int answered));
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, answered), out var response));
        Assert.True(offering.Handle(response, Delay));
        Assert.Equal(s_address, offering.MappedEndpoint);

        var stranger = new IceClient(remote, new IceCredentials(_local.Ufrag, remote.Password));
        Assert.True(stranger.TryTakeRequest(0, _request, out length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out var forged));
        Assert.False(offered.TryAnswer(forged, s_address, _response, out _));
    }

    [Fact]
    public void A_controlled_client_nominates_nothing()
    {
        var controlled = new IceClient(_local, IceCredentials.Generate(), controlling: false);
        Assert.True(controlled.TryTakeRequest(0, _request, out int length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out var check));
        Assert.False(check.UseCandidate);
        Assert.NotNull(check.IceControlled);
        Assert.Null(check.IceControlling);
    }

    [Fact]
    public void Consent_is_renewed_every_four_to_six_seconds()
    {
        Exchange(0);
        Assert.InRange(_client.NextRequestAt, (4 * Second) + Delay, (6 * Second) + Delay);
        Assert.False(_client.TryTakeRequest(4 * Second, _request, out _));
        Assert.True(Exchange(_client.NextRequestAt));
        Assert.True(_client.IsAlive(_client.NextRequestAt));
    }

    [Fact]
    public void Unanswered_checks_are_repeated_slower_and_slower_up_to_a_second()
    {
        long now = 0;
        var gaps = new List<long>();
        for (int i = 0; i < 8; i++)
        {
            Assert.True(_client.TryTakeRequest(now, _request, out _));
            gaps.Add(_client.NextRequestAt - now);
            now = _client.NextRequestAt;
        }

        Assert.Equal([50_000, 100_000, 200_000, 400_000, 800_000, 1_000_000, 1_000_000, 1_000_000], gaps);
    }

    [Fact]
    public void Thirty_seconds_without_an_answer_end_the_consent()
    {
        Exchange(0);
        Assert.True(_client.IsAlive(29 * Second));
        Assert.False(_client.IsAlive((30 * Second) + Delay));
    }

    [Fact]
    public void A_forged_answer_is_not_believed()
    {
        Assert.True(_client.TryTakeRequest(0, _request, out int length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out StunMessage request));
        var writer = new StunWriter(_response, StunClass.Success, request.TransactionId);
        writer.AddIntegrity("guess"u8);
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, writer.Finish()), out StunMessage response));
        Assert.False(_client.Handle(response, 1));
        Assert.False(_client.IsConnected);
    }

    [Fact]
    public void The_same_answer_counts_once()
    {
        Exchange(0);
        Assert.True(_client.TryTakeRequest(_client.NextRequestAt, _request, out int length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out StunMessage request));
        _agent.Handle(request, s_address, 0, _response, out int responseLength);
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, responseLength), out StunMessage response));
        Assert.True(_client.Handle(response, 7 * Second));
        Assert.False(_client.Handle(response, 8 * Second));
    }

    private bool Exchange(long now)
    {
        Assert.True(_client.TryTakeRequest(now, _request, out int length));
        Assert.True(StunMessage.TryParse(_request.AsSpan(0, length), out StunMessage request));
        Assert.NotEqual(IceVerdict.Refused, _agent.Handle(request, s_address, now, _response, out int responseLength));
        Assert.True(StunMessage.TryParse(_response.AsSpan(0, responseLength), out StunMessage response));
        return _client.Handle(response, now + Delay);
    }
}
