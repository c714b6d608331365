using System.Diagnostics;
using System.Net;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.Bench.Soak;

/// <summary>One site that attends its room again and again, each time on another line and doing other things.</summary>
/// <param name="number">In its room: 0 is the chair, who ends the conference now and then; the next three send.</param>
internal sealed class SoakSite(
    ServerProcess server, int mediaPort, string room, string password, int number, PeerNetwork network, Random random, SoakCounts counts)
{
    private const int Senders = 3;
    private static readonly int[] Layers = [100, 300];
    private static readonly TimeSpan WaitsAtMost = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SomethingComesWithin = TimeSpan.FromSeconds(20);

    private static readonly LinkConditions[] Lines =
    [
        LinkConditions.Perfect,
        new(LossPercent: 2, Delay: TimeSpan.FromMilliseconds(30), Jitter: TimeSpan.FromMilliseconds(20), KilobitsPerSecond: 2_000),
        new(LossPercent: 10, Delay: TimeSpan.FromMilliseconds(100), KilobitsPerSecond: 1_000),
        new(LossPercent: 5, BurstLength: 5, Delay: TimeSpan.FromMilliseconds(50), ReorderPercent: 1, Repeats: 1),
    ];

    private readonly Clip _camera = Clip.Synthetic((uint)random.Next(1, 60_000), Layers);
    private readonly Clip _screen = Clip.Synthetic((uint)random.Next(1, 60_000), [400]);

    public async Task LiveAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Between(0, 15), cancel);
                await AttendAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                counts.Add("waited in vain");
            }
            catch (ProblemException refused)
            {
                counts.Add($"refused: {refused.Code}");
            }
            catch (Exception broken) when (broken is PeerConnectionException or HttpRequestException or IOException)
            {
                counts.Add($"broken off: {broken.Message}");
            }
        }
    }

    private async Task AttendAsync(CancellationToken cancel)
    {
        var line = Lines[random.Next(Lines.Length)];
        var media = new IPEndPoint(IPAddress.Loopback, mediaPort);
        using var relay = line == LinkConditions.Perfect
            ? null
            : LossyRelay.Start(new IPEndPoint(IPAddress.Loopback, 0), media, line, line, random.Next());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(WaitsAtMost);
        await using var participant = await Participant.JoinAsync(network, Request(relay?.Address), patience.Token);
        counts.Add("attendances");

        var (stays, began) = (Between(20, 180), Stopwatch.StartNew());
        while (began.Elapsed < stays && !cancel.IsCancellationRequested && !participant.MediaEnded.IsCompleted)
        {
            await ActAsync(participant);
            await Task.WhenAny(Task.Delay(Between(2, 15), cancel), participant.MediaEnded);
        }

        // Who is told that everything is over, or is put out, is gone already.
        if (participant.MediaEnded.IsCompleted)
        {
            counts.Add("ended by the server");
            return;
        }

        var heard = (await participant.StatisticsAsync()).Any(static slot => slot.Packets > 0);
        if (!heard && began.Elapsed > SomethingComesWithin)
        {
            counts.Add("nothing came");
        }

        await GoAsync(participant);
    }

    /// <summary>Politely, without a word as a machine whose power fails, or, the chair now and then, with everybody.</summary>
    private async Task GoAsync(Participant participant)
    {
        using var patience = new CancellationTokenSource(AnswersWithin);
        switch (random.Next(10))
        {
            case < 3:
                counts.Add("vanished");
                break;
            case < 5 when number == 0:
                counts.Add("ended for all");
                await participant.InvokeAsync("EndForAll", patience.Token);
                break;
            default:
                await participant.LeaveAsync(patience.Token);
                break;
        }
    }

    private async Task ActAsync(Participant participant)
    {
        using var patience = new CancellationTokenSource(AnswersWithin);
        var cancel = patience.Token;
        try
        {
            switch (random.Next(number == 0 ? 7 : 5))
            {
                case 0:
                    await participant.InvokeAsync("RaiseHand", cancel);
                    break;
                case 1:
                    await participant.InvokeAsync("SendChat", cancel, $"Điểm cầu {number} nghe rõ");
                    break;
                case 2:
                    await participant.SendAsync(microphone: random.Next(3) > 0, camera: random.Next(3) > 0);
                    break;
                case 3 or 4:
                    await LookAsync(participant, cancel);
                    break;
                case 5:
                    await participant.InvokeAsync("MuteAll", cancel);
                    break;
                default:
                    await participant.InvokeAsync("SetPodium", cancel, Pick(Others(participant)) ?? participant.Id);
                    break;
            }
        }
        catch (ProblemException refused)
        {
            // Whom it named has left, or it was too fast: as it goes in a meeting.
            counts.Add($"act refused: {refused.Code}");
        }
        catch (OperationCanceledException) when (participant.MediaEnded.IsCompleted)
        {
            // The conference ended before it answered.
        }
    }

    private async Task LookAsync(Participant participant, CancellationToken cancel)
    {
        var size = random.Next(2) == 0 ? new { width = 1280, height = 720 } : new { width = 320, height = 180 };
        await participant.InvokeAsync("SetView", cancel, new
        {
            podium = random.Next(4) == 0 ? null : size,
            screen = random.Next(2) == 0 ? null : size,
            tiles = Others(participant).Take(random.Next(4)).Select(id => new { participantId = id, width = 320, height = 180 }).ToArray(),
        });
    }

    private JoinRequest Request(IPEndPoint? via)
    {
        var request = new JoinRequest(server.Address, room, $"Điểm cầu {number + 1}")
        {
            AudioSlots = 3,
            Tiles = 3,
            Recognise = [],
            MediaVia = via,
            Clip = number <= Senders ? _camera : null,
            Screen = number is > 0 and <= Senders && random.Next(3) == 0 ? _screen : null,
        };
        return number == 0 ? request with { Http = server.Http } : request with { Password = password };
    }

    /// <summary>Who was there when it came.</summary>
    private static IEnumerable<string> Others(Participant participant) =>
        participant.Snapshot.GetProperty("participants").EnumerateArray()
            .Select(static other => other.GetProperty("id").GetString()!).Where(id => id != participant.Id);

    private string? Pick(IEnumerable<string> ids)
    {
        var all = ids.ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }

    private TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + random.NextDouble() * (most - least));
}
