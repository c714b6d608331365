using System.Diagnostics;

namespace DiemCau.Server.EmbeddedPostgres;

/// <summary>
/// The postmaster as a child of this process, started again when it dies unasked.
/// A thread of its own starts it and waits for it: the kernel sends the child its parent-death signal when the *thread* that
/// forked it ends (prctl(2), PR_SET_PDEATHSIG), and threads of the pool come and go.
/// </summary>
internal sealed class PostgresProcess : IDisposable
{
    private static readonly TimeSpan FastPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ImmediatePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);
    private const int RememberedLines = 20;

    private readonly IReadOnlyList<string> _commandLine;
    private readonly ILogger _logger;
    private readonly Queue<string> _lastLines = new();
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _keeper;
    private volatile Process? _process;
    private volatile bool _hasFailed;

    public PostgresProcess(IReadOnlyList<string> commandLine, ILogger logger)
    {
        _commandLine = commandLine;
        _logger = logger;
        _keeper = new Thread(Keep) { IsBackground = true, Name = "PostgreSQL" };
        _keeper.Start();
    }

    /// <summary>It has ended unasked at least once.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>What it last printed, for an error message.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join('\n', _lastLines);
            }
        }
    }

    /// <summary>Ends it in order; open transactions are rolled back. Returns when it is gone.</summary>
    public void Dispose()
    {
        _stopping.Set();
        Signal(ChildProcess.Interrupt);
        if (!_keeper.Join(FastPatience))
        {
            Signal(ChildProcess.Quit);
            if (!_keeper.Join(ImmediatePatience))
            {
                _process?.Kill(entireProcessTree: true);
                _keeper.Join();
            }
        }

        _stopping.Dispose();
    }

    private void Signal(int signal)
    {
        if (_process is { } process)
        {
            ChildProcess.Signal(process.Id, signal);
        }
    }

    private void Keep()
    {
        do
        {
            using var process = Start();
            _process = process;

            // Asked to stop between two starts, when there was nothing to signal.
            if (_stopping.IsSet)
            {
                ChildProcess.Signal(process.Id, ChildProcess.Interrupt);
            }

            process.WaitForExit();
            _process = null;
            if (!_stopping.IsSet)
            {
                _hasFailed = true;
                PostgresLog.Died(_logger, process.ExitCode, LastWords);
            }
        }
        while (!_stopping.Wait(RestartPause));
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(_commandLine[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var word in _commandLine.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            while (_lastLines.Count > RememberedLines)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
