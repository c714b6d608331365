using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>Notices go with their unit when it is merged into another. A branch's own stays where the other has one of the same meeting.</summary>
internal sealed class NoticesOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        update notices old set issuer_id = {successorId} where issuer_id = {predecessorId}
          and not exists (select from notices same where same.meeting_id = old.meeting_id and same.scope = old.scope and same.issuer_id = {successorId});
        update notice_copies set unit_id = {successorId} where unit_id = {predecessorId};
        update meeting_tidings set unit_id = {successorId} where unit_id = {predecessorId};
        """,
        cancellation);
}
