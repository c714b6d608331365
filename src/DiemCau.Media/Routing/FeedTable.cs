namespace DiemCau.Media.Routing;

/// <summary>A programme's feeds, with the sources that are behind them now. Never changed, only replaced.</summary>
internal sealed class FeedTable
{
    public static readonly FeedTable Empty = new(Programme.Empty, static _ => null);

    private readonly Dictionary<string, Source> _sources = [];
    private readonly Programme _programme;

    /// <param name="find">Who takes part.</param>
    public FeedTable(Programme programme, Func<Guid, Participant?> find)
    {
        _programme = programme;
        foreach (var feed in programme.Feeds)
        {
            if (feed.ParticipantId is { } id && find(id) is { } participant)
            {
                _sources[feed.Name] = participant.Source(feed.Source);
            }
        }
    }

    /// <summary>What a receiver's slot of a kind shows; null: nothing, or what it sends itself.</summary>
    public Source? For(Participant receiver, SlotKind kind)
    {
        var choice = _programme.ShownTo.GetValueOrDefault(receiver.Id, _programme.Shown);
        var name = kind switch
        {
            SlotKind.Podium => choice.Podium,
            SlotKind.Screen => choice.Screen,
            SlotKind.ChairScreen => choice.ChairScreen,
            _ => null,
        };
        return name is not null && _sources.TryGetValue(name, out var source) && source.Owner != receiver ? source : null;
    }
}
