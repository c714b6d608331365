using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>What waits for the office, the highest priority first and then in the order of its coming; and one of it with all that matters.</summary>
internal static class ApprovalQueue
{
    public static void Map(IEndpointRouteBuilder approvals)
    {
        approvals.MapGet("", ListAsync).WithName("ListApprovals").NeedsSomewhere(Permission.ApproveMeetings);
        approvals.MapGet("/{id:guid}", OneAsync).WithName("GetApproval")
            .Needs(Permission.ApproveMeetings, UnitOf.Row<Meeting>(meeting => meeting.UnitId));
    }

    /// <param name="displaced">Those that had to make room and need another time, instead of those that wait for a decision.</param>
    private static async Task<Ok<ListPage<ApprovalItemView>>> ListAsync(
        bool? displaced, int? page, int? pageSize, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User).Id;
        var stage = displaced == true ? MeetingStage.Postponed : MeetingStage.PendingApproval;
        var registering = await db.Meetings.Where(meeting => meeting.Stage == stage).Select(meeting => meeting.UnitId).Distinct().ToListAsync(cancellation);
        var units = await Rights.AmongAsync(db, reader, Permission.ApproveMeetings, registering, cancellation);
        var passages = db.StagePassages;
        var waiting = db.Meetings.AsNoTracking().KnownTo(db, reader).Where(meeting => units.Contains(meeting.UnitId));
        waiting = displaced == true
            ? waiting.Where(meeting => meeting.Stage == MeetingStage.Postponed
                && passages.Where(passage => passage.MeetingId == meeting.Id).OrderByDescending(passage => passage.At).ThenByDescending(passage => passage.Id)
                    .Select(passage => passage.Verb).FirstOrDefault() == MeetingVerb.Displace)
            : waiting.Where(meeting => meeting.Stage == MeetingStage.PendingApproval);
        var found = await waiting
            .OrderBy(meeting => meeting.Priority == MeetingPriority.ProvincialLeaders ? 0
                : meeting.Priority == MeetingPriority.Emergency ? 1
                : meeting.Priority == MeetingPriority.Urgent ? 2 : 3)
            .ThenBy(meeting => meeting.ChangedAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => meeting.Id)
            .PageAsync(new ListQuery(null, page, pageSize), cancellation);
        var rows = await db.Meetings.AsNoTracking().Where(meeting => found.Items.Contains(meeting.Id))
            .Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions).AsSplitQuery()
            .ToDictionaryAsync(meeting => meeting.Id, cancellation);
        Meeting[] shown = [.. found.Items.Where(rows.ContainsKey).Select(id => rows[id])];
        return TypedResults.Ok(new ListPage<ApprovalItemView>(await ItemsAsync(db, shown, clock, time, cancellation), found.Total));
    }

    private static async Task<Results<Ok<ApprovalView>, Refusal>> OneAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, ObstacleSearch obstacles, ReasonText reasons, MeetingClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, null, cancellation) is not { StartsAt: not null, EndsAt: not null } meeting || TimeWish.Of(meeting) is null)
        {
            return Refusals.NotFound;
        }

        var found = await obstacles.LookAsync(db, meeting, cancellation);
        var known = await KnownAsync(db, rights, SignedInAccount.Required(http.User), found.Rivals, cancellation);
        var decisions = await db.ApprovalDecisions.AsNoTracking().Where(decision => decision.MeetingId == id)
            .OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id).Take(50).ToListAsync(cancellation);
        return TypedResults.Ok(new ApprovalView(
            (await ItemsAsync(db, [meeting], clock, time, cancellation))[0],
            meeting.Purpose,
            meeting.Content.Letter,
            await db.Papers.Where(paper => paper.MeetingId == id && paper.Kind == PaperKind.Letter)
                .Select(paper => new LetterScanView(paper.Id, paper.Name, paper.Size)).SingleOrDefaultAsync(cancellation),
            found.Finding.Need,
            [.. found.Finding.Nodes.Select(node => new NodeRoomView(node.NodeId, node.Name, node.Capacity, node.Taken))],
            found.Finding.Node?.NodeId,
            found.SitesThatFit,
            [.. found.Rivals.Select(rival => View(known.Contains(rival.MeetingId) ? rival : rival.ToOthers(found.Wish), known))],
            found.Displacing is { } displacing && displacing.All(known.Contains) ? displacing : null,
            found.FreeTimes,
            found.Finding.Fits ? null : reasons.Of(meeting, found, known, Language.Of(http)),
            [.. decisions.Select(ApprovalDecisionView.Of)]));
    }

    /// <summary>Those of the rivals that the account may know.</summary>
    public static Task<HashSet<Guid>> KnownAsync(
        DiemCauDb db, Rights rights, SignedInAccount account, IEnumerable<Rival> rivals, CancellationToken cancellation)
    {
        var units = rights.UnitsWhere(account, Permission.ViewMeetings);
        Guid[] ids = [.. rivals.Select(rival => rival.MeetingId)];
        return db.Meetings.KnownTo(db, account.Id).Where(meeting => ids.Contains(meeting.Id) && units.Contains(meeting.UnitId))
            .Select(meeting => meeting.Id).ToHashSetAsync(cancellation);
    }

    private static RivalView View(Rival rival, HashSet<Guid> known)
    {
        var isKnown = known.Contains(rival.MeetingId);
        return new(
            isKnown ? rival.MeetingId : null, isKnown ? rival.Title : null, isKnown || !rival.IsSecret ? rival.Priority : null, rival.StartsAt, rival.EndsAt, rival.Ports, rival.Sites,
            rival.SharesChair, rival.MayBeDisplaced && isKnown);
    }

    private static async Task<IReadOnlyList<ApprovalItemView>> ItemsAsync(
        DiemCauDb db, IReadOnlyList<Meeting> meetings, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        if (meetings.Count == 0)
        {
            return [];
        }

        var (first, last) = (meetings.Min(meeting => meeting.StartsAt!.Value), meetings.Max(meeting => meeting.EndsAt!.Value));
        var now = time.GetUtcNow();
        var times = await clock.TimesAsync(db, first < now ? first : now, last > now ? last : now, cancellation);
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        // Of hundreds of sites a line of the queue needs which they are, and the name of one.
        var sites = (await db.MeetingSites.Where(site => ids.Contains(site.MeetingId)).OrderBy(site => site.Position)
            .Select(site => new QueuedSite(site.MeetingId, site.SiteId, site.Role == SiteRole.Main ? site.Name : null)).ToListAsync(cancellation))
            .ToLookup(site => site.MeetingId);
        var schedule = await Schedule.ReadForAsync(db, first, last, ids, cancellation);
        Guid[] unitIds = [.. meetings.Select(meeting => meeting.UnitId).Distinct()];
        var units = await db.Units.AsNoTracking().Where(unit => unitIds.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellation);
        return [.. meetings.Select(meeting => Item(meeting, [.. sites[meeting.Id]], units[meeting.UnitId], schedule, times, now))];
    }

    /// <param name="MainName">Null: not the main site.</param>
    private sealed record QueuedSite(Guid MeetingId, Guid SiteId, string? MainName);

    private static ApprovalItemView Item(
        Meeting meeting, IReadOnlyList<QueuedSite> sites, string unit, Schedule schedule, MeetingTimes times, DateTimeOffset now)
    {
        var finding = schedule.Find(new(
            meeting.Id, meeting.StartsAt!.Value, meeting.EndsAt!.Value, [.. sites.Select(site => site.SiteId)], meeting.Kind != MeetingKind.Outside));
        var deadline = times.Of(meeting).FirstOrDefault(state => state.Deadline == MeetingDeadline.Approval);
        return new(
            meeting.Id, meeting.Number, meeting.Version, meeting.Title, unit, meeting.Priority, meeting.PriorityReason,
            meeting.StartsAt.Value, meeting.EndsAt.Value, meeting.ChairName, meeting.ChairPosition,
            sites.Select(site => site.MainName).FirstOrDefault(name => name is not null), meeting.SiteCount, meeting.Stage, meeting.StageReason,
            meeting.Passages.Where(passage => passage.Verb is MeetingVerb.Submit or MeetingVerb.Reconsider or MeetingVerb.Displace)
                .Select(passage => passage.At).DefaultIfEmpty(meeting.ChangedAt).Max(),
            deadline?.DueAt, deadline?.At(now),
            finding.Fits, finding.HasCapacity, finding.SiteClashes.Select(clash => clash.SiteId).Distinct().Count());
    }
}
