using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>
/// Who prepares what: each site is its own unit's (and those' who operate above it), the media servers are the MCU operators', who also
/// run a meeting of their district. The registering unit and the main site's see all that is prepared for their meeting.
/// </summary>
internal static class PreparationRights
{
    /// <summary>The unit of the site that the route names.</summary>
    public static UnitOf OfSite { get; } = UnitOf.Row<Site>(site => site.UnitId, "siteId");

    /// <summary>The unit that registers the meeting.</summary>
    public static UnitOf OfMeeting { get; } = UnitOf.Row<Meeting>(meeting => meeting.UnitId);

    /// <summary>The stages in which there is something to prepare, and in which people on duty may still be exchanged.</summary>
    public static bool IsOpen(MeetingStage stage) => stage is >= MeetingStage.Approved and <= MeetingStage.InSession;

    /// <summary>Whether our own media servers carry the meeting: not those that others run on their systems.</summary>
    public static bool HasMcu(MeetingKind kind) => kind != MeetingKind.Outside;

    public static async Task<PreparationReach> ReachAsync(
        DiemCauDb db, Rights rights, SignedInAccount reader, Meeting meeting, CancellationToken cancellation)
    {
        var viewed = rights.UnitsWhere(reader, Permission.ViewMeetings);
        var prepared = rights.UnitsWhere(reader, Permission.PrepareMeetings);
        var leading = MeetingRights.LeadingUnits(db, meeting.Id);
        var seesAll = await leading.AnyAsync(unit => viewed.Contains(unit), cancellation);
        var sites = await db.MeetingSites.Where(site => site.MeetingId == meeting.Id)
            .Select(site => new { site.SiteId, IsSeen = viewed.Contains(site.UnitId), IsPrepared = prepared.Contains(site.UnitId) })
            .ToListAsync(cancellation);
        var isOpen = IsOpen(meeting.Stage);
        return new(
            seesAll,
            sites.Where(site => seesAll || site.IsSeen || site.IsPrepared).Select(site => site.SiteId).ToHashSet(),
            sites.Where(site => isOpen && site.IsPrepared).Select(site => site.SiteId).ToHashSet(),
            HasMcu(meeting.Kind) && isOpen && await rights.MayAsync(reader, Permission.OperateMeetings, meeting.UnitId, cancellation),
            await prepared.AnyAsync(unit => leading.Contains(unit), cancellation))
        {
            SeesMcu = HasMcu(meeting.Kind),
        };
    }
}

/// <summary>What of one meeting's preparation a reader sees and writes.</summary>
/// <param name="Leads">May choose the template and move the meeting on.</param>
internal sealed record PreparationReach(bool SeesAll, IReadOnlySet<Guid> Seen, IReadOnlySet<Guid> Written, bool WritesMcu, bool Leads)
{
    public bool SeesMcu { get; init; }

    public bool Sees(Guid? siteId) => siteId is { } site ? Seen.Contains(site) : SeesMcu;

    public bool Writes(Guid? siteId) => siteId is { } site ? Written.Contains(site) : WritesMcu;
}
