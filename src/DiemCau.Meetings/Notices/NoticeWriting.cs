using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Notices;

/// <summary>What the issuer writes, kept as it is typed; and "Gửi thông báo".</summary>
internal static class NoticeWriting
{
    private const int LineLength = 200;
    private const int TextLength = 2000;

    /// <param name="Version">The version that the form was read from; 0: nothing was written yet.</param>
    internal sealed record NoticeRewrite(int Version, NoticeForm? Form);

    /// <param name="MeetingVersion">The version of the meeting that was looked at.</param>
    internal sealed record NoticeSend(int MeetingVersion, int Version, NoticeForm? Form);

    internal sealed record NoticeVersionView(int Version);

    /// <param name="Sites">How many sites were told.</param>
    internal sealed record NoticeSentView(int Sites, MeetingStage Stage, int MeetingVersion, int Version);

    public static void Map(IEndpointRouteBuilder session, IEndpointRouteBuilder branch)
    {
        session.MapPut("", WriteSessionAsync).WithName("WriteNotice");
        branch.MapPut("", WriteBranchAsync).WithName("WriteBranchNotice");
        session.MapPost("/send", SendSessionAsync).WithName("SendNotice");
        branch.MapPost("/send", SendBranchAsync).WithName("SendBranchNotice");
    }

    private static Task<Results<Ok<NoticeVersionView>, Refusal>> WriteSessionAsync(
        Guid id, NoticeRewrite rewrite, DiemCauDb db, NoticeDesk desk, CancellationToken cancellation) => WriteAsync(db, id, null, rewrite, desk, cancellation);

    private static Task<Results<Ok<NoticeVersionView>, Refusal>> WriteBranchAsync(
        Guid id, Guid unitId, NoticeRewrite rewrite, DiemCauDb db, NoticeDesk desk, CancellationToken cancellation) =>
        WriteAsync(db, id, unitId, rewrite, desk, cancellation);

    private static async Task<Results<Ok<NoticeVersionView>, Refusal>> WriteAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeRewrite rewrite, NoticeDesk desk, CancellationToken cancellation)
    {
        var (facts, refusal) = await desk.OpenAsync(db, id, branchId, false, cancellation);
        if (facts is null)
        {
            return refusal!;
        }

        if (Write(db, facts, rewrite.Version, rewrite.Form) is { } refused)
        {
            return refused;
        }

        return await SaveAsync(db, cancellation) is { } unsaved ? unsaved : TypedResults.Ok(new NoticeVersionView(facts.Notice.Version));
    }

    private static Task<Results<Ok<NoticeSentView>, Refusal>> SendSessionAsync(
        Guid id, NoticeSend send, HttpContext http, DiemCauDb db, NoticeDesk desk, NoticeSending sending, NoticeLetters letters, MeetingEvents events,
        TimeProvider time, CancellationToken cancellation) => SendAsync(db, id, null, send, http, desk, sending, letters, events, time, cancellation);

    private static Task<Results<Ok<NoticeSentView>, Refusal>> SendBranchAsync(
        Guid id, Guid unitId, NoticeSend send, HttpContext http, DiemCauDb db, NoticeDesk desk, NoticeSending sending, NoticeLetters letters,
        MeetingEvents events, TimeProvider time, CancellationToken cancellation) =>
        SendAsync(db, id, unitId, send, http, desk, sending, letters, events, time, cancellation);

    private static async Task<Results<Ok<NoticeSentView>, Refusal>> SendAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeSend send, HttpContext http, NoticeDesk desk, NoticeSending sending, NoticeLetters letters,
        MeetingEvents events, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (facts, refusal) = await desk.OpenAsync(db, id, branchId, true, cancellation);
        if (facts is null)
        {
            return refusal!;
        }

        var (meeting, notice, by, now) = (facts.Meeting, facts.Notice, MeetingActor.Of(SignedInAccount.Required(http.User)), time.GetUtcNow());
        if (meeting.Version != send.MeetingVersion)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        if (branchId is not null && facts.Session is not { IsOut: true })
        {
            return NoticeRefusals.SessionUntold;
        }

        if (!NoticeDesk.MaySend(facts))
        {
            return MeetingRefusals.WrongStage;
        }

        if (Write(db, facts, send.Version, send.Form) is { } refused || (refused = await SaveAsync(db, cancellation)) is not null)
        {
            return refused;
        }

        var sites = (await NoticeNews.FindAsync(db, facts, letters, now, cancellation)).Sites;
        if (meeting.Stage == MeetingStage.Approved)
        {
            // Whoever listens to the stage sends the notice.
            if ((meeting.Notify(by, now) ?? await events.SaveAsync(db, meeting, cancellation)) is { } unnotified)
            {
                return unnotified;
            }
        }
        else if (sites == 0)
        {
            return NoticeRefusals.NothingNew;
        }
        else
        {
            await sending.SendAsync(db, meeting, notice, by, now, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new NoticeSentView(sites, meeting.Stage, meeting.Version, notice.Version));
    }

    /// <summary>Takes over what was written, if it is anything new.</summary>
    private static Refusal? Write(DiemCauDb db, NoticeFacts facts, int version, NoticeForm? form)
    {
        var notice = facts.Notice;
        var isNew = NoticeDesk.IsNew(db, notice);
        if (version != (isNew ? 0 : notice.Version))
        {
            return NoticeRefusals.ChangedMeanwhile;
        }

        if (form is not null && Errors(form, facts.Meeting).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        if (isNew)
        {
            db.Notices.Add(notice);
        }

        if (form is null || form == notice.Form)
        {
            return null;
        }

        notice.Form = form with { CheckStartsAt = form.CheckStartsAt?.ToUniversalTime(), CheckEndsAt = form.CheckEndsAt?.ToUniversalTime() };
        notice.Version += isNew ? 0 : 1;
        return null;
    }

    private static async Task<Refusal?> SaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException conflict) when (conflict is DbUpdateConcurrencyException or { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } })
        {
            return NoticeRefusals.ChangedMeanwhile;
        }
    }

    private static IEnumerable<FieldError> Errors(NoticeForm form, Meeting meeting)
    {
        (string Field, string? Text, int Most)[] texts =
        [
            ("number", form.Number, LineLength), ("place", form.Place, LineLength), ("signerTitle", form.SignerTitle, LineLength),
            ("signerName", form.SignerName, LineLength), ("checkPlace", form.CheckPlace, LineLength), ("checkNote", form.CheckNote, TextLength),
            ("remarks", form.Remarks, TextLength),
        ];
        foreach (var (field, _, most) in texts.Where(text => text.Text?.Length > text.Most))
        {
            yield return new(field, "too_long", most);
        }

        if (form.CheckEndsAt <= form.CheckStartsAt)
        {
            yield return new("checkEndsAt", "notice_check_order");
        }

        if ((form.CheckEndsAt ?? form.CheckStartsAt) > meeting.StartsAt)
        {
            yield return new("checkStartsAt", "notice_check_late");
        }
    }
}
