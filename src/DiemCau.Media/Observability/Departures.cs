namespace DiemCau.Media.Observability;

/// <summary>
/// When the packets in the present batch arrived. A batch has packets of few moments (a receive call's, and of the pacer's queues), so
/// their number is kept per moment, and the clock is read once when the kernel has taken them. Used by one worker.
/// </summary>
internal sealed class Departures(DelayHistogram delays)
{
    private const int Moments = 64;

    private readonly (long ArrivedAt, int Packets)[] waiting = new (long, int)[Moments];
    private int count;

    public void Add(long arrivedAt)
    {
        if (count > 0 && waiting[count - 1].ArrivedAt == arrivedAt)
        {
            waiting[count - 1].Packets++;
        }
        else if (count < Moments)
        {
            waiting[count++] = (arrivedAt, 1);
        }
        else
        {
            // More moments than anybody counts: the newest stands for them.
            waiting[Moments - 1].Packets++;
        }
    }

    /// <summary>The batch is in the kernel.</summary>
    public void Left(long now)
    {
        for (var i = 0; i < count; i++)
        {
            delays.Record(now - waiting[i].ArrivedAt, waiting[i].Packets);
        }

        count = 0;
    }

    public bool IsEmpty => count == 0;
}
