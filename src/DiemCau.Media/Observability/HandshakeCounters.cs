namespace DiemCau.Media.Observability;

/// <summary>What became of DTLS handshakes; written by the handshake thread, read by anybody.</summary>
internal sealed class HandshakeCounters
{
    private long completed;
    private long failed;
    private long halfOpen;

    public long Completed => Volatile.Read(ref completed);

    public long Failed => Volatile.Read(ref failed);

    /// <summary>Begun and neither completed nor failed.</summary>
    public long HalfOpen
    {
        get => Volatile.Read(ref halfOpen);
        set => Volatile.Write(ref halfOpen, value);
    }

    public void CountCompleted() => Volatile.Write(ref completed, completed + 1);

    public void CountFailed() => Volatile.Write(ref failed, failed + 1);
}
