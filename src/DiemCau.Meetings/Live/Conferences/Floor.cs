namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who was invited to speak (Mời phát biểu), the latest last.</summary>
internal sealed class Floor(ConferenceMode mode, Changes changes)
{
    private readonly List<Guid> _holders = [];

    public IReadOnlyList<Guid> Holders => _holders;

    public Guid? Latest => _holders.Count == 0 ? null : _holders[^1];

    public bool Has(Guid participantId) => _holders.Contains(participantId);

    /// <summary>Gives the floor and returns those who lose it by that: in training one speaks at a time besides the chair.</summary>
    public IReadOnlyList<Guid> Give(Guid participantId)
    {
        Guid[] losing = mode == ConferenceMode.Training ? [.. _holders.Where(holder => holder != participantId)] : [];
        _holders.RemoveAll(holder => holder == participantId || losing.Contains(holder));
        _holders.Add(participantId);
        changes.Of(ChangedSetting.Floor);
        return losing;
    }

    public bool Take(Guid participantId)
    {
        var had = _holders.Remove(participantId);
        if (had)
        {
            changes.Of(ChangedSetting.Floor);
        }

        return had;
    }
}
