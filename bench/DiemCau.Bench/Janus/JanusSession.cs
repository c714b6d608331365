using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiemCau.Bench.Janus;

/// <summary>Janus refused something.</summary>
internal sealed class JanusException(string message) : Exception(message);

/// <summary>A session of Janus's API over one WebSocket. Every peer of it is a handle of the VideoRoom plugin.</summary>
internal sealed class JanusSession : IAsyncDisposable
{
    public const string Protocol = "janus-protocol";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private Task _alive = Task.CompletedTask;
    private long _id;
    private long _transaction;

    private JanusSession(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync(_stop.Token);
    }

    public static async Task<JanusSession> OpenAsync(Uri server, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(Protocol);
        await socket.ConnectAsync(server, cancel);
        var session = new JanusSession(socket);
        session._id = IdOf(await session.AskAsync(new JsonObject { ["janus"] = "create" }, cancel));
        session._alive = session.StayAsync(session._stop.Token);
        return session;
    }

    public async Task<long> AttachAsync(CancellationToken cancel) =>
        IdOf(await AskAsync(new JsonObject { ["janus"] = "attach", ["plugin"] = "janus.plugin.videoroom" }, cancel));

    public Task DetachAsync(long handle, CancellationToken cancel) =>
        AskAsync(new JsonObject { ["janus"] = "detach", ["handle_id"] = handle }, cancel);

    /// <summary>Asks the plugin something; what it answers at once or, after an "ack", later.</summary>
    public async Task<JsonNode> TellAsync(long handle, JsonObject body, CancellationToken cancel, string? sdpType = null, string? sdp = null)
    {
        var message = new JsonObject { ["janus"] = "message", ["handle_id"] = handle, ["body"] = body };
        if (sdp is not null)
        {
            message["jsep"] = new JsonObject { ["type"] = sdpType, ["sdp"] = sdp };
        }

        var answer = await AskAsync(message, cancel);
        return answer["plugindata"]?["data"]?["error"] is { } error ? throw new JanusException($"{body["request"]}: {error}") : answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading, _alive);
        _socket.Dispose();
        _stop.Dispose();
        _sending.Dispose();
    }

    private static long IdOf(JsonNode answer) => (long)answer["data"]!["id"]!;

    private async Task<JsonNode> AskAsync(JsonObject message, CancellationToken cancel)
    {
        var transaction = $"t{Interlocked.Increment(ref _transaction)}";
        var answer = _asked[transaction] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        message["transaction"] = transaction;
        await SendAsync(message, cancel);
        return await answer.Task.WaitAsync(cancel);
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancel)
    {
        if (_id != 0)
        {
            message["session_id"] = _id;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var message = new ArrayBufferWriter<byte>(1 << 16);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(message.GetMemory(1 << 14), stop);
                message.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new WebSocketException("Janus closed the connection");
                }

                if (part.EndOfMessage)
                {
                    Take(JsonNode.Parse(message.WrittenSpan)!);
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            foreach (var asked in _asked.Values)
            {
                asked.TrySetException(new JanusException("The connection to Janus is gone"));
            }
        }
    }

    private void Take(JsonNode message)
    {
        // An "ack" only says that the plugin will answer; what has no transaction tells of media that came up or went.
        if ((string)message["janus"]! == "ack" || message["transaction"] is not { } transaction
            || !_asked.TryRemove((string)transaction!, out var asked))
        {
            return;
        }

        if (message["error"] is { } error)
        {
            asked.TrySetException(new JanusException(error.ToJsonString()));
        }
        else
        {
            asked.TrySetResult(message);
        }
    }

    /// <summary>A session that says nothing for a minute is ended.</summary>
    private async Task StayAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(KeepAlive, stop);
                await SendAsync(new JsonObject { ["janus"] = "keepalive", ["transaction"] = "alive" }, stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The run is over, or the reader has told those who wait.
        }
    }
}
