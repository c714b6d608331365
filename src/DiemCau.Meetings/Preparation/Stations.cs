using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>A station of a meeting with how far it is.</summary>
/// <param name="SiteId">Null: the media servers.</param>
/// <param name="Done">Items that are seen to, of <paramref name="Items"/>.</param>
/// <param name="Wrong">Items that were looked at and are not right.</param>
internal sealed record Station(
    Guid? SiteId, StationRole Role, string Name, Guid UnitId, string? Place, IReadOnlyList<DutyPerson> People, int Done, int Wrong, int Items)
{
    public bool HasRoster => DutyRoster.IsComplete(Role, People);

    public bool HasChecks => Done == Items;

    public bool IsPrepared => HasRoster && HasChecks;
}

internal static class Stations
{
    /// <summary>The media servers, the main site, the members in their order.</summary>
    public static async Task<IReadOnlyList<Station>> OfAsync(DiemCauDb db, Meeting meeting, string language, CancellationToken cancellation) =>
        (await OfAsync(db, [(meeting.Id, meeting.UnitId)], null, language, cancellation))[meeting.Id];

    /// <summary>The same of several meetings, with as few queries.</summary>
    /// <param name="meetings">With the units that register them.</param>
    /// <param name="units">Only the sites of these units; null: all.</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Station>>> OfAsync(
        DiemCauDb db, IReadOnlyCollection<(Guid Id, Guid UnitId)> meetings, IReadOnlyCollection<Guid>? units, string language, CancellationToken cancellation)
    {
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var shown = db.MeetingSites.AsNoTracking().Where(site => ids.Contains(site.MeetingId));
        if (units is not null)
            shown = shown.Where(site => units.Contains(site.UnitId));
        var sites = (await shown.OrderBy(site => site.Role).ThenBy(site => site.Position).ToListAsync(cancellation)).ToLookup(site => site.MeetingId);
        var rosters = await db.DutyRosters.AsNoTracking()
            .Where(roster => ids.Contains(roster.MeetingId) && (roster.SiteId == null || shown.Any(site => site.MeetingId == roster.MeetingId && site.SiteId == roster.SiteId)))
            .ToDictionaryAsync(roster => (roster.MeetingId, roster.SiteId ?? Guid.Empty), roster => roster.People, cancellation);
        var items = await db.Checklist.GroupBy(item => item.Role).Select(list => new { list.Key, Count = list.Count() })
            .ToDictionaryAsync(list => list.Key, list => list.Count, cancellation);
        var marks = await (
            from mark in db.ChecklistMarks
            join item in db.Checklist on mark.ItemId equals item.Id
            where ids.Contains(mark.MeetingId)
            group mark by new { mark.MeetingId, mark.SiteId, item.Role, mark.IsDone } into same
            select new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => (same.Key.MeetingId, same.Key.SiteId ?? Guid.Empty, same.Key.Role, same.Key.IsDone), same => same.Count, cancellation);
        var mcu = Texts.Get(language, "station.mcu_name");
        return meetings.ToDictionary(meeting => meeting.Id, meeting => (IReadOnlyList<Station>)
        [
            StationOf(meeting.Id, null, StationRole.Mcu, mcu, meeting.UnitId, null),
            .. sites[meeting.Id].Select(site => StationOf(meeting.Id, site.SiteId, RoleOf(site.Role), site.Name, site.UnitId, site.Place)),
        ]);

        Station StationOf(Guid meeting, Guid? siteId, StationRole role, string name, Guid unitId, string? place)
        {
            var id = siteId ?? Guid.Empty;
            return new(
                siteId, role, name, unitId, place, rosters.GetValueOrDefault((meeting, id), []), marks.GetValueOrDefault((meeting, id, role, true)),
                marks.GetValueOrDefault((meeting, id, role, false)), items.GetValueOrDefault(role));
        }
    }

    public static StationRole RoleOf(SiteRole role) => role == SiteRole.Main ? StationRole.Main : StationRole.Member;
}
