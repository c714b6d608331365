using DiemCau.Media;
using DiemCau.Media.Udp;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.System.Tests.Media;

/// <summary>The engine has one door: who was not seated is not answered, and what was closed stays closed.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private MediaMeeting _meeting = null!;
    private PeerNetwork _network = null!;

    public Task InitializeAsync()
    {
        (_meeting, _network) = (new(), new());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _network.Dispose();
        await _meeting.DisposeAsync();
    }

    [Fact]
    public void Who_was_not_seated_is_not_answered()
    {
        Assert.Equal("NotSeated", Ask(_meeting.Conference, Guid.NewGuid()));
        Assert.Equal(0, _meeting.Server.Statistics().Transports);
    }

    [Fact]
    public void Who_has_left_is_not_answered_again()
    {
        var who = Guid.NewGuid();
        Assert.True(_meeting.Server.Seat(_meeting.Conference, who));
        Assert.Null(Ask(_meeting.Conference, who));
        _meeting.Server.Leave(_meeting.Conference, who);

        Assert.Equal("NotSeated", Ask(_meeting.Conference, who));
        Assert.Equal(0, _meeting.Server.Statistics().Transports);
    }

    [Fact]
    public void A_conference_that_was_not_opened_has_no_seats()
    {
        var elsewhere = Guid.NewGuid();
        Assert.False(_meeting.Server.Seat(elsewhere, Guid.NewGuid()));
        _meeting.Server.Apply(elsewhere, Programme.Empty);
        Assert.Equal(1, _meeting.Server.Statistics().Conferences);
    }

    [Fact]
    public void A_closed_conference_stays_closed()
    {
        var who = Guid.NewGuid();
        _meeting.Server.Seat(_meeting.Conference, who);
        _meeting.Server.Close(_meeting.Conference);
        _meeting.Server.Apply(_meeting.Conference, Programme.Empty);

        Assert.False(_meeting.Server.Seat(_meeting.Conference, who));
        Assert.Equal("NotSeated", Ask(_meeting.Conference, who));
        Assert.Equal(0, _meeting.Server.Statistics().Conferences);
    }

    [Fact]
    public void A_transport_that_no_check_ever_reached_ends_and_its_participant_is_told()
    {
        var who = Guid.NewGuid();
        _meeting.Server.Seat(_meeting.Conference, who);
        Assert.Null(Ask(_meeting.Conference, who));
        var transport = _meeting.Server.Find(_meeting.Conference)!.Find(who)!.Transport!;

        _meeting.Server.Directory.Tick(MonotonicClock.Now + 29_000_000);
        Assert.Equal(TransportState.Connecting, transport.State);
        _meeting.Server.Directory.Tick(MonotonicClock.Now + 31_000_000);

        Assert.Equal(TransportState.Closed, transport.State);
        Assert.Equal(0, _meeting.Server.Statistics().Transports);
    }

    /// <summary>Whatever becomes of each, nothing is left behind.</summary>
    [Fact]
    public async Task Who_leaves_in_the_very_moment_of_coming_leaves_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            var who = Guid.NewGuid();
            _meeting.Server.Seat(_meeting.Conference, who);
            var connection = _network.Connect(new PeerPlan { Microphone = Clip.Synthetic(1, 100), AudioSlots = 1 });
            var lines = connection.Session.Lines;
            var (answer, _) = _meeting.Server.Answer(
                _meeting.Conference, who, connection.Session.Offer,
                new SlotPlan(lines.Microphone, null, null, lines.Audio, null, null, []));
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            var connecting = connection.ConnectAsync(answer!, null, patience.Token);
            await Task.Delay(i / 2, CancellationToken.None);
            _meeting.Server.Leave(_meeting.Conference, who);
            await Record.ExceptionAsync(() => connecting);
            await connection.DisposeAsync();
        }

        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_meeting.Server.Statistics().Transports != 0 || _meeting.Server.Routing.Any(routing => routing.Worker.Residents != 0))
        {
            await Task.Delay(50, end.Token);
        }
    }

    /// <returns>Why the offer was refused; null: it was answered.</returns>
    private string? Ask(Guid conference, Guid who)
    {
        var connection = _network.Connect(new PeerPlan { AudioSlots = 1 });
        var lines = connection.Session.Lines;
        return _meeting.Server.Answer(
            conference, who, connection.Session.Offer, new SlotPlan(null, null, null, lines.Audio, null, null, [])).Refusal;
    }
}
