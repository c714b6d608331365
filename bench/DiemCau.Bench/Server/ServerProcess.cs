using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.Bench.Server;

/// <summary>A real server in a process and a data folder of its own, stopped in an orderly way.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SIGTERM = 15;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Dictionary<string, string> _environment;
    private readonly bool _quiet;
    private readonly Queue<string> _lastLines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ServerProcess(Process process, Dictionary<string, string> environment, Uri address, bool quiet)
    {
        _process = process;
        _environment = environment;
        _quiet = quiet;
        Address = address;
        Http = ServerHttp.For(address);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Signed in with whatever account was last signed in or made by it.</summary>
    public HttpClient Http { get; }

    public int Id => _process.Id;

    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Lines of its log at error and above.</summary>
    public IReadOnlyCollection<string> LoggedErrors => _errors;

    /// <summary>The link by which a new installation gets its first administrator, as the server prints it.</summary>
    public string? FirstAdministratorLink { get; private set; }

    /// <param name="settings">Options by their environment names, over those that are set here.</param>
    /// <param name="quiet">False: what the server prints goes to the console.</param>
    public static async Task<ServerProcess> StartAsync(
        string dataFolder, int httpsPort, int mediaPort, CancellationToken cancel,
        IReadOnlyDictionary<string, string>? settings = null, bool quiet = true)
    {
        if (!File.Exists(Repository.ServerProgram))
        {
            throw new FileNotFoundException("The server is not built; run scripts/build first", Repository.ServerProgram);
        }

        var environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["DIEMCAU_DATA"] = dataFolder,
            ["DIEMCAU_HTTPS_PORT"] = $"{httpsPort}",
            ["DIEMCAU_MEDIA_PORT"] = $"{mediaPort}",
        };
        var start = new ProcessStartInfo(Repository.ServerProgram, ["serve"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!, environment, new Uri($"https://localhost:{httpsPort}"), quiet);
        try
        {
            await server.WaitUntilReadyAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the first administrator of a new installation; <see cref="Http"/> is signed in as it.</summary>
    public async Task MakeAdministratorAsync(string email, string password, CancellationToken cancel)
    {
        for (var tries = 0; FirstAdministratorLink is null && tries < 50; tries++)
        {
            await Task.Delay(100, cancel); // it is printed a moment after the server is ready
        }

        var token = (FirstAdministratorLink ?? throw new InvalidOperationException("The server printed no link for a first administrator")).Split('/', '=')[^1];
        await PostAsync("/api/accounts/first-administrator", new { token, email, password }, cancel);
        using var session = await Http.GetAsync("/api/session", cancel); // gives the antiforgery token of the new session
    }

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel) => SendAsync(HttpMethod.Post, path, body, cancel);

    /// <summary>
    /// More places than any run asks for: what is measured is how much the server carries, not how much it plans to. Of the administrator.
    /// </summary>
    public async Task LiftCapacityAsync(CancellationToken cancel)
    {
        var node = (await Http.GetFromJsonAsync<JsonElement>("/api/resources/nodes", cancel))[0];
        await SendAsync(
            HttpMethod.Put, $"/api/resources/nodes/{node.GetProperty("id").GetString()}",
            new { name = node.GetProperty("name").GetString(), ports = 100_000, streams = 1_000_000, mbps = 1_000_000, inService = true }, cancel);
    }

    /// <summary>Runs a command of the administrator's command line on this installation.</summary>
    public async Task<JsonElement> CommandAsync(CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.ServerProgram, [.. arguments, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<JsonElement>(output)
            : throw new InvalidOperationException($"diemcau {string.Join(' ', arguments)}: {await errors}");
    }

    /// <summary>Runs a command of the administrator's command line on this installation, and answers the processor time that it took.</summary>
    public async Task<TimeSpan> CommandCostAsync(string command, CancellationToken cancel)
    {
        // The shell's own word for what its children took; a process that has ended tells .NET nothing any more.
        var start = new ProcessStartInfo("/bin/bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\" > /dev/null", "time", Repository.ServerProgram, .. command.Split(' ')])
        {
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var printed = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? TimeSpan.FromSeconds(printed.TrimEnd().Split('\n')[^1].Split(' ').Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture)))
            : throw new InvalidOperationException($"diemcau {command}: {printed}");
    }

    public async ValueTask DisposeAsync()
    {
        // An orderly end: it stops its database, which a kill would leave running.
        if (!_process.HasExited && kill(_process.Id, SIGTERM) == 0)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _process.WaitForExitAsync(patience.Token);
        }

        Http.Dispose();
        _process.Dispose();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await Http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadFromJsonAsync<JsonElement>(cancel)
            : throw new HttpRequestException($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        var deadline = Stopwatch.StartNew();
        while (!_process.HasExited && deadline.Elapsed < StartsWithin)
        {
            try
            {
                using var ready = await Http.GetAsync("/health/ready", cancel);
                if (ready.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, cancel);
        }

        lock (_lastLines)
        {
            throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', _lastLines));
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.Trim() is var link && link.StartsWith("https://", StringComparison.Ordinal) && link.Length > 40)
        {
            FirstAdministratorLink = link;
        }

        // "2026-11-30 10:00:00.000 fail: category[0] …", as the simple console writes them.
        if (line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal))
        {
            _errors.Enqueue(line);
        }

        if (!_quiet)
        {
            Console.WriteLine(line);
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 40)
            {
                _lastLines.Dequeue();
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int sig);
}
