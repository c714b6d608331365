using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Running;

/// <summary>What single participants receive, and how well: the media engine's slots of each, and the worth of each line.</summary>
internal sealed class Reception
{
    private readonly Dictionary<Guid, Slots> slots = [];
    private readonly Dictionary<Guid, LineQuality> lines = [];

    public Slots SlotsOf(Guid participantId) => slots.GetValueOrDefault(participantId, Slots.None);

    /// <returns>The slots as they are told, with the next version.</returns>
    public Slots Take(Guid participantId, IReadOnlyList<MediaSlot> items) =>
        slots[participantId] = Slots.Of(SlotsOf(participantId).Version + 1, items);

    public LineQuality LineOf(Guid participantId)
    {
        if (!lines.TryGetValue(participantId, out var line))
        {
            lines[participantId] = line = new LineQuality();
        }

        return line;
    }

    public void Forget(Guid participantId)
    {
        slots.Remove(participantId);
        lines.Remove(participantId);
    }
}
