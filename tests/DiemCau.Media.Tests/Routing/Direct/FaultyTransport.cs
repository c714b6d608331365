using DiemCau.Media.Routing;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>Where a <see cref="FaultyTransport"/> has its bug.</summary>
public enum FaultyStage
{
    /// <summary>Asked whether it takes packets.</summary>
    CanSend,

    /// <summary>Room for a packet.</summary>
    Reserve,

    /// <summary>Protecting and sending it.</summary>
    Commit,

    /// <summary>Reports and requests.</summary>
    Rtcp,

    /// <summary>Being looked after.</summary>
    Tick,

    /// <summary>Being looked after soon.</summary>
    TickSoon,
}

/// <summary>A kind of transport with a bug in one place.</summary>
internal sealed class FaultyTransport : Transport, ITicking
{
    private readonly FaultyStage _stage;
    private readonly byte[] _room = new byte[2_000];

    public FaultyTransport(Participant participant, DirectPlan plan, Worker worker, FaultyStage stage)
        : base(participant, plan.Session, plan.Slots, plan.Assignments)
    {
        _stage = stage;
        LiveOn(worker);
    }

    public int Faults { get; private set; }

    public override bool CanSend => !Breaks(FaultyStage.CanSend) && State == TransportState.Connected;

    public void Begin(long now)
    {
        Worker.AddTicking(this);
        Worker.Residents++;
        Open(now);
    }

    public override Span<byte> Reserve(int length) => Breaks(FaultyStage.Reserve) ? [] : _room;

    public override void CommitRtp(Span<byte> packet, int headerLength, int length, long? arrivedAt) => Breaks(FaultyStage.Commit);

    public override void SendRtcp(ReadOnlySpan<byte> compound) => Breaks(FaultyStage.Rtcp);

    public override void TickSoon() => Breaks(FaultyStage.TickSoon);

    public void Tick(long now)
    {
        Breaks(FaultyStage.Tick);
        Look(now);
    }

    public override void CloseSoon() => Worker.Post(Close);

    public override void Close(long now)
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        ChangeState(TransportState.Closed);
        Worker.RemoveTicking(this);
        Worker.Residents--;
        Conference.ShardOn(Worker).Remove(Receiver, now);
        Publisher.Close(now);
    }

    private bool Breaks(FaultyStage stage)
    {
        if (stage != _stage || State != TransportState.Connected)
        {
            return false;
        }

        Faults++;
        throw new InvalidOperationException($"A bug in {stage}.");
    }
}
