using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <summary>Sites go with their unit when it is merged into another; where that has a site of the same name, the old unit's is added.</summary>
internal sealed class SitesOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
        update sites set unit_id = {successorId}, name = case
          when not exists (select from sites same where same.unit_id = {successorId} and name_key(same.name) = name_key(sites.name)) then sites.name
          else left(sites.name || ' – ' || units.name, {Site.NameLength}) end
        from units where units.id = {predecessorId} and sites.unit_id = units.id
        """,
        cancellation);
}
