using DiemCau.Media.Observability;
using DiemCau.Media.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Media.Tests.Workers;

public sealed class WorkerTests
{
    private readonly Worker _worker = new(0, new FaultLog(NullLogger.Instance));

    [Fact]
    public void A_command_that_throws_costs_itself()
    {
        var ran = new List<int>();
        _worker.Post(_ => ran.Add(1));
        _worker.Post(_ => throw new InvalidOperationException("A bug."));
        _worker.Post(_ => ran.Add(3));
        _worker.RunCommands(0);

        Assert.Equal([1, 3], ran);
        Assert.False(_worker.HasMail);
        Assert.Equal(1, _worker.Counters.Drops(DropReason.Fault));
    }

    [Fact]
    public void What_ticks_and_throws_takes_no_tick_from_the_others()
    {
        var (before, faulty, after) = (new Ticking(), new Ticking { Throws = true }, new Ticking());
        _worker.AddTicking(before);
        _worker.AddTicking(faulty);
        _worker.AddTicking(after);
        for (var now = 0; now < 5; now++)
        {
            _worker.Tick(now);
        }

        Assert.Equal((5, 5, 5), (before.Ticks, faulty.Ticks, after.Ticks));
        Assert.Equal(5, _worker.Counters.Drops(DropReason.Fault));
    }

    [Fact]
    public void An_inbox_that_throws_does_not_keep_the_next_from_being_emptied()
    {
        var (faulty, good) = (new Inbox { Throws = true }, new Inbox());
        _worker.AddInbox(faulty);
        _worker.AddInbox(good);
        Assert.Equal(2, _worker.Waiting);
        _worker.TakeMail(0);
        Assert.True(good.IsEmpty);
    }

    /// <summary>A worker that is busy with its own commands would never receive.</summary>
    [Fact]
    public void A_command_that_posts_itself_again_runs_once_a_turn()
    {
        var ran = 0;
        void Again(long now)
        {
            ran++;
            _worker.Post(Again);
        }

        _worker.Post(Again);
        _worker.RunCommands(0);
        _worker.RunCommands(0);
        Assert.Equal(2, ran);
    }

    [Fact]
    public void A_fault_that_recurs_is_logged_once()
    {
        var log = new Lines();
        var worker = new Worker(3, new FaultLog(log));
        for (var i = 0; i < 100; i++)
        {
            worker.Post(_ => throw new InvalidOperationException("A bug."));
        }

        worker.Post(_ => throw new NotSupportedException("Another."));
        worker.RunCommands(0);
        Assert.Equal(2, log.Count);
        Assert.Equal(101, worker.Counters.Drops(DropReason.Fault));
    }

    private sealed class Ticking : ITicking
    {
        public bool Throws { get; init; }

        public int Ticks { get; private set; }

        public void Tick(long now)
        {
            Ticks++;
            if (Throws)
            {
                throw new InvalidOperationException("A bug.");
            }
        }
    }

    private sealed class Inbox : IInbox
    {
        public bool Throws { get; init; }

        public int Count { get; private set; } = 1;

        public bool IsEmpty => Count == 0;

        public void Take(long now) => Count = Throws ? throw new InvalidOperationException("A bug.") : 0;
    }

    private sealed class Lines : ILogger
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
