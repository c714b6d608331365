using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who takes part, in the order in which they came.</summary>
internal sealed class Roster : IEnumerable<Participant>
{
    private readonly OrderedDictionary<Guid, Participant> participants = [];

    public int Count => participants.Count;

    public void Add(Participant participant) => participants.Add(participant.Id, participant);

    public bool Remove(Guid id) => participants.Remove(id);

    public bool Contains(Guid id) => participants.ContainsKey(id);

    public Participant? Find(Guid? id) => id is { } known && participants.TryGetValue(known, out var found) ? found : null;

    public bool TryFind(Guid id, [NotNullWhen(true)] out Participant? participant) => participants.TryGetValue(id, out participant);

    public IEnumerator<Participant> GetEnumerator() => participants.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
