using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>Moves a meeting into and out of its preparation, and says by which template it is run.</summary>
internal static class PreparationSteps
{
    /// <param name="Version">Of the meeting that was read.</param>
    /// <param name="Anyway">Although stations have not finished.</param>
    /// <param name="Reason">Why, then.</param>
    internal sealed record PreparationStep(int Version, bool Anyway = false, [property: Lines] string? Reason = null);

    /// <param name="TemplateId">Null: none.</param>
    internal sealed record ChosenTemplate(Guid? TemplateId);

    public static void Map(IEndpointRouteBuilder preparation)
    {
        preparation.MapPost("/next", StepAsync).WithName("StepPreparation").Needs(Permission.PrepareMeetings, MeetingRights.Leading);
        preparation.MapPut("/template", ChooseAsync).WithName("ChooseConferenceTemplate").Needs(Permission.PrepareMeetings, MeetingRights.Leading);
    }

    /// <summary>"Bắt đầu chuẩn bị", then "Chuyển sang kiểm tra kỹ thuật" (planned) or "Sẵn sàng" (others).</summary>
    private static async Task<Results<NoContent, Refusal>> StepAsync(
        Guid id, PreparationStep step, HttpContext http, DiemCauDb db, MeetingEvents events, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, step.Version, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (meeting.Version != step.Version)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        if (PreparationPage.NextOf(meeting) is not { } verb)
        {
            return MeetingRefusals.WrongStage;
        }

        AnywayDecision? anyway = null;
        if (verb != MeetingVerb.Prepare)
        {
            var stations = await Stations.OfAsync(db, meeting, Language.Of(http), cancellation);
            if (stations.Any(station => !station.IsPrepared))
            {
                if (!step.Anyway)
                {
                    return PreparationRefusals.Incomplete(stations.Count(station => !station.HasRoster), stations.Count(station => !station.HasChecks));
                }

                anyway = new(step.Reason);
            }
        }

        var (by, now) = (MeetingActor.Of(SignedInAccount.Required(http.User)), time.GetUtcNow());
        var refusal = verb switch
        {
            MeetingVerb.Prepare => meeting.Prepare(by, now),
            MeetingVerb.Check => meeting.Check(by, now, anyway),
            _ => meeting.DeclareReady(by, now, anyway),
        };
        return (refusal ?? await events.SaveAsync(db, meeting, cancellation)) is { } refused ? refused : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> ChooseAsync(
        Guid id, ChosenTemplate wish, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (!PreparationRights.IsOpen(meeting.Stage) || meeting.Stage > MeetingStage.Ready)
        {
            return MeetingRefusals.WrongStage;
        }

        var above = db.UnitAncestors.Where(line => line.UnitId == meeting.UnitId).Select(line => line.AncestorId);
        var template = await db.ConferenceTemplates.SingleOrDefaultAsync(
            template => template.Id == wish.TemplateId && (template.UnitId == null || above.Contains(template.UnitId.Value)), cancellation);
        if (wish.TemplateId is not null && template is null)
        {
            return PreparationRefusals.TemplateUnknown;
        }

        var by = MeetingActor.Of(SignedInAccount.Required(http.User)).Name;
        var choice = await db.TemplateChoices.SingleOrDefaultAsync(choice => choice.MeetingId == id, cancellation);
        if (choice is null)
        {
            db.TemplateChoices.Add(choice = new() { MeetingId = id, ChosenBy = by });
        }

        (choice.TemplateId, choice.ChosenAt, choice.ChosenBy) = (template?.Id, time.GetUtcNow(), by);
        journal.Add(db, "conference_template.chosen", id.ToString(), new { template?.Name }, new(MeetingId: id));
        return await StationWriting.TrySaveAsync(db, cancellation) is { } refusal ? refusal : TypedResults.NoContent();
    }
}

/// <summary>A meeting that was announced is being prepared as soon as the first station says something.</summary>
internal sealed class PreparationStart(IDbContextFactory<DiemCauDb> contexts, MeetingEvents events, TimeProvider time)
{
    /// <summary>
    /// After the station's word was saved: whoever loses against another who begins it at the same time is not refused, and a server that
    /// dies in between leaves it to the next word.
    /// </summary>
    public async Task BeginAsync(Meeting read, MeetingActor by, CancellationToken cancellation)
    {
        if (read.Stage != MeetingStage.Notified)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindMeetingAsync(read.Id, null, cancellation) is { } meeting && meeting.Prepare(by, time.GetUtcNow()) is null)
        {
            await events.SaveAsync(db, meeting, cancellation);
        }
    }
}
