namespace DiemCau.Media.Observability;

/// <summary>What became of DTLS handshakes; written by the handshake thread, read by anybody.</summary>
internal sealed class HandshakeCounters
{
    private long _completed;
    private long _failed;
    private long _halfOpen;

    public long Completed => Volatile.Read(ref _completed);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Begun and neither completed nor failed.</summary>
    public long HalfOpen
    {
        get => Volatile.Read(ref _halfOpen);
        set => Volatile.Write(ref _halfOpen, value);
    }

    public void CountCompleted() => Volatile.Write(ref _completed, _completed + 1);

    public void CountFailed() => Volatile.Write(ref _failed, _failed + 1);
}
