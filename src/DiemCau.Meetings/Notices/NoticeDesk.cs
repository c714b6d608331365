using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>What every use case of an issuer begins with: the notice of the session, or of the branch that the route names.</summary>
internal sealed class NoticeDesk(NoticeReading reading, TimeProvider time)
{
    /// <param name="branchId">Null: the session's.</param>
    /// <param name="isLocked">The meeting is going to be told about, and must stay as it is until then.</param>
    public async Task<(NoticeFacts? Facts, Refusal? Refusal)> OpenAsync(
        DiemCauDb db, Guid meetingId, Guid? branchId, bool isLocked, CancellationToken cancellation)
    {
        if (isLocked)
        {
            await db.Database.ExecuteSqlAsync($"select from meetings where id = {meetingId} for update", cancellation);
        }

        if (await db.FindMeetingAsync(meetingId, null, cancellation) is not { } meeting)
        {
            return (null, Refusals.NotFound);
        }

        var notice = await NoticeSending.FindOrBeginAsync(
            db, meeting, branchId is null ? NoticeScope.Session : NoticeScope.Branch,
            branchId ?? await NoticeSending.IssuerOfAsync(db, meeting, cancellation), time.GetUtcNow(), cancellation);
        var facts = await reading.ReadAsync(db, meeting, notice, cancellation);
        if (branchId is { } branch && facts.Branches.All.All(known => known.UnitId != branch))
        {
            return (null, Refusals.NotFound);
        }

        if (IsNew(db, notice) && facts.Check is { } check && check.From > time.GetUtcNow())
        {
            notice.Form = notice.Form with { CheckStartsAt = check.From, CheckEndsAt = check.To };
        }

        return (facts, null);
    }

    /// <summary>Nothing has been written under it yet.</summary>
    public static bool IsNew(DiemCauDb db, Notice notice) => db.Entry(notice).State is EntityState.Detached or EntityState.Added;

    /// <summary>From the approval until the sites have been connected there is something to tell.</summary>
    public static bool MaySend(NoticeFacts facts) => facts.Notice.Scope == NoticeScope.Branch
        ? facts.Meeting.Stage is >= MeetingStage.Notified and < MeetingStage.InSession && facts.Session is { IsOut: true }
        : facts.Meeting.Stage is >= MeetingStage.Approved and < MeetingStage.InSession;
}
