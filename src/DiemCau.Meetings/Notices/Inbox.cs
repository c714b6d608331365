using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>"Hộp thông báo": what was sent to the reader's own units, and what was decided about their meetings; the newest first.</summary>
internal static class Inbox
{
    internal enum InboxKind { Notice, BranchNotice, Decision }

    /// <param name="Id">Of the copy, or of the decision.</param>
    /// <param name="From">Who issued the notice, or decided.</param>
    /// <param name="SiteName">For which site; null for a decision.</param>
    internal sealed record InboxItemView(
        Guid Id, InboxKind Kind, Guid MeetingId, string Title, DateTimeOffset? StartsAt, string From, string? SiteName, NoticeKind? NoticeKind,
        NoticeState? State, MeetingVerb? Verb, string? Reason, DateTimeOffset At, DateTimeOffset? RemindedAt, bool IsSeen);

    /// <param name="Ids">Of decisions; null: all of them.</param>
    internal sealed record InboxReading(IReadOnlyList<Guid>? Ids = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/inbox").WithTags("Notices").ForSignedIn("what was sent to one's own units");
        inbox.MapGet("", ListAsync).WithName("ListInbox");
        // Notices are seen by opening them.
        inbox.MapPost("/decisions/seen", SeeDecisionsAsync).WithName("SeeDecisions");
    }

    private static async Task<Ok<ListPage<InboxItemView>>> ListAsync(
        bool? unseen, int? page, int? pageSize, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User).Id;
        var units = Rights.UnitsHeldBy(db, reader, Permission.AcknowledgeNotices);
        var items = db.NoticeCopies.Where(copy => units.Contains(copy.UnitId))
            .Select(copy => new { copy.Id, IsNotice = true, At = copy.RemindedAt ?? copy.SentAt, IsSeen = copy.SeenAt != null })
            .Concat(OwnDecisions(db, reader).Select(tiding => new { tiding.Id, IsNotice = false, tiding.At, IsSeen = tiding.SeenAt != null }));
        var found = await items.Where(item => unseen != true || !item.IsSeen).OrderByDescending(item => item.At).ThenBy(item => item.Id)
            .PageAsync(new(null, page, pageSize), cancellation);
        Guid[] ids = [.. found.Items.Select(item => item.Id)];
        var views = ids.Length == 0 ? [] : (await NoticesAsync(db, ids, cancellation)).Concat(await DecisionsAsync(db, ids, cancellation)).ToDictionary(view => view.Id);
        return TypedResults.Ok(new ListPage<InboxItemView>([.. ids.Select(id => views[id])], found.Total));
    }

    private static async Task<NoContent> SeeDecisionsAsync(
        InboxReading read, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        var (now, ids) = (time.GetUtcNow(), read.Ids);
        await OwnDecisions(db, SignedInAccount.Required(http.User).Id).Where(tiding => tiding.SeenAt == null && (ids == null || ids.Contains(tiding.Id)))
            .ExecuteUpdateAsync(set => set.SetProperty(tiding => tiding.SeenAt, now), cancellation);
        return TypedResults.NoContent();
    }

    private static IQueryable<MeetingTiding> OwnDecisions(DiemCauDb db, Guid reader)
    {
        var units = Rights.UnitsHeldBy(db, reader, Permission.RegisterMeetings);
        var hidden = SecretMeetings.HiddenFrom(db, reader);
        return db.MeetingTidings.Where(tiding => (tiding.AccountId == reader || units.Contains(tiding.UnitId)) && !hidden.Contains(tiding.MeetingId));
    }

    private static async Task<IEnumerable<InboxItemView>> NoticesAsync(DiemCauDb db, Guid[] ids, CancellationToken cancellation)
    {
        var rows = await (
            from copy in db.NoticeCopies
            join notice in db.Notices on copy.NoticeId equals notice.Id
            join meeting in db.Meetings on copy.MeetingId equals meeting.Id
            join issuer in db.Units on notice.IssuerId equals issuer.Id
            where ids.Contains(copy.Id)
            select new { copy, notice.Scope, meeting.Title, meeting.StartsAt, Issuer = issuer.Name }).AsNoTracking().ToListAsync(cancellation);
        return rows.Select(row => new InboxItemView(
            row.copy.Id, row.Scope == NoticeScope.Branch ? InboxKind.BranchNotice : InboxKind.Notice, row.copy.MeetingId, row.Title, row.StartsAt, row.Issuer,
            row.copy.SiteName, row.copy.Kind, row.copy.State, null, null, row.copy.SentAt, row.copy.RemindedAt, row.copy.SeenAt is not null));
    }

    private static async Task<IEnumerable<InboxItemView>> DecisionsAsync(DiemCauDb db, Guid[] ids, CancellationToken cancellation)
    {
        var rows = await (
            from tiding in db.MeetingTidings
            join meeting in db.Meetings on tiding.MeetingId equals meeting.Id
            where ids.Contains(tiding.Id)
            select new { tiding, meeting.Title, meeting.StartsAt }).AsNoTracking().ToListAsync(cancellation);
        return rows.Select(row => new InboxItemView(
            row.tiding.Id, InboxKind.Decision, row.tiding.MeetingId, row.Title, row.StartsAt, row.tiding.ByName, null, null, null, row.tiding.Verb,
            row.tiding.Reason, row.tiding.At, null, row.tiding.SeenAt is not null));
    }
}
