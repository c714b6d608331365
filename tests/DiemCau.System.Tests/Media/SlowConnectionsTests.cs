using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using DiemCau.Media;
using DiemCau.Server.MediaPlane;
using DiemCau.System.Tests.ServerProcesses;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// "Slow loris": connections that say hardly anything, a byte now and then. They end by themselves, and calls and pages go on.
/// </summary>
public sealed class SlowConnectionsTests(ITestOutputHelper output)
{
    private const int Strangers = 150;
    private static readonly TimeSpan Sip = TimeSpan.FromMilliseconds(900);

    [Theory]
    [InlineData("nothing at all")]
    [InlineData("TLS, byte by byte")]
    [InlineData("ICE-TCP, byte by byte")]
    [InlineData("TURN, byte by byte")]
    [InlineData("ICE-TCP frames without end")]
    [InlineData("TURN requests without credentials")]
    public async Task Those_who_hardly_say_anything_are_gone_in_seconds_while_a_call_over_the_port_goes_on(string what)
    {
        await using var meeting = new MediaMeeting();
        await using var port = await OnePort.OpenAsync(meeting.Server);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 300));
        await using var tunnel = await StreamTunnel.OpenAsync(
            StreamWay.TurnTls, port.Address, meeting.Address, meeting.Server.IssueRelayCredentials("test", TimeSpan.FromHours(1)), end.Token);
        var watcher = await meeting.JoinAsync(podium: true, via: tunnel.Address);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(watcher, new ViewSize(640, 360));
        await watcher.UntilAsync(watcher.Lines.Podium, slot => slot.Frames > 5);

        var clock = Stopwatch.StartNew();
        var strangers = await Task.WhenAll(Enumerable.Range(0, Strangers).Select(_ => ConnectAsync(port.Address)));
        var dripping = strangers.Select(stranger => DripAsync(stranger, Words(what), end.Token)).ToArray();
        await watcher.ResetAsync();
        var picture = await watcher.UntilAsync(watcher.Lines.Podium, slot => slot.Frames > 60);
        Assert.True(picture.Lost * 20 < picture.Packets, picture.ToString());
        Assert.True(meeting.Server.Statistics().BuffersInUse < 2_000);

        var lived = await Task.WhenAll(dripping).WaitAsync(TimeSpan.FromMinutes(2));
        output.WriteLine($"{what}: {Strangers} connections lived {lived.Max().TotalSeconds:F1} s at most; {picture}");
        // All that they have to say would take them a minute.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(45), $"The last one went after {clock.Elapsed}.");
        Assert.Equal(0, port.HalfOpen.Count);
        await watcher.UntilAsync(watcher.Lines.Podium, slot => slot.Frames > picture.Frames + 30);
    }

    [Fact]
    public async Task One_network_cannot_take_all_places_for_connections_that_say_nothing()
    {
        await using var meeting = new MediaMeeting(workers: 1);
        await using var port = await OnePort.OpenAsync(meeting.Server);
        var strangers = new List<Socket>();
        try
        {
            for (var i = 0; i < HalfOpenConnections.MostOfNetwork + 50; i++)
            {
                try
                {
                    strangers.Add(await ConnectAsync(port.Address));
                }
                catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
                {
                    // Turned away before the connection was quite there.
                }
            }

            await UntilAsync(() => port.HalfOpen.Refused > 0);
            Assert.InRange(port.HalfOpen.Count, 1, HalfOpenConnections.MostOfNetwork);
        }
        finally
        {
            strangers.ForEach(stranger => stranger.Dispose());
        }

        await UntilAsync(() => port.HalfOpen.Count == 0);
        using var late = await ConnectAsync(port.Address);
        await UntilAsync(() => port.HalfOpen.Count == 1);
    }

    [Fact]
    public async Task A_request_that_drips_into_a_real_server_is_cut_off_and_others_are_answered_meanwhile()
    {
        await using var server = await ServerProcess.StartAsync();
        var address = new IPEndPoint(IPAddress.Loopback, server.HttpsPort);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var clock = Stopwatch.StartNew();
        var dripping = Enumerable.Range(0, 50).Select(async _ =>
        {
            using var socket = await ConnectAsync(address);
            await using var tls = new SslStream(new NetworkStream(socket), false, (_, certificate, _, _) => certificate is not null);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http11],
            }, end.Token);
            await tls.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n"), end.Token);
            await DripAsync(tls, "X-Slow: " + new string('x', 200), end.Token);
        }).ToArray();

        for (var i = 0; i < 10; i++)
        {
            using var answer = await server.Client.GetAsync("/health/live", end.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Task.Delay(200, end.Token);
        }

        await Task.WhenAll(dripping).WaitAsync(TimeSpan.FromMinutes(3));
        output.WriteLine($"The last one was cut off after {clock.Elapsed.TotalSeconds:F1} s");
        // Two hundred bytes at this pace would take three minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90));
    }

    private static byte[] Words(string what) => what switch
    {
        "nothing at all" => [],
        "TLS, byte by byte" => [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, .. new byte[64]],
        "ICE-TCP, byte by byte" => [0, 20, 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. new byte[64]],
        "TURN, byte by byte" => [0, 3, 0, 60, 0x21, 0x12, 0xA4, 0x42, .. new byte[64]],
        "ICE-TCP frames without end" => [0, 20, 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. Enumerable.Repeat((byte)0xFF, 64)],
        _ => [.. Enumerable.Repeat<byte[]>([0, 3, 0, 0, 0x21, 0x12, 0xA4, 0x42, .. new byte[12]], 4).SelectMany(request => request)],
    };

    private static async Task<Socket> ConnectAsync(IPEndPoint address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address);
        return socket;
    }

    /// <summary>Says the first eight bytes at once, which shows what it is, then one at a time, until the other end has enough.</summary>
    /// <returns>How long that took.</returns>
    private static async Task<TimeSpan> DripAsync(Socket socket, byte[] words, CancellationToken end)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var clock = Stopwatch.StartNew();
        var over = OverAsync(stream, end);
        try
        {
            await stream.WriteAsync(words.AsMemory(0, Math.Min(8, words.Length)), end);
            for (var i = 8; !over.IsCompleted; i++)
            {
                if (i < words.Length)
                {
                    await stream.WriteAsync(words.AsMemory(i, 1), end);
                }

                await Task.WhenAny(over, Task.Delay(Sip, end));
            }
        }
        catch (IOException)
        {
        }

        return clock.Elapsed;
    }

    private static async Task DripAsync(Stream stream, string words, CancellationToken end)
    {
        var over = OverAsync(stream, end);
        try
        {
            foreach (var letter in words)
            {
                await stream.WriteAsync(new[] { (byte)letter }, end);
                if (await Task.WhenAny(over, Task.Delay(Sip, end)) == over)
                {
                    return;
                }
            }
        }
        catch (IOException)
        {
        }
    }

    private static async Task OverAsync(Stream stream, CancellationToken end)
    {
        var heard = new byte[4096];
        try
        {
            while (await stream.ReadAsync(heard, end) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(50))
        {
            Assert.True(waited.Elapsed < MediaMeeting.Patience, $"Not within {MediaMeeting.Patience}");
        }
    }
}
