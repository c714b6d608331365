using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>"Nơi nhận": who gets a notice and how far each is, page by page, those first that have not looked.</summary>
internal static class NoticeReaders
{
    /// <param name="Search">In names of sites and units, without regard to accents and case.</param>
    /// <param name="Branch">A branch's unit; the zero id: sites that no branch is above.</param>
    internal readonly record struct ReaderQuery(string? Search, Guid? Branch, NoticeState? State, int? Page, int? PageSize);

    /// <summary>Who has to be called stands first; within one state the order of the meeting.</summary>
    private static readonly NoticeState[] Concern = [NoticeState.Sent, NoticeState.Unsent, NoticeState.Seen, NoticeState.Acknowledged];

    public static void Map(IEndpointRouteBuilder session, IEndpointRouteBuilder branch)
    {
        session.MapGet("/sites", OfSessionAsync).WithName("ListNoticeSites");
        branch.MapGet("/sites", OfBranchAsync).WithName("ListBranchNoticeSites");
    }

    private static Task<Results<Ok<ListPage<NoticeSiteView>>, Refusal>> OfSessionAsync(
        Guid id, [AsParameters] ReaderQuery query, DiemCauDb db, NoticeDesk desk, CancellationToken cancellation) =>
        ListAsync(db, id, null, query, desk, cancellation);

    private static Task<Results<Ok<ListPage<NoticeSiteView>>, Refusal>> OfBranchAsync(
        Guid id, Guid unitId, [AsParameters] ReaderQuery query, DiemCauDb db, NoticeDesk desk, CancellationToken cancellation) =>
        ListAsync(db, id, unitId, query, desk, cancellation);

    // A meeting has at most Meeting.MostSites sites, all of which its aggregate holds anyway: they are narrowed down in memory.
    private static async Task<Results<Ok<ListPage<NoticeSiteView>>, Refusal>> ListAsync(
        DiemCauDb db, Guid id, Guid? branchId, ReaderQuery query, NoticeDesk desk, CancellationToken cancellation)
    {
        var (facts, refusal) = await desk.OpenAsync(db, id, branchId, false, cancellation);
        if (facts is null)
        {
            return refusal!;
        }

        var states = NoticeStates.Of(await db.NoticeCopies.AsNoTracking().Where(copy => copy.NoticeId == facts.Notice.Id).ToListAsync(cancellation));
        var list = new ListQuery(query.Search, query.Page, query.PageSize);
        var words = FoldedText.Of(list.Term ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        MeetingSite[] found = [.. facts.Targets.Where(site =>
            (query.Branch is not { } branch || (facts.Branches.Of(site.UnitId)?.UnitId ?? Unit.Whole) == branch)
            && (query.State is not { } state || states.Of(site) == state)
            && Array.TrueForAll(words, FoldedText.Of($"{site.Name} {facts.Branches.NameOf(site.UnitId)}").Contains))
            .OrderBy(site => Array.IndexOf(Concern, states.Of(site)))];
        MeetingSite[] page = [.. found.Skip(list.Skip).Take(list.Take)];
        var mailboxes = await Rights.MailboxesOfAsync(db, [.. page.Select(site => site.UnitId).Distinct()], Permission.AcknowledgeNotices, cancellation);
        return TypedResults.Ok(new ListPage<NoticeSiteView>([.. page.Select(site =>
        {
            var copy = states.CopyOf(site);
            return new NoticeSiteView(
                site.SiteId, site.Name, site.UnitId, facts.Branches.NameOf(site.UnitId), facts.Branches.Of(site.UnitId)?.UnitId, states.Of(site), copy?.Kind,
                copy?.Id, copy?.SentAt, copy?.SeenAt, copy?.SeenByName, copy?.AcknowledgedAt, copy?.AcknowledgedByName, copy?.Remark, copy?.RemindedAt,
                mailboxes[site.UnitId].Any());
        })], found.Length));
    }
}
