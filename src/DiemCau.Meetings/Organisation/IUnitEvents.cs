using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Organisation;

/// <summary>
/// What other slices do when the tree changes. Register an implementation as <c>IUnitEvents</c>; it works within the caller's
/// transaction, and an exception undoes the whole change.
/// </summary>
public interface IUnitEvents
{
    /// <summary>A unit has ended and goes on as another: everything that belongs to it goes over, what is history stays.</summary>
    Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation);
}
