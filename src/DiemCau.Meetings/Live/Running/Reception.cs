using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// What belongs to single participants and not to the conference: the media engine's slots of each, the worth of each line, and how much each
/// may still say, over whichever connection.
/// </summary>
internal sealed class Reception
{
    private readonly Dictionary<Guid, Slots> _slots = [];
    private readonly Dictionary<Guid, LineQuality> _lines = [];

    private readonly Dictionary<Guid, IntentBudget> _chat = [];

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

    public IntentBudget ChatBudgetOf(Guid participantId)
    {
        if (!_chat.TryGetValue(participantId, out var budget))
        {
            _chat[participantId] = budget = new IntentBudget(burst: 8, perSecond: 1);
        }

        return budget;
    }

    public void Forget(Guid participantId)
    {
        _chat.Remove(participantId);
        _slots.Remove(participantId);
        _lines.Remove(participantId);
    }
}
