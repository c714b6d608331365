using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>Which way through the HTTPS port a tunnel takes.</summary>
public enum StreamWay
{
    /// <summary>RFC 6544.</summary>
    IceTcp,

    /// <summary>RFC 8656 over TCP.</summary>
    TurnTcp,

    /// <summary>RFC 8656 inside TLS.</summary>
    TurnTls,
}

/// <summary>
/// A UDP port on loopback whose datagrams go over one TCP connection to the server's HTTPS port, as a client's own ICE-TCP or TURN
/// stack would send them. To be used as the relay in front of the server's media port.
/// </summary>
public sealed class StreamTunnel : IAsyncDisposable
{
    private const int LongestDatagram = 2048;

    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpClient _connection = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(1024);
    private readonly IStreamClient _client;
    private Task _moving = Task.CompletedTask;
    private EndPoint? _peer;
    private bool _disposed;

    private StreamTunnel(IStreamClient client)
    {
        _client = client;
        _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    /// <summary>Where the participant sends to instead of to the server.</summary>
    public IPEndPoint Address => (IPEndPoint)_datagrams.LocalEndPoint!;

    /// <summary>Completes when the connection is over, whoever ended it.</summary>
    public Task Ended => _moving;

    /// <param name="server">The HTTPS port, or something in front of it.</param>
    /// <param name="media">The announced UDP address that TURN is to relay to.</param>
    /// <exception cref="IOException">The server refused the allocation, or closed the connection.</exception>
    public static async Task<StreamTunnel> OpenAsync(
        StreamWay way, IPEndPoint server, IPEndPoint media, (string Username, string Credential) relay, CancellationToken cancel)
    {
        var tunnel = new StreamTunnel(way == StreamWay.IceTcp ? new IceTcpClient() : new TurnClient(new(media), relay.Username, relay.Credential));
        try
        {
            await tunnel.ConnectAsync(server, inTls: way == StreamWay.TurnTls, cancel);
            return tunnel;
        }
        catch
        {
            await tunnel.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _end.CancelAsync();
        _connection.Dispose();
        _datagrams.Dispose();
        await _moving;
        _end.Dispose();
    }

    private async Task ConnectAsync(IPEndPoint server, bool inTls, CancellationToken cancel)
    {
        await _connection.ConnectAsync(server, cancel);
        _connection.NoDelay = true;
        Stream stream = _connection.GetStream();
        if (inTls)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = ServerCertificate.IsAcceptable }, cancel);
            stream = tls;
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _moving = Task.WhenAll(ReceiveAsync(stream, ready), SendAsync(stream), TakeDatagramsAsync());
        Post(_client.Begin());
        if (_client.IsReady)
        {
            ready.TrySetResult();
        }

        await ready.Task.WaitAsync(cancel);
    }

    private async Task ReceiveAsync(Stream stream, TaskCompletionSource ready)
    {
        var bytes = new byte[16 * 1024];
        var held = 0;
        try
        {
            while (await stream.ReadAsync(bytes.AsMemory(held), _end.Token) is var read and > 0)
            {
                held += read;
                var at = 0;
                while (_client.TryTake(bytes.AsSpan(at, held - at), out var consumed, out var datagram, out var answer) && consumed > 0)
                {
                    at += consumed;
                    Post(answer);
                    if (datagram is not null && _peer is not null)
                    {
                        await _datagrams.SendToAsync(datagram, _peer, _end.Token);
                    }
                }

                bytes.AsSpan(at, held - at).CopyTo(bytes);
                held -= at;
                if (_client.IsReady)
                {
                    ready.TrySetResult();
                }
                else if (_client.Refusal is not null)
                {
                    break;
                }
            }
        }
        catch (Exception cause) when (IsTheEnd(cause))
        {
        }

        _outgoing.Writer.TryComplete();
        ready.TrySetException(new IOException(_client.Refusal is { } code ? $"The relay answered {code}" : "The server closed the connection"));
        _ = ready.Task.Exception;
        await _end.CancelAsync();
    }

    private async Task SendAsync(Stream stream)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(_end.Token))
            {
                await stream.WriteAsync(message, _end.Token);
            }
        }
        catch (Exception cause) when (IsTheEnd(cause))
        {
        }
    }

    private async Task TakeDatagramsAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestDatagram);
        try
        {
            while (true)
            {
                var received = await _datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                _peer = received.RemoteEndPoint;
                Post(_client.Wrap(buffer.AsSpan(0, received.ReceivedBytes)));
            }
        }
        catch (Exception cause) when (IsTheEnd(cause))
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Post(byte[]? message)
    {
        if (message is not null)
        {
            _outgoing.Writer.TryWrite(message);
        }
    }

    private static bool IsTheEnd(Exception cause) =>
        cause is OperationCanceledException or IOException or SocketException or ObjectDisposedException;
}
