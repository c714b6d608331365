using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

/// <summary>
/// The one rule for meetings with state secrets: they are known to those who take part in them and those who serve them, and to nobody else;
/// what leaves this server (mails, calendar programs, public lists, letters to others) does not name them. Everything that shows meetings asks
/// here, nothing asks the meeting itself (docs/meetings/rights.md).
/// </summary>
internal static class SecretMeetings
{
    /// <summary>Of some meetings, those that an account may know of.</summary>
    public static IQueryable<Meeting> KnownTo(this IQueryable<Meeting> meetings, DiemCauDb db, Guid accountId)
    {
        var hidden = HiddenFrom(db, accountId);
        return meetings.Where(meeting => !meeting.IsStateSecret || !hidden.Contains(meeting.Id));
    }

    /// <summary>The meetings of which an account may not know; on most installations there are none.</summary>
    public static IQueryable<Guid> HiddenFrom(DiemCauDb db, Guid accountId)
    {
        var serving = Serving(db, accountId);
        var served = db.MeetingSites.Where(site => serving.Contains(site.UnitId)).Select(site => site.MeetingId).Concat(Notified(db, accountId));
        var appointed = Appointed(db, accountId);
        return db.Meetings
            .Where(meeting => meeting.IsStateSecret && !serving.Contains(meeting.UnitId) && !appointed.Contains(meeting.Id)
                && (meeting.Stage == MeetingStage.Draft || !served.Contains(meeting.Id)))
            .Select(meeting => meeting.Id);
    }

    /// <summary>Whether an account may know of a meeting; of one that does not exist there is nothing to be known.</summary>
    public static async Task<bool> AdmitAsync(DiemCauDb db, Guid meetingId, SignedInAccount reader, CancellationToken cancellation) =>
        !await db.Meetings.AnyAsync(meeting => meeting.Id == meetingId && meeting.IsStateSecret, cancellation)
        || !await HiddenFrom(db, reader.Id).ContainsAsync(meetingId, cancellation);

    /// <summary>Those of some meetings that may be named where it is not known who reads it.</summary>
    public static IQueryable<Meeting> ToldToAll(this IQueryable<Meeting> meetings) => meetings.Where(meeting => !meeting.IsStateSecret);

    /// <summary>Whether what a meeting is about may leave this server: in mails and their attachments, in letters to those who take no part.</summary>
    public static bool MayLeave(Meeting meeting) => !meeting.IsStateSecret;

    /// <summary>What a meeting is called in mails, which travel in the clear.</summary>
    public static string NameInMail(Meeting meeting, string language) =>
        MayLeave(meeting) ? meeting.Title : Texts.Get(language, "meeting.unnamed", meeting.Number);

    /// <summary>The units for which an account itself stands, and those whose meetings it approves or prepares.</summary>
    private static IQueryable<Guid> Serving(DiemCauDb db, Guid accountId) => Rights.UnitsHeldBy(db, accountId, Permission.ViewMeetings)
        .Union(Rights.UnitsWhere(db, accountId, Permission.ApproveMeetings))
        .Union(Rights.UnitsWhere(db, accountId, Permission.PrepareMeetings));

    // Both by their tables' names: they belong to slices that ask this rule themselves.

    /// <summary>Meetings in which the account was given a place by name.</summary>
    private static IQueryable<Guid> Appointed(DiemCauDb db, Guid accountId) => db.Database.SqlQuery<Guid>(
        $"""select meeting_id as "Value" from meeting_passes where account_id = {accountId} and revoked_at is null""");

    /// <summary>Meetings of which a unit for which the account stands had the notice, also when its site has been taken out since.</summary>
    private static IQueryable<Guid> Notified(DiemCauDb db, Guid accountId)
    {
        var standing = Rights.UnitsHeldBy(db, accountId, Permission.ViewMeetings);
        return db.Database.SqlQuery<NotifiedUnit>($"""select meeting_id as "MeetingId", unit_id as "UnitId" from notice_copies""")
            .Where(copy => standing.Contains(copy.UnitId)).Select(copy => copy.MeetingId);
    }

    private sealed record NotifiedUnit(Guid MeetingId, Guid UnitId);
}
