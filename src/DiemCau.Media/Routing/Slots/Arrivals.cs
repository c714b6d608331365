namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// What has begun to flow in a receiver's slots: noted on the packet's way, where nothing may be made, and told at the next tick.
/// </summary>
internal sealed class Arrivals
{
    private readonly List<Arrival> _noted = new(4);

    public void Note(in Arrival arrival) => _noted.Add(arrival);

    public void Tell(Participant receiver)
    {
        foreach (var arrival in _noted)
        {
            Raise(receiver, arrival.Told);
        }

        _noted.Clear();
    }

    public bool IsEmpty => _noted.Count == 0;

    // Apart from Tell: the closure would be made at every tick.
    private static void Raise(Participant receiver, SourceArrival arrival) => receiver.Conference.Events.Raise(
        listener => listener.SourceReached(receiver.Conference.Id, receiver.Id, arrival));
}

/// <param name="Feed">Null: a voice.</param>
/// <param name="Since">When the programme put it there.</param>
internal readonly record struct Arrival(string? Feed, Source Source, long Since, long At)
{
    public SourceArrival Told =>
        new(Feed, Source.Owner.Id, Source.Kind, TimeSpan.FromMicroseconds(Since), TimeSpan.FromMicroseconds(At));
}
