using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>A station of a meeting with how far it is.</summary>
/// <param name="SiteId">Null: the media servers.</param>
/// <param name="Done">Items that are seen to, of <paramref name="Items"/>.</param>
/// <param name="Wrong">Items that were looked at and are not right.</param>
/// <param name="NeedsConfirming">"Cần xác nhận lại": its people, or what it has seen to, are of another time of the meeting.</param>
/// <param name="HasOldRoster">Its people are of another time.</param>
internal sealed record Station(
    Guid? SiteId, StationRole Role, string Name, Guid UnitId, string? Place, IReadOnlyList<DutyPerson> People, int Done, int Wrong, int Items,
    bool HasOldRoster, bool NeedsConfirming)
{
    public bool HasRoster => !HasOldRoster && DutyRoster.IsComplete(Role, People);

    public bool HasChecks => Done == Items;

    public bool IsPrepared => HasRoster && HasChecks;
}

internal static class Stations
{
    /// <summary>The media servers, the main site, the members in their order.</summary>
    public static async Task<IReadOnlyList<Station>> OfAsync(DiemCauDb db, Meeting meeting, string language, CancellationToken cancellation) =>
        (await OfAsync(db, [(meeting.Id, meeting.UnitId, meeting.Kind)], null, language, cancellation))[meeting.Id];

    /// <summary>The same of several meetings, with as few queries.</summary>
    /// <param name="meetings">With the units that register them; those that others carry have no media servers of ours.</param>
    /// <param name="units">Only the sites of these units; null: all.</param>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Station>>> OfAsync(
        DiemCauDb db, IReadOnlyCollection<(Guid Id, Guid UnitId, MeetingKind Kind)> meetings, IReadOnlyCollection<Guid>? units, string language, CancellationToken cancellation)
    {
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var shown = db.MeetingSites.AsNoTracking().Where(site => ids.Contains(site.MeetingId));
        if (units is not null)
        {
            shown = shown.Where(site => units.Contains(site.UnitId));
        }

        var sites = (await shown.OrderBy(site => site.Role).ThenBy(site => site.Position).ToListAsync(cancellation)).ToLookup(site => site.MeetingId);
        var rosters = await (
            from roster in db.DutyRosters.AsNoTracking()
            join meeting in db.Meetings on roster.MeetingId equals meeting.Id
            where ids.Contains(meeting.Id) && (roster.SiteId == null || shown.Any(site => site.MeetingId == roster.MeetingId && site.SiteId == roster.SiteId))
            select new { roster.MeetingId, roster.SiteId, roster.People, IsOld = roster.GivenFor != meeting.StartsAt })
            .ToDictionaryAsync(roster => (roster.MeetingId, roster.SiteId ?? Guid.Empty), cancellation);
        var items = await db.Checklist.GroupBy(item => item.Role).Select(list => new { list.Key, Count = list.Count() })
            .ToDictionaryAsync(list => list.Key, list => list.Count, cancellation);
        var marks = await (
            from mark in db.ChecklistMarks
            join item in db.Checklist on mark.ItemId equals item.Id
            join meeting in db.Meetings on mark.MeetingId equals meeting.Id
            where ids.Contains(mark.MeetingId)
            group mark by new { mark.MeetingId, mark.SiteId, item.Role, IsDone = mark.GivenFor == meeting.StartsAt ? (bool?)mark.IsDone : null } into same
            select new { same.Key, Count = same.Count() })
            .ToDictionaryAsync(same => (same.Key.MeetingId, same.Key.SiteId ?? Guid.Empty, same.Key.Role, same.Key.IsDone), same => same.Count, cancellation);
        var mcu = Texts.Get(language, "station.mcu_name");
        return meetings.ToDictionary(meeting => meeting.Id, meeting => (IReadOnlyList<Station>)
        [
            .. PreparationRights.HasMcu(meeting.Kind) ? [StationOf(meeting.Id, null, StationRole.Mcu, mcu, meeting.UnitId, null)] : Array.Empty<Station>(),
            .. sites[meeting.Id].Select(site => StationOf(meeting.Id, site.SiteId, RoleOf(site.Role), site.Name, site.UnitId, site.Place)),
        ]);

        Station StationOf(Guid meeting, Guid? siteId, StationRole role, string name, Guid unitId, string? place)
        {
            var id = siteId ?? Guid.Empty;
            var roster = rosters.GetValueOrDefault((meeting, id));
            var isOld = roster is { IsOld: true, People.Count: > 0 };
            return new(
                siteId, role, name, unitId, place, roster?.People ?? [], Marked(true), Marked(false), items.GetValueOrDefault(role), isOld,
                isOld || Marked(null) > 0);

            // Null: for another time.
            int Marked(bool? isDone) => marks.GetValueOrDefault((meeting, id, role, isDone));
        }
    }

    public static StationRole RoleOf(SiteRole role) => role == SiteRole.Main ? StationRole.Main : StationRole.Member;
}
