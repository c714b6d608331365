using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who was invited to speak (Mời phát biểu), the latest last.</summary>
internal sealed class Floor(ConferenceMode mode, Changes changes)
{
    private readonly List<Guid> holders = [];

    public IReadOnlyList<Guid> Holders => holders;

    public Guid? Latest => holders.Count == 0 ? null : holders[^1];

    public bool Has(Guid participantId) => holders.Contains(participantId);

    /// <summary>Gives the floor and returns those who lose it by that: in training one speaks at a time besides the chair.</summary>
    public IReadOnlyList<Guid> Give(Guid participantId)
    {
        Guid[] losing = mode == ConferenceMode.Training ? [.. holders.Where(holder => holder != participantId)] : [];
        holders.RemoveAll(holder => holder == participantId || losing.Contains(holder));
        holders.Add(participantId);
        changes.Of(ChangedSetting.Floor);
        return losing;
    }

    public bool Take(Guid participantId)
    {
        var had = holders.Remove(participantId);
        if (had)
        {
            changes.Of(ChangedSetting.Floor);
        }

        return had;
    }
}
