using DiemCau.Media.Observability;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// What routing has on one worker: publishers' packets that other workers have for receivers here, and the streams with packets to send at
/// the end of the batch.
/// </summary>
internal sealed class WorkerRouting : IInbox
{
    private const int InboxCapacity = 16_384;

    private readonly BoundedQueue<Arrival> _arrivals = new(InboxCapacity);

    public WorkerRouting(Worker worker)
    {
        Worker = worker;
        worker.AddInbox(this);
    }

    public Worker Worker { get; }

    /// <summary>Fans that have a burst.</summary>
    public List<Burst> Bursts { get; } = [];

    /// <summary>When the first of the bursts that wait for more goes without it; <see cref="long.MaxValue"/> while none waits.</summary>
    public long WaitsUntil { get; set; } = long.MaxValue;

    public int Count => _arrivals.Count;

    public bool IsEmpty => _arrivals.IsEmpty;

    /// <summary>Hands over a packet with a reference. Any thread.</summary>
    /// <returns>False when the worker is too far behind; the caller keeps the reference.</returns>
    public bool TryPost(ConferenceShard shard, in RoutedPacket packet)
    {
        if (!_arrivals.TryEnqueue(new Arrival(shard, packet)))
        {
            return false;
        }

        Worker.Wake();
        return true;
    }

    public void Take(long now)
    {
        for (var i = 0; i < InboxCapacity && _arrivals.TryDequeue(out var arrival); i++)
        {
            try
            {
                arrival.Shard.Enqueue(arrival.Packet);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Worker.Report(FaultyPart.Message, fault);
            }
            finally
            {
                arrival.Packet.Buffer.Release();
            }
        }
    }

    /// <param name="Shard">The fan's.</param>
    internal readonly record struct Burst(ConferenceShard Shard, StreamFan Fan);

    private readonly record struct Arrival(ConferenceShard Shard, RoutedPacket Packet);
}
