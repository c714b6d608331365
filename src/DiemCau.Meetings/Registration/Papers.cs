using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>Papers of a meeting: added by its unit, read by whoever may see the meeting.</summary>
internal static class Papers
{
    public const long MostBytes = 50 * 1024 * 1024;
    private const int MostPapers = 50;
    private const int NameLength = 200;

    public static void Map(IEndpointRouteBuilder meetings)
    {
        // The body is the file itself: it is streamed to the disk and never lies in memory.
        meetings.MapPost("/{id:guid}/papers", AddAsync).WithName("AddPaper").Needs(Permission.RegisterMeetings, MeetingRights.Registering)
            .Accepts<Stream>("application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 1));
        meetings.MapGet("/{id:guid}/papers/{paperId:guid}", ReadAsync).WithName("GetPaper")
            .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        meetings.MapDelete("/{id:guid}/papers/{paperId:guid}", RemoveAsync).WithName("RemovePaper")
            .Needs(Permission.RegisterMeetings, MeetingRights.Registering);
    }

    /// <param name="name">The file's name, with its ending.</param>
    /// <param name="letter">It is the scan of the official letter, and takes the place of the one that was there.</param>
    private static async Task<Results<Created<PaperView>, Refusal>> AddAsync(
        Guid id, string name, HttpContext http, DiemCauDb db, PaperStore store, PaperQuota quota, JournalWriter journal, TimeProvider time,
        CancellationToken cancellation, bool letter = false)
    {
        var kind = letter ? PaperKind.Letter : PaperKind.Paper;
        if (await WritableAsync(db, id, cancellation) is { } refusal)
        {
            return refusal;
        }

        name = Path.GetFileName(name.Trim());
        if (name.Length is 0 or > NameLength || name.Any(char.IsControl))
        {
            return Refusal.Validation(new FieldError("name", "too_long", NameLength));
        }

        if (!PaperType.IsKnown(name))
        {
            return Refusal.Validation(new FieldError("name", "paper_type", PaperType.Endings));
        }

        if (await db.Papers.CountAsync(paper => paper.MeetingId == id, cancellation) >= MostPapers)
        {
            return Refusal.Validation(new FieldError("name", "meeting_too_many", MostPapers));
        }

        if (await quota.RefusalAsync(db, id, http.Request.ContentLength, cancellation) is { } tooMuch)
        {
            return tooMuch;
        }

        var (now, by) = (time.GetUtcNow(), MeetingActor.Of(SignedInAccount.Required(http.User)));
        var paperId = Guid.CreateVersion7(now);
        if (http.Request.ContentLength > MostBytes
            || await store.WriteAsync(id, paperId, http.Request.Body, MostBytes, cancellation) is not { } written)
        {
            return Refusal.Validation(new FieldError("name", "paper_size", MostBytes / 1024 / 1024));
        }

        if (written.Size == 0 || !PaperType.Matches(name, written.Head))
        {
            store.Remove(id, paperId);
            return Refusal.Validation(new FieldError("name", "paper_content"));
        }

        var added = new MeetingPaper
        {
            Id = paperId, MeetingId = id, Kind = kind, Name = name, Size = written.Size, AddedAt = now, AddedById = by.Id, AddedBy = by.Name,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var replaced = kind == PaperKind.Letter
            ? await db.Papers.AsNoTracking().SingleOrDefaultAsync(paper => paper.MeetingId == id && paper.Kind == PaperKind.Letter, cancellation)
            : null;
        try
        {
            if (replaced is not null)
            {
                await db.Papers.Where(paper => paper.Id == replaced.Id).ExecuteDeleteAsync(cancellation);
            }

            if (await quota.RefusalWhileAddingAsync(db, id, written.Size, cancellation) is { } full)
            {
                store.Remove(id, paperId);
                return full;
            }

            db.Papers.Add(added);
            journal.Add(
                db, "meeting.paperAdded", id.ToString(), new { By = by.Name, Differences = new[] { new Difference(kind == PaperKind.Letter ? "letter" : "papers", replaced?.Name, name) } },
                new(MeetingId: id));
            await db.SaveChangesAsync(cancellation);
        }
        catch
        {
            store.Remove(id, paperId); // a row that was not written needs no file
            throw;
        }

        // A commit whose answer is lost may have happened: then the file is needed.
        await transaction.CommitAsync(cancellation);
        if (replaced is not null)
        {
            store.Remove(id, replaced.Id);
        }

        return TypedResults.Created($"/api/meetings/{id}/papers/{paperId}", new PaperView(paperId, kind, name, written.Size, now, by.Name));
    }

    private static async Task<Results<PhysicalFileHttpResult, Refusal>> ReadAsync(
        Guid id, Guid paperId, HttpContext http, DiemCauDb db, PaperStore store, CancellationToken cancellation)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(paper => paper.Id == paperId && paper.MeetingId == id, cancellation) is not { } paper)
        {
            return Refusals.NotFound;
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        // As an attachment: nothing that was uploaded is ever shown as a page of this server.
        return TypedResults.PhysicalFile(store.PathOf(id, paperId), PaperType.ContentType(paper.Name), paper.Name, paper.AddedAt, enableRangeProcessing: true);
    }

    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        Guid id, Guid paperId, HttpContext http, DiemCauDb db, PaperStore store, JournalWriter journal, CancellationToken cancellation)
    {
        if (await WritableAsync(db, id, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (await db.Papers.SingleOrDefaultAsync(paper => paper.Id == paperId && paper.MeetingId == id, cancellation) is not { } paper)
        {
            return Refusals.NotFound;
        }

        db.Papers.Remove(paper);
        journal.Add(db, "meeting.paperRemoved", id.ToString(), new
        {
            By = MeetingActor.Of(SignedInAccount.Required(http.User)).Name, Differences = new[] { new Difference(paper.Kind == PaperKind.Letter ? "letter" : "papers", paper.Name, null) },
        }, new(MeetingId: id));
        await db.SaveChangesAsync(cancellation);
        store.Remove(id, paperId);
        return TypedResults.NoContent();
    }

    private static async Task<Refusal?> WritableAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        var stage = await db.Meetings.AsNoTracking().Where(meeting => meeting.Id == id)
            .Select(meeting => (MeetingStage?)meeting.Stage).SingleOrDefaultAsync(cancellation);
        return stage is null ? Refusals.NotFound
            : stage is MeetingStage.Rejected or MeetingStage.Cancelled or MeetingStage.Summarised ? MeetingRefusals.WrongStage
            : null;
    }
}
