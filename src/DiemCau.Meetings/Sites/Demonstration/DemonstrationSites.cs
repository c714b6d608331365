using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites.Demonstration;

/// <summary>
/// The sites of a demonstration province, as far described as such things are: the province and a third of the branches wholly, a third by
/// half, and a third has yet to begin; there, the last commune has no site at all.
/// </summary>
internal sealed class DemonstrationSites(InstallationOptions installation, TimeProvider time) : IDemonstrationEvents
{
    public async Task<int> MadeAsync(
        DiemCauDb db, IReadOnlyList<DemonstrationOffice> offices, IReadOnlyDictionary<string, Guid> units, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = units.Values.ToArray();
        var described = await db.Sites.Where(site => ids.Contains(site.UnitId)).Select(site => site.UnitId).ToHashSetAsync(cancellation);
        var accounts = (await db.Accounts.AsNoTracking().Where(account => account.UnitId != null && ids.Contains(account.UnitId.Value)).ToListAsync(cancellation))
            .ToLookup(account => account.UnitId!.Value, account => account.Id);
        var today = installation.Today(time);
        List<Site> sites = [];
        foreach (var (office, number, progress) in Rooms(offices))
        {
            var unit = units[office.Code];
            if (described.Contains(unit))
            {
                continue;
            }

            var site = new Site
            {
                Id = Guid.CreateVersion7(now),
                UnitId = unit,
                Name = DemonstrationRoom.NameOf(office),
                Place = progress == DemonstrationProgress.NotBegun ? "" : DemonstrationRoom.PlaceOf(office, number),
                ValidFrom = today,
                Description = SiteRules.Written(DemonstrationRoom.Of(office, number, progress)),
                CreatedAt = now,
            };
            SiteChange.TryRecord(db, null, site, (accounts[unit].FirstOrDefault(), office.Name), now);
            sites.Add(site);
        }

        db.Sites.AddRange(sites);
        await db.SaveChangesAsync(cancellation); // rows of readings know nothing of their site, and would be written before it
        // Two hundred changes that nobody has made are no news to those who oversee the province.
        var overseers = await db.RoleAssignments.Where(given => given.Role == Role.SystemAdministrator || given.Role == Role.ApprovingOfficer)
            .Select(given => given.AccountId).Distinct().ToListAsync(cancellation);
        db.AddRange(sites.SelectMany(site => overseers.Select(account => new SiteReading { SiteId = site.Id, AccountId = account, SeenAt = now })));
        await db.SaveChangesAsync(cancellation);
        return sites.Count;
    }

    /// <summary>The offices that have a room of their own, each with a number that nothing but its place in the province decides.</summary>
    private static IEnumerable<(DemonstrationOffice Office, int Number, DemonstrationProgress Progress)> Rooms(IReadOnlyList<DemonstrationOffice> offices)
    {
        var top = offices[0].Code;
        string[] branches = [.. offices.Where(office => office.Parent == top && office.Kind != UnitKind.Office).Select(office => office.Code)];
        var last = offices.Where(office => office.Kind == UnitKind.Authority && office.Parent is not null).GroupBy(office => office.Parent)
            .Select(communes => communes.Last().Code).ToHashSet();
        foreach (var (number, office) in offices.Index())
        {
            // Offices with a duty are the authority's own and meet in its hall; departments without one have theirs.
            if (office.Kind == UnitKind.Group || (office.Kind == UnitKind.Office && office.Roles.Count > 0))
            {
                continue;
            }

            var branch = Array.IndexOf(branches, office.Parent == top ? office.Code : office.Parent);
            var progress = branch < 0 ? DemonstrationProgress.Complete : (DemonstrationProgress)(branch % 3);
            if (progress != DemonstrationProgress.NotBegun || office.Parent == top || !last.Contains(office.Code))
            {
                yield return (office, number, progress);
            }
        }
    }
}

/// <summary>How far a unit has described its site.</summary>
internal enum DemonstrationProgress { Complete, Half, NotBegun }
