namespace DiemCau.Media.Routing;

/// <summary>A programme's feeds, with the sources that are behind them now. Never changed, only replaced.</summary>
internal sealed class FeedTable
{
    public static readonly FeedTable Empty = new(Programme.Empty, 0, null, static _ => null);

    private readonly Dictionary<string, Shown> _feeds = [];
    private readonly Programme _programme;

    /// <param name="appliedAt">When the programme was put in force.</param>
    /// <param name="before">What stays behind its feed has been there since then.</param>
    /// <param name="find">Who takes part.</param>
    public FeedTable(Programme programme, long appliedAt, FeedTable? before, Func<Guid, Participant?> find)
    {
        _programme = programme;
        AppliedAt = appliedAt;
        foreach (var feed in programme.Feeds)
        {
            var since = before?._feeds.GetValueOrDefault(feed.Name) is { Feed: { } known } shown && known == feed ? shown.Since : appliedAt;
            var source = feed.ParticipantId is { } id ? find(id)?.Source(feed.Source) : null;
            _feeds[feed.Name] = new Shown(feed, source, since);
        }
    }

    public long AppliedAt { get; }

    /// <summary>What a receiver's slot of a kind shows. Without a source: nothing, or what it sends itself.</summary>
    public Shown For(Participant receiver, SlotKind kind)
    {
        var choice = _programme.ShownTo.GetValueOrDefault(receiver.Id, _programme.Shown);
        var name = kind switch
        {
            SlotKind.Podium => choice.Podium,
            SlotKind.Screen => choice.Screen,
            SlotKind.ChairScreen => choice.ChairScreen,
            _ => null,
        };
        return name is null || !_feeds.TryGetValue(name, out var shown) ? default
            : shown.Source?.Owner == receiver ? shown with { Source = null }
            : shown;
    }
}

/// <summary>A feed with what is behind it.</summary>
/// <param name="Feed">Null: there is none.</param>
/// <param name="Source">Null while nobody is behind it.</param>
/// <param name="Since">When the programme put it there.</param>
internal readonly record struct Shown(Feed? Feed, Source? Source, long Since);
