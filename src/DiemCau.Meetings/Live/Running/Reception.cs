using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Running;

/// <summary>What single participants receive, and how well: the media engine's slots of each, and the worth of each line.</summary>
internal sealed class Reception
{
    private readonly Dictionary<Guid, Slots> _slots = [];
    private readonly Dictionary<Guid, LineQuality> _lines = [];

    public Slots SlotsOf(Guid participantId) => _slots.GetValueOrDefault(participantId, Slots.None);

    /// <returns>The slots as they are told, with the next version.</returns>
    public Slots Take(Guid participantId, IReadOnlyList<MediaSlot> items) =>
        _slots[participantId] = Slots.Of(SlotsOf(participantId).Version + 1, items);

    public LineQuality LineOf(Guid participantId)
    {
        if (!_lines.TryGetValue(participantId, out var line))
        {
            _lines[participantId] = line = new LineQuality();
        }

        return line;
    }

    public void Forget(Guid participantId)
    {
        _slots.Remove(participantId);
        _lines.Remove(participantId);
    }
}
