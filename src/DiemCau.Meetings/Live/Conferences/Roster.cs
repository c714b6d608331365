using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who takes part, in the order in which they came.</summary>
internal sealed class Roster : IEnumerable<Participant>
{
    private readonly OrderedDictionary<Guid, Participant> _participants = [];

    public int Count => _participants.Count;

    public void Add(Participant participant) => _participants.Add(participant.Id, participant);

    public bool Remove(Guid id) => _participants.Remove(id);

    public bool Contains(Guid id) => _participants.ContainsKey(id);

    public Participant? Find(Guid? id) => id is { } known && _participants.TryGetValue(known, out var found) ? found : null;

    public bool TryFind(Guid id, [NotNullWhen(true)] out Participant? participant) => _participants.TryGetValue(id, out participant);

    public IEnumerator<Participant> GetEnumerator() => _participants.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
