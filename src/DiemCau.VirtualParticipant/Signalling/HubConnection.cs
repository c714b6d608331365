using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace DiemCau.VirtualParticipant.Signalling;

/// <summary>A call of the server: <c>Target(arguments…)</c>.</summary>
public readonly record struct HubMessage(string Target, IReadOnlyList<JsonElement> Arguments);

/// <summary>The server refused or could not run an invoked method.</summary>
public sealed class HubInvocationException(string message) : Exception(message);

/// <summary>
/// A client of a SignalR hub: the hub protocol in JSON over one WebSocket, without the negotiation request.
/// Records are JSON objects ended by 0x1E; types 1 invocation, 3 completion, 6 ping, 7 close.
/// </summary>
public sealed class HubConnection : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _invocations = new();
    private readonly Channel<HubMessage> _messages = Channel.CreateUnbounded<HubMessage>(new() { SingleWriter = true });
    private readonly ArrayBufferWriter<byte> _record = new();
    private Task _running = Task.CompletedTask;
    private int _lastInvocation;

    private HubConnection(WebSocket socket) => _socket = socket;

    /// <summary>What the server calls, in order; it completes when the connection ends.</summary>
    public ChannelReader<HubMessage> Messages => _messages.Reader;

    /// <param name="server">https://host:port; the hub is <c>/hubs/conference</c>.</param>
    /// <param name="token">The participant's token or waiting ticket.</param>
    /// <exception cref="WebSocketException">The server is not there or refuses the token.</exception>
    public static async Task<HubConnection> ConnectAsync(Uri server, string token, CancellationToken cancel)
    {
        var address = new UriBuilder(server)
        {
            Scheme = server.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
            Path = "/hubs/conference",
            Query = "access_token=" + Uri.EscapeDataString(token),
        };
        var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = ServerCertificate.IsAcceptable;
        try
        {
            await socket.ConnectAsync(address.Uri, cancel);
            return await OverAsync(socket, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Speaks the hub protocol over a WebSocket that is already connected, and owns it from then on.</summary>
    public static async Task<HubConnection> OverAsync(WebSocket socket, CancellationToken cancel)
    {
        var connection = new HubConnection(socket);
        await connection.SendAsync(new { protocol = "json", version = 1 }, cancel);
        var answer = await connection.ReceiveRecordsAsync(cancel);
        if (answer is null || answer[0].TryGetProperty("error", out _))
        {
            throw new HubInvocationException("The hub refused the handshake: " + answer?[0].GetRawText());
        }

        // The first messages may have come in the same WebSocket message as the handshake's answer.
        foreach (var record in answer.Skip(1))
        {
            connection.Handle(record);
        }

        connection._running = Task.WhenAll(connection.ReceiveAsync(), connection.PingAsync());
        return connection;
    }

    /// <returns>The method's result; an undefined element for methods without one.</returns>
    /// <exception cref="HubInvocationException">The hub answered with an error or the connection ended.</exception>
    public async Task<JsonElement> InvokeAsync(string method, CancellationToken cancel, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastInvocation).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _invocations[id] = answer;
        try
        {
            await SendAsync(new { type = 1, invocationId = id, target = method, arguments }, cancel);
            return await answer.Task.WaitAsync(cancel);
        }
        finally
        {
            _invocations.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _socket.Dispose();
        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await ReceiveRecordsAsync(_stop.Token) is { } records)
            {
                foreach (var record in records)
                {
                    Handle(record);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException)
        {
            // The connection ended; whoever waits is told below.
        }

        _messages.Writer.TryComplete();
        foreach (var waiting in _invocations.Values)
        {
            waiting.TrySetException(new HubInvocationException("The hub connection ended"));
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await SendAsync(new { type = 6 }, _stop.Token);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The receiving side reports the end.
        }
    }

    private void Handle(JsonElement record)
    {
        switch (record.GetProperty("type").GetInt32())
        {
            case 1:
                _messages.Writer.TryWrite(new HubMessage(
                    record.GetProperty("target").GetString()!, [.. record.GetProperty("arguments").EnumerateArray()]));
                break;
            case 3 when _invocations.TryGetValue(record.GetProperty("invocationId").GetString()!, out var waiting):
                if (record.TryGetProperty("error", out var error))
                {
                    waiting.TrySetException(new HubInvocationException(error.GetString()!));
                }
                else
                {
                    waiting.TrySetResult(record.TryGetProperty("result", out var result) ? result : default);
                }

                break;
        }
    }

    private async Task SendAsync<T>(T message, CancellationToken cancel)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, Json);
        var record = new byte[json.Length + 1];
        json.CopyTo(record, 0);
        record[^1] = RecordSeparator;
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(record, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <returns>The records of the next WebSocket message(s), at least one; null when the connection was closed.</returns>
    private async Task<List<JsonElement>?> ReceiveRecordsAsync(CancellationToken cancel)
    {
        var records = new List<JsonElement>();
        do
        {
            var received = await _socket.ReceiveAsync(_record.GetMemory(4096), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _record.Advance(received.Count);
            TakeRecords(records);
        }
        while (records.Count == 0);
        return records;
    }

    private void TakeRecords(List<JsonElement> records)
    {
        var bytes = _record.WrittenMemory;
        int end;
        while ((end = bytes.Span.IndexOf(RecordSeparator)) >= 0)
        {
            using var document = JsonDocument.Parse(bytes[..end]);
            records.Add(document.RootElement.Clone());
            bytes = bytes[(end + 1)..];
        }

        var rest = bytes.ToArray();
        _record.ResetWrittenCount();
        _record.Write(rest);
    }
}
