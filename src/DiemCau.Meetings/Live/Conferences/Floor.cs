namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who was invited to speak (Mời phát biểu) and since when, the latest last.</summary>
internal sealed class Floor(ConferenceMode mode, Changes changes)
{
    private readonly OrderedDictionary<Guid, DateTimeOffset> _since = [];

    public IReadOnlyList<Guid> Holders => _since.Keys;

    /// <summary>Since when each of the <see cref="Holders"/> has it.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> Since => _since;

    public Guid? Latest => _since.Count == 0 ? null : _since.GetAt(_since.Count - 1).Key;

    public bool Has(Guid participantId) => _since.ContainsKey(participantId);

    /// <summary>Gives the floor and returns those who lose it by that: in training one speaks at a time besides the chair.</summary>
    public IReadOnlyList<Guid> Give(Guid participantId, DateTimeOffset now)
    {
        Guid[] losing = mode == ConferenceMode.Training ? [.. Holders.Where(holder => holder != participantId)] : [];
        foreach (var loser in losing)
        {
            _since.Remove(loser);
        }

        // Invited again, somebody is the latest, and still speaks since the first time.
        var since = _since.Remove(participantId, out var first) ? first : now;
        _since.Add(participantId, since);
        changes.Of(ChangedSetting.Floor);
        return losing;
    }

    public bool Take(Guid participantId)
    {
        var had = _since.Remove(participantId);
        if (had)
        {
            changes.Of(ChangedSetting.Floor);
        }

        return had;
    }
}
