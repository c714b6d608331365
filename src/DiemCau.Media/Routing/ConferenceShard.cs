using DiemCau.Media.Observability;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>The part of a conference that is received on one worker: its receivers and the fans of the streams they watch.</summary>
internal sealed class ConferenceShard(Conference conference, MediaWorker worker) : ITicking
{
    private const long SweepInterval = 1_000_000;

    private readonly List<Receiver> receivers = [];
    private readonly List<StreamFan> fans = [];
    private readonly List<StreamFan> burstFans = [];
    private Source[] voices = [];
    private long nextSweep;

    public MediaWorker Worker { get; } = worker;

    public Conference Conference { get; } = conference;

    public IReadOnlyList<Source> Voices => voices;

    public void Add(Receiver receiver, long now)
    {
        if (!receivers.Contains(receiver))
        {
            receivers.Add(receiver);
        }

        receiver.Assign(this, now);
    }

    public void Remove(Receiver receiver, long now)
    {
        receivers.Remove(receiver);
        receiver.Vacate(this);
    }

    /// <summary>The programme, the roster or somebody's streams changed: everybody's slots are looked at again.</summary>
    public void AssignAll(long now)
    {
        foreach (var receiver in receivers)
        {
            receiver.Assign(this, now);
        }
    }

    /// <summary>The speaker selection chose other voices.</summary>
    public void SetVoices(Source[] selected, long now)
    {
        voices = selected;
        AssignAll(now);
    }

    /// <summary>Takes a publisher's packet for the end of this batch.</summary>
    public void Enqueue(in RoutedPacket packet)
    {
        if (packet.Stream.FanOn(Worker.Index) is not { } fan)
        {
            Worker.Counters.Drop(DropReason.NobodyWatches);
            return;
        }

        if (fan.Enqueue(packet))
        {
            if (burstFans.Count == 0)
            {
                Worker.FanOutLater(this);
            }

            burstFans.Add(fan);
        }
    }

    public void FanOut(long now)
    {
        foreach (var fan in burstFans)
        {
            fan.Send(now);
        }

        burstFans.Clear();
    }

    public StreamFan Subscribe(ReceiveSlot slot, SourceStream stream)
    {
        var fan = stream.FanOn(Worker.Index);
        if (fan is null)
        {
            fan = new StreamFan(stream);
            stream.SetFan(Worker.Index, fan);
            fans.Add(fan);
        }

        fan.Add(slot);
        return fan;
    }

    public void Unsubscribe(ReceiveSlot slot, SourceStream stream) => stream.FanOn(Worker.Index)?.Remove(slot);

    /// <summary>Forgets the fans that nobody watches any more; not at once, because a slot often comes back in the same breath.</summary>
    public void Tick(long now)
    {
        if (now < nextSweep)
        {
            return;
        }

        nextSweep = now + SweepInterval;
        for (var i = fans.Count - 1; i >= 0; i--)
        {
            var fan = fans[i];
            if (fan.IsEmpty && !burstFans.Contains(fan))
            {
                fan.Clear();
                fan.Stream.SetFan(Worker.Index, null);
                fans.RemoveAt(i);
            }
        }
    }

    public void Close()
    {
        Worker.RemoveTicking(this);
        burstFans.Clear();
        foreach (var fan in fans)
        {
            fan.Clear();
            fan.Stream.SetFan(Worker.Index, null);
        }

        fans.Clear();
    }
}
