using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>The letter itself: to look at before and after sending, and as a Word file.</summary>
internal static class NoticeDocuments
{
    public static void Map(IEndpointRouteBuilder session, IEndpointRouteBuilder branch, IEndpointRouteBuilder notices)
    {
        session.MapGet("/letter", LookAtSessionAsync).WithName("GetNoticeLetter");
        branch.MapGet("/letter", LookAtBranchAsync).WithName("GetBranchNoticeLetter");
        session.MapGet("/document", OfSessionAsync).WithName("GetNoticeDocument");
        branch.MapGet("/document", OfBranchAsync).WithName("GetBranchNoticeDocument");
        notices.MapGet("/{id:guid}/document", OfCopyAsync).WithName("GetNoticeCopyDocument").Needs(Permission.ViewMeetings, NoticeRights.Receiving);
    }

    private static Task<Results<Ok<OfficialLetter>, Refusal>> LookAtSessionAsync(
        Guid id, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, TimeProvider time, CancellationToken cancellation) =>
        LookAsync(db, id, null, desk, letters, time, cancellation);

    private static Task<Results<Ok<OfficialLetter>, Refusal>> LookAtBranchAsync(
        Guid id, Guid unitId, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, TimeProvider time, CancellationToken cancellation) =>
        LookAsync(db, id, unitId, desk, letters, time, cancellation);

    private static async Task<Results<Ok<OfficialLetter>, Refusal>> LookAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeDesk desk, NoticeLetters letters, TimeProvider time, CancellationToken cancellation)
    {
        var (letter, _, refusal) = await LetterAsync(db, id, branchId, desk, letters, time, cancellation);
        return letter is null ? refusal! : TypedResults.Ok(letter);
    }

    private static Task<Results<FileContentHttpResult, Refusal>> OfSessionAsync(
        Guid id, HttpContext http, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation) => FileAsync(db, id, null, http, desk, letters, installation, time, cancellation);

    private static Task<Results<FileContentHttpResult, Refusal>> OfBranchAsync(
        Guid id, Guid unitId, HttpContext http, DiemCauDb db, NoticeDesk desk, NoticeLetters letters, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation) => FileAsync(db, id, unitId, http, desk, letters, installation, time, cancellation);

    private static async Task<Results<FileContentHttpResult, Refusal>> FileAsync(
        DiemCauDb db, Guid id, Guid? branchId, HttpContext http, NoticeDesk desk, NoticeLetters letters, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation)
    {
        var (letter, number, refusal) = await LetterAsync(db, id, branchId, desk, letters, time, cancellation);
        return letter is null ? refusal! : File(letter, number, http, installation);
    }

    private static async Task<Results<FileContentHttpResult, Refusal>> OfCopyAsync(
        Guid id, HttpContext http, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        if (await ReceivedNotice.FindAsync(db, id, cancellation) is not { } received)
        {
            return Refusals.NotFound;
        }

        return File(received.Letter, received.Meeting.Number, http, installation);
    }

    /// <summary>As it went out; as it would go out now where that is something else.</summary>
    private static async Task<(OfficialLetter? Letter, long Number, Refusal? Refusal)> LetterAsync(
        DiemCauDb db, Guid id, Guid? branchId, NoticeDesk desk, NoticeLetters letters, TimeProvider time, CancellationToken cancellation)
    {
        var (facts, refusal) = await desk.OpenAsync(db, id, branchId, false, cancellation);
        if (facts is null)
        {
            return (null, 0, refusal);
        }

        var (notice, now, part) = (facts.Notice, time.GetUtcNow(), letters.PartOfIssuer(facts));
        var last = await db.NoticeEditions.AsNoTracking().SingleOrDefaultAsync(
            edition => edition.NoticeId == notice.Id && edition.Edition == notice.Edition, cancellation);
        if (last is { Kind: NoticeKind.Withdrawn } && notice.IsWithdrawn && !NoticeDesk.MaySend(facts))
        {
            return (last.Letter.With(part with { Items = [], Annex = null }), facts.Meeting.Number, null);
        }

        var asNow = letters.Text(facts, last is null || notice.IsWithdrawn ? NoticeKind.Issued : NoticeKind.Changed, now);
        var text = last is { Kind: not NoticeKind.Withdrawn } sent && sent.Letter.SaysTheSameAs(asNow) ? sent.Letter : asNow;
        return (text.With(part), facts.Meeting.Number, null);
    }

    private static FileContentHttpResult File(OfficialLetter letter, long number, HttpContext http, InstallationOptions installation)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(
            OfficialLetterDocx.Write(letter, installation.Language), OfficialLetterDocx.MediaType, Texts.Get(installation.Language, "notice.file", number));
    }
}
