using System.Diagnostics;

namespace DiemCau.Fuzz;

/// <summary>
/// Feeds one target mutated inputs until the time is over. An exception or an input that takes more than a second is a finding,
/// printed as the command that repeats it. Guided by coverage, an input that goes a new way becomes one that others are made of.
/// </summary>
internal sealed class FuzzRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly IFuzzTarget _target;
    private readonly FuzzOptions _options;
    private volatile byte[] _input = [];
    private long _inputStarted;
    private long _inputs;
    private Exception? _finding;
    private readonly List<byte[]> _worthwhile;

    private FuzzRun(IFuzzTarget target, FuzzOptions options)
    {
        _target = target;
        _options = options;
        _worthwhile = [.. target.Samples, .. Corpus.Of(target)];
    }

    /// <returns>Whether nothing was found.</returns>
    public static bool Execute(IFuzzTarget target, FuzzOptions options)
    {
        var run = new FuzzRun(target, options);
        bool clean = run.Watch();
        Console.WriteLine($"{target.Name}: {run._inputs} inputs, seed {options.Seed}{(clean ? "" : ": FOUND")}");
        if (clean && options.Corpus is { } corpus)
        {
            Console.WriteLine($"  {Corpus.Keep(target, run._worthwhile, corpus)} kept of {run._worthwhile.Count}, which reach {Coverage.Count} branches");
        }

        return clean;
    }

    private bool Watch()
    {
        // On a thread of its own, so that an endless loop is found too; it cannot be ended, but the process is about to.
        var thread = new Thread(Mutate) { IsBackground = true };
        Volatile.Write(ref _inputStarted, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(s_patience))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _inputStarted)) > s_patience)
            {
                Report("took more than a second");
                return false;
            }
        }

        if (_finding is not null)
        {
            Report(_finding.ToString());
        }

        return _finding is null;
    }

    private void Mutate()
    {
        var mutator = new Mutator(_options.Seed, _worthwhile);
        long start = Stopwatch.GetTimestamp();
        Coverage.Begin();
        foreach (byte[] sample in _worthwhile)
        {
            if (!TryRun(sample))
            {
                return;
            }
        }

        Coverage.HasFound();
        while (Stopwatch.GetElapsedTime(start) < _options.Duration)
        {
            byte[] input = mutator.Next();
            if (_options.Corpus is not null)
            {
                Coverage.Begin();
            }

            if (!TryRun(input))
            {
                return;
            }

            if (_options.Corpus is not null && Coverage.HasFound())
            {
                _worthwhile.Add(input);
            }
        }
    }

    private bool TryRun(byte[] input)
    {
        _input = input;
        Volatile.Write(ref _inputStarted, Stopwatch.GetTimestamp());
        _inputs++;
        try
        {
            _target.Run(input);
            return true;
        }
#pragma warning disable CA1031 // any exception is what is being looked for
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _finding = exception;
            return false;
        }
    }

    private void Report(string what) => Console.Error.WriteLine(
        $"{what}{Environment.NewLine}again: dotnet run --project fuzz/DiemCau.Fuzz -- {_target.Name} --input {Convert.ToHexStringLower(_input)}");
}
