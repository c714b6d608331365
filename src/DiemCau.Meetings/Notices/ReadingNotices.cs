using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>A unit reads its notice ("Đã xem") and confirms that it attends ("Xác nhận tham dự").</summary>
internal static class ReadingNotices
{
    private const int RemarkLength = 1000;

    /// <param name="MayAcknowledge">Whether the reader may confirm for this unit.</param>
    /// <param name="Branch">The unit under which the reader has to tell other sites their check schedule; null: none.</param>
    internal sealed record NoticeCopyView(
        Guid Id, Guid MeetingId, string Title, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, NoticeScope Scope, NoticeKind Kind, NoticeState State,
        int Edition, string IssuerName, string UnitName, string SiteName, OfficialLetter Letter, DateTimeOffset SentAt, DateTimeOffset? SeenAt,
        string? SeenBy, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Remark, bool MayAcknowledge, Guid? Branch);

    /// <param name="Edition">The one that was read.</param>
    internal sealed record NoticeAcknowledgement(int Edition, [property: Lines] string? Remark = null);

    public static void Map(IEndpointRouteBuilder notices)
    {
        notices.MapGet("/{id:guid}", ShowAsync).WithName("GetNoticeCopy").Needs(Permission.ViewMeetings, NoticeRights.Receiving);
        notices.MapPost("/{id:guid}/seen", SeeAsync).WithName("SeeNotice").Needs(Permission.AcknowledgeNotices, NoticeRights.Receiving);
        notices.MapPost("/{id:guid}/acknowledgement", AcknowledgeAsync).WithName("AcknowledgeNotice")
            .Needs(Permission.AcknowledgeNotices, NoticeRights.Receiving);
    }

    private static async Task<Results<Ok<NoticeCopyView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (await ReceivedNotice.FindAsync(db, id, cancellation) is not { } found)
        {
            return Refusals.NotFound;
        }

        var (reader, copy, meeting) = (SignedInAccount.Required(http.User), found.Copy, found.Meeting);
        var may = await rights.InAsync(reader, copy.UnitId, cancellation);
        return TypedResults.Ok(new NoticeCopyView(
            id, meeting.Id, meeting.Title, meeting.StartsAt, meeting.EndsAt, found.Notice.Scope, copy.Kind, copy.State, copy.Edition, found.IssuerName,
            found.UnitName, copy.SiteName, found.Letter, copy.SentAt, copy.SeenAt, copy.SeenByName, copy.AcknowledgedAt, copy.AcknowledgedByName,
            copy.Remark, copy.Kind != NoticeKind.Withdrawn && may.Contains(Permission.AcknowledgeNotices),
            may.Contains(Permission.SendNotices) ? await BranchAsync(db, found, cancellation) : null));
    }

    /// <summary>Only the unit's own reading counts: who looks down on it from above has not seen it for the unit.</summary>
    private static async Task<Results<NoContent, Refusal>> SeeAsync(
        Guid id, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        if (await db.NoticeCopies.SingleOrDefaultAsync(copy => copy.Id == id, cancellation) is not { } copy)
        {
            return Refusals.NotFound;
        }

        if (copy.SeenAt is null && await Rights.UnitsHeldBy(db, reader.Id, Permission.AcknowledgeNotices).ContainsAsync(copy.UnitId, cancellation))
        {
            copy.See(MeetingActor.Of(reader).Name, time.GetUtcNow());
            await SaveAsync(db, cancellation); // a newer edition is simply not seen yet
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> AcknowledgeAsync(
        Guid id, NoticeAcknowledgement answer, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var by = MeetingActor.Of(SignedInAccount.Required(http.User));
        if (await db.NoticeCopies.SingleOrDefaultAsync(copy => copy.Id == id, cancellation) is not { } copy)
        {
            return Refusals.NotFound;
        }

        if (copy.Kind == NoticeKind.Withdrawn)
        {
            return NoticeRefusals.Withdrawn;
        }

        if (copy.Edition != answer.Edition)
        {
            return NoticeRefusals.ChangedMeanwhile;
        }

        if (answer.Remark?.Length > RemarkLength)
        {
            return Refusal.Validation(new FieldError("remark", "too_long", RemarkLength));
        }

        copy.Acknowledge(by.Id!.Value, by.Name, answer.Remark, time.GetUtcNow());
        journal.Add(
            db, "notice.acknowledged", copy.MeetingId.ToString(), new { By = by.Name, copy.SiteName, copy.Edition, copy.Remark },
            new(MeetingId: copy.MeetingId, SiteId: copy.SiteId, UnitId: copy.UnitId));
        return await SaveAsync(db, cancellation) ? TypedResults.NoContent() : NoticeRefusals.ChangedMeanwhile;
    }

    private static async Task<bool> SaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private static async Task<Guid?> BranchAsync(DiemCauDb db, ReceivedNotice found, CancellationToken cancellation)
    {
        if (found.Notice is not { Scope: NoticeScope.Session, IsOut: true } || await db.FindMeetingAsync(found.Meeting.Id, null, cancellation) is not { Kind: MeetingKind.Planned } meeting)
        {
            return null;
        }

        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        return branches.Of(found.Copy.UnitId) is { } branch && branch.UnitId == found.Copy.UnitId ? branch.UnitId : null;
    }
}
