namespace DiemCau.Media.Workers;

/// <summary>Messages of other threads for a worker; they are put in by any thread and taken by the worker's own.</summary>
internal interface IInbox
{
    /// <summary>How many wait, about. Any thread.</summary>
    int Count { get; }

    bool IsEmpty { get; }

    /// <summary>Takes what waits; more may be left for the next turn.</summary>
    void Take(long now);
}
