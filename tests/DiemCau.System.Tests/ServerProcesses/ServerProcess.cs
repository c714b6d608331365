using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DiemCau.System.Tests.ServerProcesses;

/// <summary>
/// The built program as a child process on free ports, as an installation runs it. It can be killed and started again
/// on the same data folder and ports.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);

    private readonly Dictionary<string, string> _options;
    private readonly bool _ownsDataFolder;
    private readonly StringBuilder _output = new();
    private Process? _process;

    private ServerProcess(string dataFolder, bool ownsDataFolder, int httpsPort, int mediaPort, Dictionary<string, string> options)
    {
        (HttpsPort, MediaPort) = (httpsPort, mediaPort);
        DataFolder = dataFolder;
        _ownsDataFolder = ownsDataFolder;
        _options = options;
        Client = CreateClient();
    }

    public string DataFolder { get; }

    public int HttpsPort { get; }

    public int MediaPort { get; }

    public Uri Address => new($"https://localhost:{HttpsPort}");

    /// <summary>Speaks to the server; trusts its self-signed certificate.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything it has printed since it was made, stdout and stderr.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public bool HasExited => _process is null or { HasExited: true };

    public int ProcessId => _process!.Id;

    /// <summary>
    /// Starts a server with a fresh data folder, whose database is a copy of one that was made before as by a first start, and waits until
    /// it is ready.
    /// </summary>
    /// <param name="options">Environment variables on top of ports, data folder and announced address.</param>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string>? options = null)
    {
        var server = Create(options);
        try
        {
            if (server._ownsDataFolder)
            {
                await server.PrepareDataAsync();
            }

            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>One that has not been started: its first start makes its database.</summary>
    public static ServerProcess Create(IReadOnlyDictionary<string, string>? options = null)
    {
        var owns = options is null || !options.ContainsKey("DIEMCAU_DATA");
        var folder = owns ? Directory.CreateTempSubdirectory("diemcau-server-").FullName : options!["DIEMCAU_DATA"];
        var (httpsPort, mediaPort) = (FreePort(ProtocolType.Tcp), FreePort(ProtocolType.Udp));
        var all = new Dictionary<string, string>
        {
            ["DIEMCAU_DATA"] = folder,
            ["DIEMCAU_HTTPS_PORT"] = httpsPort.ToString(null, null),
            ["DIEMCAU_MEDIA_PORT"] = mediaPort.ToString(null, null),
            ["DIEMCAU_ANNOUNCE"] = "127.0.0.1",
        };
        foreach (var (name, value) in options ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return new ServerProcess(folder, owns, httpsPort, mediaPort, all);
    }

    /// <summary>Starts it (again) on the same data folder and ports and waits until it is ready.</summary>
    public async Task RestartAsync()
    {
        _process?.Dispose();
        _process = Spawn([]);
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartPatience)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with code {_process.ExitCode}:\n{Output}");
            }

            try
            {
                using var answer = await Client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The server is not ready after {StartPatience.TotalSeconds} s:\n{Output}");
    }

    /// <summary>Asks until the answer has this status, for at most four minutes.</summary>
    public async Task WaitUntilAsync(string path, HttpStatusCode status)
    {
        HttpStatusCode? last = null;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartPatience; await Task.Delay(100))
        {
            using var answer = await Client.GetAsync(path);
            last = answer.StatusCode;
            if (last == status)
            {
                return;
            }
        }

        throw new TimeoutException($"{path} still answers {last}:\n{Output}");
    }

    /// <summary>Runs one of the program's commands on this installation to its end.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(StartInfo(arguments));

    /// <summary>Runs one of the program's commands and answers the processor time that it took, user and system, all its threads.</summary>
    public async Task<TimeSpan> ProcessorTimeOfAsync(params string[] arguments)
    {
        // The shell's own word for what its children took; a process that has ended tells .NET nothing any more.
        var timed = StartInfo(["-c", "TIMEFORMAT='%U %S'; time \"$@\" > /dev/null", "time", Repository.ServerProgram, .. arguments], "/bin/bash");
        var (exitCode, _, errors) = await RunAsync(timed);
        Assert.True(exitCode == 0, errors);
        return TimeSpan.FromSeconds(errors.TrimEnd().Split('\n')[^1].Split(' ').Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture)));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Asks it to end (SIGTERM) and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", ProcessId.ToString(null, null)]))
        {
            await kill.WaitForExitAsync();
        }

        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
        if (_ownsDataFolder && Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    /// <summary>A browser of its own, with cookies, that has accepted this server's certificate.</summary>
    public HttpClient CreateClient() => new(
        new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => IsOurs(certificate) },
            CookieContainer = new CookieContainer(),
            ConnectTimeout = TimeSpan.FromSeconds(80),
        })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(80),
    };

    private async Task PrepareDataAsync()
    {
        using var script = Process.Start(
            Path.Combine(Repository.Root, "scripts/prepared-data"), [Repository.ServerProgram + ".dll", DataFolder]);
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
    }

    private bool IsOurs(X509Certificate? certificate)
    {
        using var own = X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(DataFolder, "tls/certificate.pem")));
        return own.Equals(certificate);
    }

    private Process Spawn(string[] arguments)
    {
        var process = new Process { StartInfo = StartInfo(arguments) };
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private ProcessStartInfo StartInfo(string[] arguments, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Repository.ServerProgram, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The developer's own settings must not leak into a test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DIEMCAU_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _options)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private void Remember(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private static int FreePort(ProtocolType protocol)
    {
        using var socket = new Socket(
            AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
