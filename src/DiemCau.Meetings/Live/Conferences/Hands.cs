namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who asks to speak, first come first.</summary>
internal sealed class Hands(Changes changes)
{
    private readonly OrderedDictionary<Guid, DateTimeOffset> _raised = [];

    public IReadOnlyList<RaisedHand> InOrder => [.. _raised.Select(hand => new RaisedHand(hand.Key, hand.Value))];

    /// <summary>Raising a hand twice keeps the first place in the order.</summary>
    public void Raise(Guid participantId, DateTimeOffset now)
    {
        if (_raised.TryAdd(participantId, now))
        {
            changes.Of(ChangedSetting.Hands);
        }
    }

    public void Lower(Guid participantId)
    {
        if (_raised.Remove(participantId))
        {
            changes.Of(ChangedSetting.Hands);
        }
    }
}

internal sealed record RaisedHand(Guid ParticipantId, DateTimeOffset At);
