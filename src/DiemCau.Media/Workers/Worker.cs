using System.Collections.Concurrent;
using DiemCau.Media.Observability;

namespace DiemCau.Media.Workers;

/// <summary>
/// What one thread looks after: messages and commands of other threads, and things that tick. It has no thread, socket or clock of its own:
/// <see cref="WorkerThread"/> turns it, tests turn it by hand. A fault in one of its things costs that one, and only this time.
/// </summary>
internal sealed class Worker(int index, FaultLog faults)
{
    private readonly ConcurrentQueue<Action<long>> _commands = new();
    private readonly List<IInbox> _inboxes = [];
    private readonly List<ITicking> _ticking = [];
    private Action _wake = static () => { };

    public int Index { get; } = index;

    public WorkerCounters Counters { get; } = new();

    /// <summary>Transports that live here; without any there is nothing to do every few milliseconds.</summary>
    public int Residents { get; set; }

    /// <summary>Messages of other threads that wait here, about. Any thread.</summary>
    public int Waiting
    {
        get
        {
            var waiting = 0;
            foreach (var inbox in _inboxes)
            {
                waiting += inbox.Count;
            }

            return waiting;
        }
    }

    /// <summary>Something has been posted that has not been taken yet.</summary>
    public bool HasMail
    {
        get
        {
            foreach (var inbox in _inboxes)
            {
                if (!inbox.IsEmpty)
                {
                    return true;
                }
            }

            return !_commands.IsEmpty;
        }
    }

    /// <summary>Once, before anything is posted: how the thread is told that there is mail.</summary>
    public void WakeBy(Action wake) => _wake = wake;

    /// <summary>Before the first turn.</summary>
    public void AddInbox(IInbox inbox) => _inboxes.Add(inbox);

    /// <summary>Runs an action on this worker's thread, in order, with the current time. Any thread.</summary>
    public void Post(Action<long> command)
    {
        _commands.Enqueue(command);
        Wake();
    }

    /// <summary>Something was put into an inbox. Any thread.</summary>
    public void Wake() => _wake();

    /// <summary>Has something looked after on this worker's thread, which is also the only one that calls this.</summary>
    public void AddTicking(ITicking item) => _ticking.Add(item);

    public void RemoveTicking(ITicking item) => _ticking.Remove(item);

    /// <summary>A bug showed itself in one thing that this worker does: counted always, logged once.</summary>
    public void Report(FaultyPart part, Exception fault)
    {
        Counters.Drop(DropReason.Fault);
        faults.Report(part, Index, fault);
    }

    public void TakeMail(long now)
    {
        foreach (var inbox in _inboxes)
        {
            try
            {
                inbox.Take(now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Report(FaultyPart.Message, fault);
            }
        }
    }

    /// <summary>Those that commands post run at the next turn.</summary>
    public void RunCommands(long now)
    {
        for (var left = _commands.Count; left > 0 && _commands.TryDequeue(out var command); left--)
        {
            try
            {
                command(now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Report(FaultyPart.Command, fault);
            }
        }
    }

    public void Tick(long now)
    {
        // Backwards: an item may leave the list during its tick.
        for (var i = _ticking.Count - 1; i >= 0; i--)
        {
            try
            {
                _ticking[i].Tick(now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Report(FaultyPart.Tick, fault);
            }
        }
    }
}
