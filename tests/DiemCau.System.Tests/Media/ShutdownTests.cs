using System.Diagnostics;
using System.Net;
using DiemCau.System.Tests.ServerProcesses;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Signalling;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

public sealed class ShutdownTests(ITestOutputHelper output)
{
    /// <summary>A service manager kills after ten seconds.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_server_that_stops_in_the_middle_of_a_call_says_goodbye_and_ends_in_time()
    {
        using var network = new PeerNetwork();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var running = new RoomMediaTests.Running();
        await running.InitializeAsync();
        try
        {
            var room = await running.NewRoomAsync();
            var sites = new List<Participant>();
            for (var i = 0u; i < 4; i++)
            {
                sites.Add(await Participant.JoinAsync(
                    network,
                    new JoinRequest(running.Server.Address, room, $"Điểm cầu {i}") { Clip = Clip.Synthetic(i, 300), Http = running.Office, Tiles = 3 },
                    patience.Token));
            }

            var clock = Stopwatch.StartNew();
            var stopping = running.Server.StopAsync();

            // Without a goodbye they would find out by ten seconds of silence; with it they look for the server again at once.
            await Task.WhenAll(sites.Select(site => site.MediaEnded)).WaitAsync(Bound, patience.Token);
            var told = clock.Elapsed;
            Assert.Equal(0, await stopping.WaitAsync(Bound, patience.Token));
            output.WriteLine($"All were told after {told.TotalSeconds:F1} s, the process ended after {clock.Elapsed.TotalSeconds:F1} s");
            Assert.True(clock.Elapsed < Bound, $"It took {clock.Elapsed}");
            foreach (var site in sites)
            {
                await site.DisposeAsync();
            }
        }
        finally
        {
            await running.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_drains_serves_its_meetings_opens_no_others_and_ends_with_the_last_one()
    {
        using var network = new PeerNetwork();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var running = new RoomMediaTests.Running();
        await running.StartAsync(new Dictionary<string, string> { ["DIEMCAU_DRAIN"] = "600" });
        try
        {
            var (room, other) = (await running.NewRoomAsync(), await running.NewRoomAsync());
            var chair = await JoinAsync(room);
            var stopping = running.Server.StopAsync();
            await UntilNotReadyAsync(running.Server, patience.Token);

            var refused = await Assert.ThrowsAsync<ProblemException>(() => JoinAsync(other));
            Assert.Equal("server_stopping", refused.Code);
            var late = await JoinAsync(room);
            Assert.False(chair.MediaEnded.IsCompleted || stopping.IsCompleted, "It did not wait");

            await Task.WhenAll(chair.LeaveAsync(patience.Token), late.LeaveAsync(patience.Token));
            Assert.Equal(0, await stopping.WaitAsync(TimeSpan.FromSeconds(30), patience.Token));
            await Task.WhenAll(chair.DisposeAsync().AsTask(), late.DisposeAsync().AsTask());
        }
        finally
        {
            await running.DisposeAsync();
        }

        Task<Participant> JoinAsync(string room) => Participant.JoinAsync(
            network, new JoinRequest(running.Server.Address, room, "Điểm cầu chính") { Clip = Clip.Synthetic(1, 300), Http = running.Office }, patience.Token);
    }

    [Fact]
    public async Task A_server_that_drains_waits_no_longer_than_it_may()
    {
        using var network = new PeerNetwork();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var running = new RoomMediaTests.Running();
        await running.StartAsync(new Dictionary<string, string> { ["DIEMCAU_DRAIN"] = "2" });
        try
        {
            await using var chair = await Participant.JoinAsync(
                network,
                new JoinRequest(running.Server.Address, await running.NewRoomAsync(), "Chủ trì") { Clip = Clip.Synthetic(1, 300), Http = running.Office },
                patience.Token);
            var stopping = running.Server.StopAsync();
            await chair.MediaEnded.WaitAsync(patience.Token);
            Assert.Equal(0, await stopping.WaitAsync(patience.Token));
        }
        finally
        {
            await running.DisposeAsync();
        }
    }

    private static async Task UntilNotReadyAsync(ServerProcess server, CancellationToken cancellation)
    {
        while ((await server.Client.GetAsync("/health/ready", cancellation)).StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(50, cancellation);
        }
    }
}
