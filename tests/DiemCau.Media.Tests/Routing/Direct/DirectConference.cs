using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>A conference of direct transports on workers without threads, turned by hand under a clock of its own.</summary>
internal sealed class DirectConference : IDisposable
{
    private const long Step = 10_000;

    private readonly PacketPool _pool = new(256);
    private readonly MediaEventQueue _events = new(NullLogger.Instance);
    private readonly ToldEvents _told = new();
    private readonly List<DirectParticipant> _present = [];

    public DirectConference(int workers = 1)
    {
        var faults = new FaultLog(NullLogger.Instance);
        Routing = [.. Enumerable.Range(0, workers).Select(index => new WorkerRouting(new Worker(index, faults)))];
        Conference = new Conference(Guid.NewGuid(), Routing, _events);
        Conference.Start();
        _events.Listen(_told);
        Turn();
    }

    public IReadOnlyList<WorkerRouting> Routing { get; }

    public Conference Conference { get; }

    /// <summary>Microseconds; moved by <see cref="Pass"/> alone.</summary>
    public long Now { get; private set; } = 1_000_000;

    public PacketPool Pool => _pool;

    /// <summary>What its listener has been told, all that happened until now included.</summary>
    public ToldEvents Told
    {
        get
        {
            using var done = new ManualResetEventSlim();
            _events.Raise(_ => done.Set());
            done.Wait();
            return _told;
        }
    }

    /// <summary>Whose source it is.</summary>
    public DirectParticipant? Who(Source? source) => _present.Find(who => who.Participant == source?.Owner);

    /// <summary>Everything that <see cref="Show"/> does not name otherwise: all are heard and seen.</summary>
    public DirectParticipant Join(DirectPlan plan, int worker = 0)
    {
        var id = Guid.NewGuid();
        Assert.True(Conference.TrySeat(id, Now));
        return Attach(id, plan, worker);
    }

    /// <summary>The same participant by another transport, which takes the place of the one before.</summary>
    public DirectParticipant Rejoin(DirectParticipant who, int worker = 0) => Attach(who.Id, who.Plan, worker);

    private DirectParticipant Attach(Guid id, DirectPlan plan, int worker)
    {
        var participant = new DirectParticipant(this, Conference.Find(id)!, plan, Routing[worker].Worker);
        Assert.True(Conference.TryAttach(Conference.Find(id)!, participant.Transport));
        Routing[worker].Worker.Post(participant.Transport.Begin);
        _present.Add(participant);
        Turn();
        return participant;
    }

    /// <summary>Who is at the podium and whose screen is shared; everybody may be heard and seen but those named.</summary>
    public void Show(DirectParticipant? podium = null, DirectParticipant? screen = null, params IReadOnlyList<DirectParticipant> muted)
    {
        var all = _present.Select(who => who.Id).ToHashSet();
        Conference.Apply(Programme.Of(all.Except(muted.Select(who => who.Id)).ToHashSet(), all, podium?.Id, screen?.Id), Now);
        Turn();
    }

    /// <summary>Puts a programme in force that is made from one in which everybody is heard and seen.</summary>
    public void Apply(Func<Programme, Programme> change)
    {
        var all = _present.Select(who => who.Id).ToHashSet();
        Conference.Apply(change(Programme.Of(all, all, null, null)), Now);
        Turn();
    }

    /// <summary>One turn of every worker, until what they post to each other is done.</summary>
    public void Turn()
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var routing in Routing)
            {
                routing.Worker.TakeMail(Now);
                PacketPath.Send(routing, Now);
                routing.Worker.RunCommands(Now);
                routing.Worker.Tick(Now);
                PacketPath.Send(routing, Now);
            }
        }
    }

    /// <summary>Lets time pass in steps of a tick.</summary>
    public void Pass(int milliseconds)
    {
        for (var end = Now + (milliseconds * 1_000L); Now < end;)
        {
            Now += Step;
            Turn();
        }
    }

    /// <summary>A moment between two ticks.</summary>
    public void PassMicroseconds(long microseconds)
    {
        Now += microseconds;
        Turn();
    }

    /// <summary>Packets that went no further, of all workers.</summary>
    public long Dropped(DropReason reason) => Routing.Sum(routing => routing.Worker.Counters.Drops(reason));

    public void Close()
    {
        Conference.Close(Now);
        Turn();
    }

    public void Dispose()
    {
        Close();
        _pool.Dispose();
    }
}
