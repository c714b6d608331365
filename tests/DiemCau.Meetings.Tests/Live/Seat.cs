using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>Somebody in a room, on a real WebSocket, with what the hub has told so far.</summary>
internal sealed class Seat(Hall hall, Browser browser, Guid id, Guid conferenceId, string token, JsonNode joined) : IAsyncDisposable
{
    /// <summary>Only a failure takes so long, however busy the machine is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly List<(string Target, JsonElement? Content)> _heard = [];
    private readonly ConcurrentQueue<(string Target, JsonElement? Content)> _everything = new();
    private readonly Lock _gate = new();
    private HubConnection? _hub;
    private Task _listening = Task.CompletedTask;

    public Guid Id => id;

    public Guid ConferenceId => conferenceId;

    public string Token => token;

    public Browser Browser => browser;

    /// <summary>The answer of the join.</summary>
    public JsonNode Joined => joined;

    public async Task ConnectAsync()
    {
        lock (_gate)
        {
            _heard.Clear(); // what an earlier connection heard says nothing about this one
        }

        _hub = await hall.HubAsync(token);
        _listening = ListenAsync(_hub);
        await HearAsync("Snapshot");
    }

    /// <summary>Connects, whatever it is told then.</summary>
    public async Task ConnectAnywayAsync()
    {
        lock (_gate)
        {
            _heard.Clear();
        }

        _hub = await hall.HubAsync(token);
        _listening = ListenAsync(_hub);
    }

    /// <summary>Connects again while the connection it has is still there.</summary>
    /// <returns>Completes when the server has ended the older one.</returns>
    public async Task<Task> ConnectBesideAsync()
    {
        var older = _listening;
        await ConnectAnywayAsync();
        await HearAsync("Snapshot");
        return older;
    }

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task GoneAsync() => _listening.WaitAsync(Patience);

    public async Task DisconnectAsync()
    {
        if (_hub is { } connected)
        {
            _hub = null;
            await connected.DisposeAsync();
        }
    }

    /// <returns>Null when it was done, otherwise the code of the problem.</returns>
    public async Task<string?> DoAsync(string intent, params object?[] arguments)
    {
        var answer = await _hub!.InvokeAsync(intent, CancellationToken.None, arguments);
        return answer.GetProperty("ok").GetBoolean() ? null : answer.GetProperty("problem").GetProperty("code").GetString();
    }

    public Task<JsonElement> SnapshotAsync() => _hub!.InvokeAsync("GetSnapshot", CancellationToken.None);

    /// <summary>The first message of that name that fits, heard before or still to come.</summary>
    public async Task<JsonElement?> HearAsync(string target, Func<JsonElement, bool>? fitting = null)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < Patience)
        {
            foreach (var (name, content) in Heard())
            {
                if (name == target && (fitting is null || (content is { } some && fitting(some))))
                {
                    return content;
                }
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{target} was not heard; heard: {string.Join(", ", Heard().Select(message => message.Target))}");
    }

    /// <summary>On whichever connection.</summary>
    public IReadOnlyCollection<(string Target, JsonElement? Content)> Everything => _everything;

    public IReadOnlyList<(string Target, JsonElement? Content)> Heard()
    {
        lock (_gate)
        {
            return [.. _heard];
        }
    }

    public ValueTask DisposeAsync() => new(DisconnectAsync());

    private async Task ListenAsync(HubConnection connection)
    {
        await foreach (var message in connection.Messages.ReadAllAsync())
        {
            lock (_gate)
            {
                _heard.Add((message.Target, message.Arguments.Count > 0 ? message.Arguments[0] : null));
                _everything.Enqueue(_heard[^1]);
            }
        }
    }
}
