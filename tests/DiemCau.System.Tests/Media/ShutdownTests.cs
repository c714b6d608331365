using System.Diagnostics;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
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
}
