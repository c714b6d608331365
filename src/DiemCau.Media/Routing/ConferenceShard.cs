using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>The part of a conference that is received on one worker: its receivers and the fans of the streams they watch.</summary>
internal sealed class ConferenceShard(Conference conference, WorkerRouting routing) : ITicking
{
    private const long SweepInterval = 1_000_000;

    /// <summary>So near must a picture be for voices to wait for it, and so long do they.</summary>
    private const long PictureWait = 2_000;

    private readonly List<Receiver> _receivers = [];
    private readonly List<StreamFan> _fans = [];
    private Source[] _voices = [];
    private long _picturesWentAt;
    private long _nextSweep;

    public Worker Worker => routing.Worker;

    public Conference Conference { get; } = conference;

    public IReadOnlyList<Source> Voices => _voices;

    public void Add(Receiver receiver, long now)
    {
        if (!_receivers.Contains(receiver))
        {
            _receivers.Add(receiver);
        }

        receiver.Assign(this, now);
    }

    public void Remove(Receiver receiver, long now)
    {
        _receivers.Remove(receiver);
        receiver.Vacate(this, now);
    }

    /// <summary>The programme, the roster or somebody's streams changed: everybody's slots are looked at again.</summary>
    public void AssignAll(long now)
    {
        foreach (var receiver in _receivers)
        {
            try
            {
                receiver.Assign(this, now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                receiver.Failed(fault);
            }
        }
    }

    /// <summary>The speaker selection chose other voices.</summary>
    public void SetVoices(Source[] selected, long now)
    {
        _voices = selected;
        AssignAll(now);
    }

    /// <summary>Hands over a publisher's packet from another worker, with a reference. Any thread.</summary>
    /// <returns>False when this worker is too far behind; the caller keeps the reference.</returns>
    public bool TryPost(in RoutedPacket packet) => routing.TryPost(this, packet);

    /// <summary>Takes a publisher's packet for the end of this batch.</summary>
    public void Enqueue(in RoutedPacket packet)
    {
        if (packet.Stream.FanOn(Worker.Index) is not { } fan)
        {
            Worker.Counters.Drop(DropReason.NobodyWatches);
        }
        else if (fan.Enqueue(packet))
        {
            routing.Bursts.Add(new WorkerRouting.Burst(this, fan));
        }
    }

    /// <summary>A picture's packets are in the batch.</summary>
    public void PictureWent(long now) => _picturesWentAt = now;

    /// <summary>
    /// Until when a voice waits for a picture, whose message it can end: half of what a voice costs is its message. Only where at
    /// least half of those who hear it get a picture within that time, and none is in the batch yet.
    /// </summary>
    /// <returns>A time that has passed when it does not wait.</returns>
    public long PictureWaitedFor(StreamFan voice, long now)
    {
        var until = voice.BurstSince + PictureWait;
        if (until <= now || _picturesWentAt == now)
        {
            return now;
        }

        var reached = 0;
        foreach (var fan in _fans)
        {
            if (!fan.IsAudio && (fan.HasBurst || fan.IsFrameDue(now, PictureWait)))
            {
                reached += fan.Slots.Count;
            }
        }

        return reached * 2 >= voice.Slots.Count ? until : now;
    }

    public StreamFan Subscribe(ReceiveSlot slot, SourceStream stream)
    {
        var fan = stream.FanOn(Worker.Index);
        if (fan is null)
        {
            fan = new StreamFan(stream);
            stream.SetFan(Worker.Index, fan);
            _fans.Add(fan);
        }

        fan.Add(slot);
        return fan;
    }

    public void Unsubscribe(ReceiveSlot slot, SourceStream stream) => stream.FanOn(Worker.Index)?.Remove(slot);

    /// <summary>Forgets the fans that nobody watches any more; not at once, because a slot often comes back in the same breath.</summary>
    public void Tick(long now)
    {
        if (now < _nextSweep)
        {
            return;
        }

        _nextSweep = now + SweepInterval;
        for (var i = _fans.Count - 1; i >= 0; i--)
        {
            var fan = _fans[i];
            if (fan.IsEmpty && !fan.HasBurst)
            {
                Forget(fan);
                _fans.RemoveAt(i);
            }
        }
    }

    public void Close()
    {
        Worker.RemoveTicking(this);
        foreach (var fan in _fans)
        {
            Forget(fan);
        }

        _fans.Clear();
    }

    private void Forget(StreamFan fan)
    {
        fan.Stream.SetFan(Worker.Index, null);
        fan.Clear();
    }
}
