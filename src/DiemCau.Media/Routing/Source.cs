using DiemCau.Media.Observability;

namespace DiemCau.Media.Routing;

/// <summary>
/// A microphone, camera or screen of a participant. It stays the same over reconnections; its streams (the simulcast layers, smallest
/// first) are those of the present transport.
/// </summary>
internal sealed class Source(Participant owner, SourceKind kind)
{
    private volatile SourceStream[] streams = [];
    private volatile bool isAllowed;
    private volatile bool isAmongLoudest;

    public Participant Owner { get; } = owner;

    public SourceKind Kind { get; } = kind;

    public bool IsAudio => Kind == SourceKind.Microphone;

    /// <summary>The programme lets it be heard or seen. Written by the control side.</summary>
    public bool IsAllowed
    {
        get => isAllowed;
        set => isAllowed = value;
    }

    /// <summary>A microphone among the loudest few. Written by the conference's speaker selection.</summary>
    public bool IsAmongLoudest
    {
        get => isAmongLoudest;
        set => isAmongLoudest = value;
    }

    /// <summary>The recent audio levels, written by the publisher's worker, read by the speaker selection.</summary>
    public AudioLevelTrail Levels { get; } = new();

    /// <summary>Smallest layer first. An array is never changed, only replaced (by the publisher's worker).</summary>
    public SourceStream[] Streams => streams;

    /// <summary>Why the source's packets stop here; null: they go on.</summary>
    public DropReason? Refusal =>
        !isAllowed ? DropReason.Muted
        : Kind == SourceKind.Microphone && !isAmongLoudest ? DropReason.NotAmongLoudest
        : null;

    /// <summary>Adds a layer in place of an ended one of the same size. The publisher's worker.</summary>
    public void Add(SourceStream stream)
    {
        var next = streams.Where(other => !other.HasEnded).Append(stream).ToArray();
        Array.Sort(next, static (a, b) => a.Layer.CompareTo(b.Layer));
        streams = next;
    }

    /// <summary>
    /// The transport that sent these is gone; receivers leave them at their next look. A newer transport's streams stay: it may already
    /// send when the old one is closed.
    /// </summary>
    public void Clear(IReadOnlyList<StreamReception> receptions)
    {
        foreach (var reception in receptions)
        {
            reception.Stream.End();
        }

        streams = streams.Where(stream => !stream.HasEnded).ToArray();
    }

    /// <summary>Something arrived within the last second.</summary>
    public bool IsFlowing(long now)
    {
        foreach (var stream in streams)
        {
            if (stream.IsFlowing(now))
            {
                return true;
            }
        }

        return false;
    }
}
