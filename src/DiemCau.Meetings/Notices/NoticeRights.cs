using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Notices;

/// <summary>Where the rules of notices look for permissions.</summary>
internal static class NoticeRights
{
    /// <summary>"Đơn vị điểm cầu chính", and the unit that registered the meeting: either issues the notice of the session.</summary>
    public static UnitOf Issuing { get; } = UnitOf.RowOfMany<Meeting>((db, id) => db.Meetings
        .Where(meeting => meeting.Id == id).Select(meeting => meeting.UnitId)
        .Concat(db.MeetingSites.Where(site => site.MeetingId == id && site.Role == SiteRole.Main).Select(site => site.UnitId)));

    /// <summary>The unit whose site the copy is for.</summary>
    public static UnitOf Receiving { get; } = UnitOf.Row<NoticeCopy>(copy => copy.UnitId);
}
