namespace DiemCau.Media.Observability;

/// <summary>One worker's counters: written by its thread only, read by anybody (a torn read of a 64-bit counter cannot happen).</summary>
internal sealed class WorkerCounters
{
    private static readonly int ReasonCount = Enum.GetValues<DropReason>().Length;

    private readonly long[] drops = new long[ReasonCount];

    public long PacketsIn { get; set; }

    public long BytesIn { get; set; }

    public long PacketsForwarded { get; set; }

    public long BytesForwarded { get; set; }

    public long Retransmitted { get; set; }

    public long KeyFramesRequested { get; set; }

    public long LayerSwitches { get; set; }

    /// <summary>Managed bytes that the worker's thread has ever allocated: forwarding must not raise it.</summary>
    public long AllocatedBytes { get; set; }

    public void Drop(DropReason reason) => drops[(int)reason]++;

    public long Drops(DropReason reason) => Volatile.Read(ref drops[(int)reason]);
}
