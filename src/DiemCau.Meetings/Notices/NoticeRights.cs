using DiemCau.Meetings.Access;

namespace DiemCau.Meetings.Notices;

/// <summary>Where the rules of notices look for permissions.</summary>
internal static class NoticeRights
{
    /// <summary>
    /// "Đơn vị điểm cầu chính", and the unit that registered the meeting: either issues the notice of the session, the main site's once there
    /// is one to be held and not while it is being written.
    /// </summary>
    public static UnitOf Issuing => MeetingRights.Leading;

    /// <summary>The unit whose site the copy is for.</summary>
    public static UnitOf Receiving { get; } = UnitOf.Row<NoticeCopy>(copy => copy.UnitId, meeting: copy => copy.MeetingId);
}
