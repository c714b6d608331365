using DiemCau.Media.Congestion;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Between the streams and one receiver's slots: pictures pass at the pace that the receiver's line takes, in their order. What leaves of
/// any kind is taken from what they may.
/// </summary>
internal sealed class PicturePacer
{
    private readonly PacedQueue _queue = new();
    private readonly Pacer _allowance = Pacer.OfPictures();

    /// <summary>Nothing waits.</summary>
    public bool IsEmpty => _queue.IsEmpty;

    /// <summary>The line's estimate.</summary>
    public void Follow(double bitsPerSecond) => _allowance.Follow(bitsPerSecond);

    public void Spend(int bytes) => _allowance.Spend(bytes);

    /// <summary>A slot has a picture's packet: it goes now, or waits here for <see cref="Release"/>.</summary>
    /// <returns><see cref="Pace.Refused"/>: so much waits that it is worth nothing any more.</returns>
    public Pace Ask(ReceiveSlot slot, in RoutedPacket packet, long now)
    {
        Release(now);
        if (_queue.IsEmpty && _allowance.IsOpen)
        {
            return Pace.Passes;
        }

        return _queue.TryAdd(slot, packet, now) ? Pace.Waits : Pace.Refused;
    }

    /// <summary>Sends what waited and has room now.</summary>
    public void Release(long now)
    {
        _allowance.Refill(now);
        while (_allowance.IsOpen && _queue.TryTake(out var slot, out var packet))
        {
            try
            {
                slot.Send(packet, now);
            }
            finally
            {
                packet.Buffer.Release();
            }
        }
    }

    public void Clear() => _queue.Clear();
}

internal enum Pace
{
    Passes,
    Waits,
    Refused,
}
