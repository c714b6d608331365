namespace DiemCau.Meetings.Live;

/// <summary>What this server carries, and for whom it keeps how much of it. Planned elsewhere; obeyed at the door.</summary>
internal interface IServerCapacity
{
    /// <returns>Null: nobody has said how much it carries, so nothing is refused.</returns>
    Task<ServerCapacity?> NowAsync(CancellationToken cancellation);
}

/// <param name="Places">Machines that may be connected with sound and picture at once.</param>
/// <param name="Held">For meetings whose time it is, in no order.</param>
internal sealed record ServerCapacity(int Places, IReadOnlyList<HeldPlaces> Held);

/// <param name="Count">Places that nobody else gets, whether they are used or not.</param>
/// <param name="Until">In the time zone of the installation.</param>
/// <param name="Whose">The unit that holds the meeting. Its title is not for whoever stands at another door.</param>
internal sealed record HeldPlaces(Occasion Occasion, int Count, string Whose, DateTimeOffset Until);
