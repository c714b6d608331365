using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites.Directory;

/// <summary>What the directory is narrowed to.</summary>
/// <param name="Under">Only people of this unit's sites and of those of everything under it.</param>
/// <param name="Role">The name of a <see cref="ContactRole"/>; anything else: both.</param>
internal readonly record struct DirectoryFilter(Guid? Under, string? Role);

/// <summary>A contact of a site as a line of the directory; made of the sites' descriptions by the database.</summary>
internal sealed class DirectoryRow
{
    public Guid SiteId { get; init; }

    public Guid UnitId { get; init; }

    public required string SiteName { get; init; }

    public required string UnitName { get; init; }

    /// <summary>By its JSON name.</summary>
    public required string Role { get; init; }

    public required string Name { get; init; }

    public string? Position { get; init; }

    public string? Phone { get; init; }

    public string? Zalo { get; init; }

    public string? Email { get; init; }

    /// <summary>Order in the site's form.</summary>
    public long Place { get; init; }

    /// <summary>Everything that may be looked for, folded; telephone numbers also without what stands between their digits.</summary>
    public required string SearchText { get; init; }
}

/// <summary>Who may be called of which site, as the sites themselves say.</summary>
internal static class DirectoryQuery
{
    private const int MostWords = 10;

    /// <summary>
    /// In the order in which it is printed: by unit, site, and as the site lists them. Whoever approves meetings calls everybody, others
    /// the sites that they may look at.
    /// </summary>
    /// <param name="today">Sites that are closed by then have nobody to be called.</param>
    public static async Task<IQueryable<DirectoryRow>> OfAsync(
        DiemCauDb db, Rights rights, SignedInAccount reader, DirectoryFilter filter, string? term, DateOnly today, CancellationToken cancellation)
    {
        var people = db.Database.SqlQuery<DirectoryRow>($"""
            select site.id as "SiteId", site.unit_id as "UnitId", site.name as "SiteName", unit.name as "UnitName",
              person.value ->> 'role' as "Role", coalesce(person.value ->> 'name', '') as "Name", person.value ->> 'position' as "Position",
              person.value ->> 'phone' as "Phone", person.value ->> 'zalo' as "Zalo", person.value ->> 'email' as "Email",
              person.place as "Place",
              concat_ws(' ', unit.search_text, site.search_text,
                fold(concat_ws(' ', person.value ->> 'name', person.value ->> 'position', person.value ->> 'phone', person.value ->> 'email')),
                regexp_replace(person.value ->> 'phone', '\D', '', 'g')) as "SearchText"
            from sites site
            join units unit on unit.id = site.unit_id
            cross join lateral jsonb_array_elements(site.description -> 'contacts') with ordinality as person (value, place)
            where site.valid_to is null or site.valid_to >= {today}
            """);
        if (!await rights.MaySomewhereAsync(reader, Permission.ApproveMeetings, cancellation))
        {
            var seen = rights.UnitsWhere(reader, Permission.ViewSites);
            people = people.Where(person => seen.Contains(person.UnitId));
        }

        if (filter.Under is { } above)
        {
            var under = db.UnitsUnder(above);
            people = people.Where(person => under.Contains(person.UnitId));
        }

        if (Enum.TryParse<ContactRole>(filter.Role, ignoreCase: true, out var role))
        {
            var name = role == ContactRole.Leader ? "leader" : "technician";
            people = people.Where(person => person.Role == name);
        }

        foreach (var word in (term ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            people = people.Where(person => person.SearchText.Contains(DiemCauDb.Fold(word)));
        }

        return people
            .OrderBy(person => EF.Functions.Collate(person.UnitName, DiemCauDb.Vietnamese))
            .ThenBy(person => EF.Functions.Collate(person.SiteName, DiemCauDb.Vietnamese))
            .ThenBy(person => person.SiteId)
            .ThenBy(person => person.Place);
    }
}
