using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Publishing;
using DiemCau.Media.Routing.Voices;

namespace DiemCau.Media.Routing;

/// <summary>
/// A microphone, camera or screen of a participant. It stays the same over reconnections; its streams (the simulcast layers, smallest
/// first) are those of the present transport.
/// </summary>
internal sealed class Source(Participant owner, SourceKind kind)
{
    private readonly Lock _change = new();
    private volatile SourceStream[] _streams = [];
    private volatile bool _isShown;
    private volatile bool _isAmongLoudest;
    private volatile bool _hasLevels;
    private volatile PictureReport? _picture;
    private readonly MicrophoneWatch? _sound = kind == SourceKind.Microphone ? new MicrophoneWatch() : null;

    public Participant Owner { get; } = owner;

    public SourceKind Kind { get; } = kind;

    public bool IsAudio => Kind == SourceKind.Microphone;

    /// <summary>Who hears a microphone.</summary>
    public VoiceAudience Audience { get; } = new();

    /// <summary>The programme lets a camera or screen be seen. Written by the control side.</summary>
    public bool IsShown
    {
        get => _isShown;
        set => _isShown = value;
    }

    /// <summary>A microphone among the loudest few. Written by the conference's speaker selection.</summary>
    public bool IsAmongLoudest
    {
        get => _isAmongLoudest;
        set => _isAmongLoudest = value;
    }

    /// <summary>The recent audio levels, written by the publisher's worker, read by the speaker selection.</summary>
    public AudioLevelRing Levels { get; } = new();

    /// <summary>A microphone's levels are measured by its sender, not assumed. Written by the publisher's worker.</summary>
    public bool HasLevels
    {
        get => _hasLevels;
        set => _hasLevels = value;
    }

    /// <summary>What comes of a microphone. Written by the conference's home worker.</summary>
    public MicrophoneWatch Sound => _sound!;

    /// <summary>What comes of a camera or screen; null before anything did. Written by the publisher's worker.</summary>
    public PictureReport? Picture
    {
        get => _picture;
        set => _picture = value;
    }

    /// <summary>Smallest picture first; while sizes are unknown, as they were found. An array is never changed, only replaced.</summary>
    public SourceStream[] Streams => _streams;

    /// <summary>Why the source's packets stop here; null: they go on.</summary>
    public DropReason? Refusal(long now) =>
        !IsAudio ? _isShown ? null : DropReason.Muted
        : !Audience.IsOpen(now) ? DropReason.Muted
        : Audience.Listeners is null && !_isAmongLoudest ? DropReason.NotAmongLoudest
        : null;

    /// <summary>Adds a layer in place of those that have ended. The publisher's worker.</summary>
    public void Add(SourceStream stream) => Replace(_streams.Append(stream));

    /// <summary>
    /// A layer's size became known or changed. Only sizes tell the order: clients name and list their layers as they like.
    /// </summary>
    public void Reorder() => Replace(_streams);

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

        Replace(_streams);
    }

    /// <summary>Something arrived within the last second.</summary>
    public bool IsFlowing(long now) => Flowing(now) is not null;

    /// <summary>The smallest stream of which something arrived within the last second; null: of none.</summary>
    public SourceStream? Flowing(long now)
    {
        foreach (var stream in _streams)
        {
            if (stream.IsFlowing(now))
            {
                return stream;
            }
        }

        return null;
    }

    private void Replace(IEnumerable<SourceStream> next)
    {
        // Two workers may meet here for a moment, when a participant comes back by a new transport.
        lock (_change)
        {
            _streams = [.. next.Where(static stream => !stream.HasEnded).OrderBy(static stream => stream.Height)];
        }
    }
}
