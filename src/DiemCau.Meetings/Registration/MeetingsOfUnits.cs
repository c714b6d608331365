using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>When a unit is merged into another, its meetings and what it keeps for the next ones go with it.</summary>
internal sealed class MeetingsOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        update meetings set unit_id = {successorId} where unit_id = {predecessorId};
        update meeting_sites set unit_id = {successorId} where unit_id = {predecessorId};
        delete from site_groups old where unit_id = {predecessorId}
          and exists (select from site_groups same where same.unit_id = {successorId} and same.name = old.name);
        update site_groups set unit_id = {successorId} where unit_id = {predecessorId};
        delete from meeting_templates old where unit_id = {predecessorId}
          and exists (select from meeting_templates same where same.unit_id = {successorId} and same.name = old.name);
        update meeting_templates set unit_id = {successorId} where unit_id = {predecessorId};
        """,
        cancellation);
}
