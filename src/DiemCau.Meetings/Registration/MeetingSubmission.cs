using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>"Gửi đăng ký": of one meeting, or of all the meetings of a recurrence at once.</summary>
internal static class MeetingSubmission
{
    /// <param name="GrantedBy">Name and position.</param>
    internal sealed record WrittenExemption(string? GrantedBy, [property: Lines] string? Reason);

    /// <param name="Exemption">Needed when it is late.</param>
    internal sealed record MeetingSubmit(int Version, WrittenExemption? Exemption = null);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/{id:guid}/submit", SubmitAsync).WithName("SubmitMeeting")
        .Needs(Permission.RegisterMeetings, MeetingRights.Registering);

    private static async Task<Results<Ok<MeetingVersionView>, Refusal>> SubmitAsync(
        Guid id, MeetingSubmit submit, HttpContext http, DiemCauDb db, MeetingWork work, MeetingEvents events, WorkingCalendars calendars,
        TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.FindMeetingAsync(id, submit.Version, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (meeting.Version != submit.Version)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        // A scan that nobody can name is no letter: number, date and scan are one.
        if ((meeting.LetterNumber is null || meeting.LetterDate is null)
            && await db.Papers.AnyAsync(paper => paper.MeetingId == id && paper.Kind == PaperKind.Letter, cancellation))
        {
            return Refusal.Validation(
            [
                .. meeting.LetterNumber is null ? [new FieldError("letter.number", "required")] : Array.Empty<FieldError>(),
                .. meeting.LetterDate is null ? [new FieldError("letter.date", "required")] : Array.Empty<FieldError>(),
            ]);
        }

        var (by, now) = (MeetingActor.Of(account), time.GetUtcNow());
        var terms = await work.TermsAsync(db, id, meeting.StartsAt, cancellation);
        if (submit.Exemption is { } exemption && now > terms.RegisterBy
            && meeting.Exempt(MeetingDeadline.Registration, exemption.GrantedBy, exemption.Reason, by, now) is { } unexempted)
        {
            return unexempted;
        }

        var isFirstTime = meeting.Passages.Count == 0;
        if (meeting.Submit(terms, by, now) is { } refusal)
        {
            return refusal;
        }

        if (isFirstTime && meeting.Recurrence is { } recurrence)
        {
            meeting.JoinSeries(meeting.Id);
            foreach (var startsAt in await Recurrences.AfterAsync(db, meeting.StartsAt!.Value, recurrence, calendars, cancellation))
            {
                if (await RepeatAsync(db, meeting, startsAt, terms, work, events, by, now, cancellation) is { } refused)
                {
                    return refused;
                }
            }
        }

        if (await events.SaveAsync(db, meeting, cancellation) is { } unsaved)
        {
            return unsaved;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(MeetingWork.ViewOf(meeting));
    }

    private static async Task<Refusal?> RepeatAsync(
        DiemCauDb db, Meeting first, DateTimeOffset startsAt, SubmissionTerms terms, MeetingWork work, MeetingEvents events, MeetingActor by,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var meeting = Meeting.Draft(first.UnitId, by, now);
        meeting.JoinSeries(first.Id);
        var content = first.Content with { StartsAt = startsAt, EndsAt = startsAt + (first.EndsAt - first.StartsAt), Recurrence = null };
        // The papers lie with the first one.
        var own = (await work.TermsAsync(db, meeting.Id, startsAt, cancellation)) with { HasPapers = terms.HasPapers };
        if (first.ExemptionFrom(MeetingDeadline.Registration) is { } exemption && now > own.RegisterBy)
        {
            meeting.Exempt(MeetingDeadline.Registration, exemption.GrantedBy, exemption.Reason, by, now);
        }

        db.Meetings.Add(meeting);
        return meeting.Rewrite(content, own, by, now) ?? meeting.Submit(own, by, now) ?? await events.SaveAsync(db, meeting, cancellation);
    }
}
