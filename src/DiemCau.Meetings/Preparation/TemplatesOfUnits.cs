using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>Templates go with their unit when it is merged into another, except those that the other has, too.</summary>
internal sealed class TemplatesOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        delete from conference_templates old where unit_id = {predecessorId}
          and exists (select from conference_templates same where same.unit_id = {successorId} and same.name = old.name);
        update conference_templates set unit_id = {successorId} where unit_id = {predecessorId};
        """,
        cancellation);
}
