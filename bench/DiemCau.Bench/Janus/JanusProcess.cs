using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;

namespace DiemCau.Bench.Janus;

/// <summary>Debian's Janus in a process and a folder of its own, ended with the run.</summary>
internal sealed class JanusProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _folder;

    private JanusProcess(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    /// <summary>Of its WebSocket.</summary>
    public Uri Address { get; }

    public int Id => _process.Id;

    public static bool IsInstalled => File.Exists("/usr/bin/janus");

    public static async Task<JanusProcess> StartAsync(
        IPAddress address, int webSocketPort, (int First, int Last) mediaPorts, int eventLoops, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("janus-bench-").FullName;
        JanusConfiguration.Write(folder, address, webSocketPort, mediaPorts, eventLoops);
        var start = new ProcessStartInfo(
            "/usr/bin/janus", ["--configs-folder", folder, "--disable-stdout", "--log-file", Path.Combine(folder, "log")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var janus = new JanusProcess(process, folder, new Uri($"ws://127.0.0.1:{webSocketPort}"));
        try
        {
            await janus.WaitUntilReadyAsync(cancel);
            return janus;
        }
        catch
        {
            await janus.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // It keeps nothing that an orderly end would save, and with hundreds of peers takes its time over one.
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        while (!_process.HasExited && waited.Elapsed < StartsWithin)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.AddSubProtocol(JanusSession.Protocol);
                await socket.ConnectAsync(Address, cancel);
                return;
            }
            catch (WebSocketException)
            {
                await Task.Delay(100, cancel); // not listening yet
            }
        }

        throw new InvalidOperationException("Janus did not start:\n" + await File.ReadAllTextAsync(Path.Combine(_folder, "log"), cancel));
    }
}
