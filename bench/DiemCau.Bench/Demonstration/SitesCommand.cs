using System.CommandLine;
using System.Net.WebSockets;
using System.Text.Json;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.Bench.Demonstration;

/// <summary>
/// <c>sites</c>: as many virtual sites as there are personal links on standard input look and listen in their meeting until standard input
/// ends.
/// </summary>
internal static class SitesCommand
{
    /// <summary>How many come in at once, as sites do that all were told the same hour.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromSeconds(1);

    /// <summary>A small picture: two hundred sites are on one machine here.</summary>
    private static readonly object View = new { podium = new { width = 320, height = 180 }, screen = (object?)null, tiles = Array.Empty<object>() };

    public static Command Create()
    {
        var command = new Command("sites", "Virtual sites come into a meeting by the personal links on standard input, one a line, and stay until it ends");
        command.SetAction((_, cancel) => RunAsync(cancel));
        return command;
    }

    /// <returns>0: all have come in. Each line that is written is {"joined": n} or {"refused": code, "link": the link}.</returns>
    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var links = new List<Uri>();
        while (await Console.In.ReadLineAsync(cancel) is { Length: > 0 } line)
        {
            links.Add(new Uri(line));
        }

        using var network = new PeerNetwork();
        var (inside, refused) = (new List<Participant>(), 0);
        await Parallel.ForAsync(0, links.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (n, token) =>
        {
            try
            {
                var participant = await ComeAsync(network, links[n], token);
                lock (inside)
                {
                    inside.Add(participant);
                    Say(new { joined = inside.Count });
                }
            }
            catch (ProblemException problem)
            {
                Interlocked.Increment(ref refused);
                Say(new { refused = problem.Code, link = links[n] });
            }
        });

        // Until whoever started this closes its end.
        while (await Console.In.ReadLineAsync(cancel) is not null)
        {
        }

        await Parallel.ForEachAsync(inside, cancel, async (participant, token) =>
        {
            await participant.LeaveAsync(token);
            await participant.DisposeAsync();
        });
        return refused == 0 ? 0 : 1;
    }

    /// <summary>As a client does whose line fails, it tries again until it is in or refused.</summary>
    private static async Task<Participant> ComeAsync(PeerNetwork network, Uri link, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await TryToComeAsync(network, link, cancel);
            }
            catch (Exception cause) when (cause is PeerConnectionException or HubInvocationException or WebSocketException
                or HttpRequestException or IOException)
            {
                await Console.Error.WriteLineAsync($"A site tries again: {cause.Message}");
                await Task.Delay(BeforeTheNextTry, cancel);
            }
        }
    }

    private static async Task<Participant> TryToComeAsync(PeerNetwork network, Uri link, CancellationToken cancel)
    {
        var server = new Uri(link.GetLeftPart(UriPartial.Authority));
        var participant = await Participant.JoinAsync(
            network,
            new JoinRequest(server, "", "") { Pass = link.Segments[^1], AudioSlots = 1, ScreenSlot = false, Tiles = 0 },
            cancel);
        await participant.InvokeAsync("SetView", cancel, View);
        return participant;
    }

    private static void Say(object what) => Console.WriteLine(JsonSerializer.Serialize(what));
}
