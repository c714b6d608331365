using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Organisation.Demonstration;

/// <summary>
/// What other slices put into a demonstration province. Register an implementation as <c>IDemonstrationEvents</c>; it works within the
/// command's transaction, and an exception undoes the whole province.
/// </summary>
internal interface IDemonstrationEvents
{
    /// <summary>The province's units and accounts are there. Called each time the command is run: what is there already stays as it is.</summary>
    /// <param name="offices">All of them, from the top down.</param>
    /// <param name="units">The unit of each office, by its code.</param>
    /// <returns>How many sites were added.</returns>
    Task<int> MadeAsync(
        DiemCauDb db, IReadOnlyList<DemonstrationOffice> offices, IReadOnlyDictionary<string, Guid> units, DateTimeOffset now, CancellationToken cancellation);
}
