using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>"Thông báo" of a meeting as its issuer has it before them: what is written, how far it has got, branch by branch.</summary>
internal static class NoticePage
{
    public static void Map(IEndpointRouteBuilder session, IEndpointRouteBuilder branch, IEndpointRouteBuilder meetings)
    {
        session.MapGet("", ShowSessionAsync).WithName("GetNotice");
        branch.MapGet("", ShowBranchAsync).WithName("GetBranchNotice");
        meetings.MapGet("/{id:guid}/notices", ListAsync).WithName("ListNotices").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    private static Task<Results<Ok<NoticePageView>, Refusal>> ShowSessionAsync(
        Guid id, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, MeetingClock clock, TimeProvider time, CancellationToken cancellation) =>
        ShowAsync(db, id, null, desk, letters, clock, time, cancellation);

    private static Task<Results<Ok<NoticePageView>, Refusal>> ShowBranchAsync(
        Guid id, Guid unitId, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, MeetingClock clock, TimeProvider time, CancellationToken cancellation) =>
        ShowAsync(db, id, unitId, desk, letters, clock, time, cancellation);

    private static async Task<Results<Ok<NoticePageView>, Refusal>> ShowAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeDesk desk, NoticeLetters letters, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        var (facts, refusal) = await desk.OpenAsync(db, id, branchId, false, cancellation);
        if (facts is null)
        {
            return refusal!;
        }

        var (meeting, notice, now) = (facts.Meeting, facts.Notice, time.GetUtcNow());
        var news = await NoticeNews.FindAsync(db, facts, letters, now, cancellation);
        var states = NoticeStates.Of(await db.NoticeCopies.AsNoTracking().Where(copy => copy.NoticeId == notice.Id).ToListAsync(cancellation));
        var due = notice.Scope == NoticeScope.Branch ? null : (await clock.TimesAsync(db, meeting.StartsAt ?? now, cancellation)).Of(meeting)
            .FirstOrDefault(state => state.Deadline == MeetingDeadline.Invitations);
        return TypedResults.Ok(new NoticePageView(
            id, meeting.Title, meeting.Number, meeting.Stage, meeting.Kind, meeting.Version, meeting.StartsAt, meeting.EndsAt,
            notice.Scope, notice.IssuerId, facts.Issuer.Count > 0 ? facts.Issuer[0].Name : "", notice.Form,
            NoticeDesk.IsNew(db, notice) ? 0 : notice.Version, notice.Edition, notice.SentAt, notice.SentByName, notice.IsWithdrawn,
            NoticeDesk.MaySend(facts), news.Sites,
            NoticeCounts.Of([.. facts.Targets.Select(states.Of)]),
            notice.Scope == NoticeScope.Branch ? [] : await BranchesAsync(db, facts, states, cancellation),
            due is null ? null : new(due.DueAt, due.At(now))));
    }

    /// <summary>The branches in the order of their names; what stands under none comes first.</summary>
    private static async Task<IReadOnlyList<NoticeBranchView>> BranchesAsync(
        DiemCauDb db, NoticeFacts facts, NoticeStates states, CancellationToken cancellation)
    {
        var notices = await db.Notices.AsNoTracking()
            .Where(notice => notice.MeetingId == facts.Meeting.Id && notice.Scope == NoticeScope.Branch && notice.Edition > 0 && !notice.IsWithdrawn)
            .ToDictionaryAsync(notice => notice.IssuerId, cancellation);
        Guid[] ids = [.. notices.Values.Select(notice => notice.Id)];
        var copies = (await db.NoticeCopies.AsNoTracking().Where(copy => ids.Contains(copy.NoticeId)).ToListAsync(cancellation)).ToLookup(copy => copy.NoticeId);
        var byBranch = facts.Targets.ToLookup(site => facts.Branches.Of(site.UnitId)?.UnitId);
        List<NoticeBranchView> views = [];
        if (byBranch[null].Any())
        {
            views.Add(new(null, null, null, NoticeCounts.Of([.. byBranch[null].Select(states.Of)]), null));
        }

        views.AddRange(facts.Branches.All.Select(branch => new NoticeBranchView(
            branch.UnitId, branch.Name, branch.Kind, NoticeCounts.Of([.. byBranch[branch.UnitId].Select(states.Of)]),
            notices.TryGetValue(branch.UnitId, out var own) ? Own(own, NoticeStates.Of([.. copies[own.Id]])) : null)));
        return views;

        BranchNoticeView Own(Notice own, NoticeStates of) => new(
            own.SentAt!.Value, own.Form.CheckStartsAt, own.Form.CheckEndsAt,
            NoticeCounts.Of([.. facts.Branches.Under(own.IssuerId, facts.Meeting).Select(of.Of)]), own.ToldStart != facts.Meeting.StartsAt);
    }

    /// <summary>Which notices of the meeting the reader may issue: of the session, of a branch, or none.</summary>
    private static async Task<Results<Ok<IReadOnlyList<IssuableNoticeView>>, Refusal>> ListAsync(
        Guid id, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        var issuer = await NoticeSending.IssuerOfAsync(db, meeting, cancellation);
        Guid[] asked = [issuer, meeting.UnitId, .. branches.All.Select(branch => branch.UnitId)];
        var may = await Rights.UnitsWhere(db, SignedInAccount.Required(http.User).Id, Permission.SendNotices)
            .Where(unit => asked.Contains(unit)).ToListAsync(cancellation);
        var sent = await db.Notices.AsNoTracking().Where(notice => notice.MeetingId == id && notice.Edition > 0 && !notice.IsWithdrawn)
            .Select(notice => new { notice.Scope, notice.IssuerId }).ToListAsync(cancellation);
        List<IssuableNoticeView> views = [];
        if (may.Contains(issuer) || may.Contains(meeting.UnitId))
        {
            views.Add(new(NoticeScope.Session, issuer, branches.NameOf(issuer), sent.Exists(notice => notice.Scope == NoticeScope.Session)));
        }

        views.AddRange(branches.All.Where(branch => may.Contains(branch.UnitId)).Select(branch => new IssuableNoticeView(
            NoticeScope.Branch, branch.UnitId, branch.Name, sent.Exists(notice => notice.Scope == NoticeScope.Branch && notice.IssuerId == branch.UnitId))));
        return TypedResults.Ok<IReadOnlyList<IssuableNoticeView>>(views);
    }
}

/// <summary>How far the sites of a notice are.</summary>
internal sealed class NoticeStates
{
    private readonly Dictionary<Guid, NoticeCopy> _copies;

    private NoticeStates(Dictionary<Guid, NoticeCopy> copies) => _copies = copies;

    /// <param name="copies">Of one notice.</param>
    public static NoticeStates Of(IReadOnlyList<NoticeCopy> copies) =>
        new(copies.Where(copy => copy.Kind != NoticeKind.Withdrawn).ToDictionary(copy => copy.SiteId));

    public NoticeState Of(MeetingSite site) => CopyOf(site)?.State ?? NoticeState.Unsent;

    public NoticeCopy? CopyOf(MeetingSite site) => _copies.GetValueOrDefault(site.SiteId);
}
