using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

/// <summary>Who may see and write which meetings.</summary>
internal static class MeetingRights
{
    /// <summary>The unit that registers a meeting; whoever may register in it writes and sends it.</summary>
    public static UnitOf Registering { get; } = UnitOf.Row<Meeting>(meeting => meeting.UnitId);

    /// <summary>The unit that registers it and, once it has left the draft, the units of its sites.</summary>
    public static UnitOf TakingPart { get; } = UnitOf.RowOfMany<Meeting>((db, id) => db.Meetings
        .Where(meeting => meeting.Id == id).Select(meeting => meeting.UnitId)
        .Concat(db.MeetingSites
            .Where(site => site.MeetingId == id && db.Set<Meeting>().Any(meeting => meeting.Id == id && meeting.Stage != MeetingStage.Draft))
            .Select(site => site.UnitId)));

    /// <summary>The units that lead a meeting: the one that registers it and, once it has left the draft, the main site's.</summary>
    public static UnitOf Leading { get; } = UnitOf.RowOfMany<Meeting>(LeadingUnits);

    public static IQueryable<Guid> LeadingUnits(DiemCauDb db, Guid meetingId) => db.Meetings
        .Where(meeting => meeting.Id == meetingId).Select(meeting => meeting.UnitId)
        .Concat(db.MeetingSites
            .Where(site => site.MeetingId == meetingId && site.Role == SiteRole.Main
                && db.Set<Meeting>().Any(meeting => meeting.Id == meetingId && meeting.Stage != MeetingStage.Draft))
            .Select(site => site.UnitId));

    /// <summary>The meetings that the reader may see: the rule of <see cref="TakingPart"/> for all of them at once.</summary>
    public static IQueryable<Meeting> VisibleTo(DiemCauDb db, SignedInAccount reader)
    {
        var units = Rights.UnitsWhere(db, reader.Id, Permission.ViewMeetings);
        var takingPart = db.MeetingSites.Where(site => units.Contains(site.UnitId)).Select(site => site.MeetingId);
        return db.Meetings
            .Where(meeting => units.Contains(meeting.UnitId) || (meeting.Stage != MeetingStage.Draft && takingPart.Contains(meeting.Id)))
            .KnownTo(db, reader.Id);
    }
}
