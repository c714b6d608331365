namespace DiemCau.Media.Observability;

/// <summary>One worker's counters: written by its thread only, read by anybody (a torn read of a 64-bit counter cannot happen).</summary>
internal sealed class WorkerCounters
{
    private static readonly int ReasonCount = Enum.GetValues<DropReason>().Length;

    private readonly long[] _drops = new long[ReasonCount];

    public long PacketsIn { get; set; }

    public long BytesIn { get; set; }

    public long PacketsForwarded { get; set; }

    public long BytesForwarded { get; set; }

    public long Retransmitted { get; set; }

    /// <summary>Voice packets that never came and were taken out of a later one.</summary>
    public long Recovered { get; set; }

    public long KeyFramesRequested { get; set; }

    public long LayerSwitches { get; set; }

    /// <summary>Managed bytes that the worker's thread has ever allocated: forwarding must not raise it.</summary>
    public long AllocatedBytes { get; set; }

    /// <summary>
    /// Datagrams handed to the kernel, and the messages that carried them: several datagrams each where GSO put them together.
    /// </summary>
    public long DatagramsOut { get; set; }

    public long MessagesOut { get; set; }

    /// <summary>Datagrams that the kernel refused.</summary>
    public long SendsRefused { get; set; }

    /// <summary>From a packet's arrival until the kernel has it again, repairs left out.</summary>
    public DelayHistogram ForwardingDelay { get; } = new();

    public void Drop(DropReason reason) => _drops[(int)reason]++;

    public long Drops(DropReason reason) => Volatile.Read(ref _drops[(int)reason]);
}
