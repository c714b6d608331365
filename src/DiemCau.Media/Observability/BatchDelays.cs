namespace DiemCau.Media.Observability;

/// <summary>
/// When the packets in the present batch arrived. A batch has packets of few moments (a receive call's, and of the pacer's queues), so
/// their number is kept per moment, and the clock is read once when the kernel has taken them. Used by one worker.
/// </summary>
internal sealed class BatchDelays(DelayHistogram delays)
{
    private const int Moments = 64;

    private readonly (long ArrivedAt, int Packets)[] _waiting = new (long, int)[Moments];
    private int _count;

    public void Add(long arrivedAt)
    {
        if (_count > 0 && _waiting[_count - 1].ArrivedAt == arrivedAt)
        {
            _waiting[_count - 1].Packets++;
        }
        else if (_count < Moments)
        {
            _waiting[_count++] = (arrivedAt, 1);
        }
        else
        {
            // More moments than anybody counts: the newest stands for them.
            _waiting[Moments - 1].Packets++;
        }
    }

    /// <summary>The batch is in the kernel.</summary>
    public void Left(long now)
    {
        for (var i = 0; i < _count; i++)
        {
            delays.Record(now - _waiting[i].ArrivedAt, _waiting[i].Packets);
        }

        _count = 0;
    }

    public bool IsEmpty => _count == 0;
}
