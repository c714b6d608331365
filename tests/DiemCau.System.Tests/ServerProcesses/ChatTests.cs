using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DiemCau.VirtualParticipant.Signalling;
using Npgsql;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.ServerProcesses;

/// <summary>What was answered "ok" is kept, whatever happens to the server in the next moment.</summary>
public sealed class ChatTests(ITestOutputHelper output)
{
    private const string Password = "giao ban 11";
    private const int People = 40;
    private static readonly TimeSpan Talking = TimeSpan.FromSeconds(14);

    /// <summary>Until then everybody says at once what a person may say at once; from then on a line a second.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Every_line_that_was_answered_ok_is_there_again_after_a_kill_in_the_middle_of_a_talk()
    {
        await using var server = await ServerProcess.StartAsync();
        await RunAsync(server, "admin", "create", "--email", "quantri@tinh.gov.vn", "--password", "Điểm cầu số 7");
        var room = (await RunAsync(server, "room", "create", "--name", "Giao ban", "--password", Password)).GetProperty("id").GetString()!;
        await OpenAsync(server, room);
        using var http = ServerHttp.For(server.Address);
        var people = new List<HubConnection>();
        for (var number = 1; number <= People; number++)
        {
            people.Add(await JoinAsync(server, http, room, number));
        }

        // What the line, the hub and this busy machine cost without a word to be kept.
        var hands = await Task.WhenAll(people.Select(async person => await TimeAsync(() => person.InvokeAsync("RaiseHand", default))));
        var (said, waits, begun) = (new ConcurrentBag<string>(), new ConcurrentBag<(TimeSpan At, TimeSpan Wait)>(), Stopwatch.StartNew());
        var talks = people.Select((person, number) => TalkAsync(person, number, said, waits, begun)).ToArray();
        await Task.Delay(Talking);
        await server.KillAsync();
        await Task.WhenAll(talks);
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }

        await server.RestartAsync();
        var kept = await KeptAsync(server);
        var (burst, talk) = (waits.Where(one => one.At < Burst).Select(one => one.Wait), waits.Where(one => one.At >= Burst).Select(one => one.Wait));
        output.WriteLine($"{said.Count} lines of {People} people answered, {kept.Count} kept. Answered when written: {In(talk)}; when all of them "
            + $"speak eight times at once: {In(burst)}; a raised hand, which nothing is written for: {In(hands)}");
        Assert.True(said.Count > 200, $"only {said.Count} lines were answered");
        Assert.Empty(said.Except(kept));
    }

    /// <summary>As fast as the server lets a person talk, until it is gone.</summary>
    private static async Task TalkAsync(HubConnection person, int number, ConcurrentBag<string> said, ConcurrentBag<(TimeSpan At, TimeSpan Wait)> waits, Stopwatch begun)
    {
        try
        {
            for (var line = 0; ; line++)
            {
                var words = $"{number}: {line}";
                var started = Stopwatch.GetTimestamp();
                var answer = await person.InvokeAsync("SendChat", default, words);
                if (answer.GetProperty("ok").GetBoolean())
                {
                    waits.Add((begun.Elapsed, Stopwatch.GetElapsedTime(started)));
                    said.Add(words);
                }
                else
                {
                    await Task.Delay(100);
                }
            }
        }
        catch (Exception gone) when (gone is HubInvocationException or WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> what)
    {
        var started = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(started);
    }

    private static string In(IEnumerable<TimeSpan> waits) => $"{Percentile(waits, 50):F1} ms (p50), {Percentile(waits, 95):F1} ms (p95)";

    private static double Percentile(IEnumerable<TimeSpan> waits, int percent)
    {
        double[] sorted = [.. waits.Select(wait => wait.TotalMilliseconds).Order()];
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }

    /// <summary>An encoder's token may open the room; its offer need not be one.</summary>
    private static async Task OpenAsync(ServerProcess server, string room)
    {
        var token = await RunAsync(server, "room", "token", "--room", room, "--publish", "--open");
        using var offer = new HttpRequestMessage(HttpMethod.Post, token.GetProperty("whip").GetString())
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString()) },
            Content = new StringContent("v=0", Encoding.UTF8, new MediaTypeHeaderValue("application/sdp")),
        };
        using var answer = await server.Client.SendAsync(offer);
    }

    private static async Task<HubConnection> JoinAsync(ServerProcess server, HttpClient http, string room, int number)
    {
        using var answer = await http.PostAsJsonAsync($"/api/rooms/{room}/participants", new { displayName = $"Điểm cầu {number}", password = Password });
        var joined = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, joined.GetRawText());
        return await HubConnection.ConnectAsync(server.Address, joined.GetProperty("token").GetString()!, default);
    }

    private static async Task<HashSet<string>> KeptAsync(ServerProcess server)
    {
        await using var database = NpgsqlDataSource.Create(await ServerLifeTests.ConnectionStringAsync(server));
        await using var command = database.CreateCommand("select text from conference_chat");
        await using var rows = await command.ExecuteReaderAsync();
        var kept = new HashSet<string>();
        while (await rows.ReadAsync())
        {
            kept.Add(rows.GetString(0));
        }

        return kept;
    }

    private static async Task<JsonElement> RunAsync(ServerProcess server, params string[] arguments)
    {
        var (exitCode, text, errors) = await server.RunAsync([.. arguments, "--json"]);
        Assert.True(exitCode == 0, errors);
        return JsonDocument.Parse(text).RootElement;
    }
}
