using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
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

namespace DiemCau.Meetings.Preparation;

/// <param name="SiteId">Null: the media servers.</param>
/// <param name="LevelId">The unit above it under which it is counted; null: none that is shown.</param>
/// <param name="Standing">Late while something is missing after the time by which everything was to be prepared; null: the meeting has no such time.</param>
/// <param name="MayWrite">Whether the reader keeps its roster and its checklist.</param>
internal sealed record StationSummaryView(
    Guid? SiteId, StationRole Role, string Name, string? Place, Guid? LevelId, IReadOnlyList<DutyPerson> People, bool HasRoster,
    int Done, int Wrong, int Items, DeadlineStanding? Standing, bool MayWrite, bool NeedsConfirming);

/// <summary>What is prepared for a meeting, as far as the reader sees it.</summary>
/// <param name="Next">The verb that ends the preparation; null: it is not the reader's, or not yet possible.</param>
/// <param name="SeesAll">False: the stations are only those of the reader's units.</param>
/// <param name="Leads">May choose the template.</param>
/// <param name="Templates">What may be chosen.</param>
internal sealed record PreparationView(
    Guid MeetingId, long Number, string Title, MeetingKind Kind, MeetingStage Stage, int Version, DateTimeOffset? StartsAt, string UnitName,
    DateTimeOffset? DueAt, DeadlineStanding? Standing, bool IsOpen, bool SeesAll, bool Leads, MeetingVerb? Next, Guid? TemplateId,
    IReadOnlyList<ConferenceTemplateView> Templates, IReadOnlyList<StationSummaryView> Stations, IReadOnlyList<LevelView> Levels);

/// <summary>Who is on duty and how far everybody is: one answer for two hundred sites.</summary>
internal static class PreparationPage
{
    public static void Map(IEndpointRouteBuilder preparation) => preparation.MapGet("", ShowAsync).WithName("GetPreparation")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<PreparationView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var meeting = await db.Meetings.AsNoTracking().Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions).AsSplitQuery()
            .SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation);
        if (meeting is null)
        {
            return Refusals.NotFound;
        }

        var now = time.GetUtcNow();
        var reach = await PreparationRights.ReachAsync(db, rights, reader, meeting, cancellation);
        var deadline = (await clock.TimesAsync(db, meeting.StartsAt ?? now, cancellation)).Of(meeting)
            .SingleOrDefault(state => state.Deadline == MeetingDeadline.Preparation);
        var stations = (await Stations.OfAsync(db, meeting, Language.Of(http), cancellation)).Where(station => reach.Sees(station.SiteId)).ToList();
        var (levels, levelOf) = await Levels.OfAsync(
            db, [.. stations.Where(station => station.SiteId is not null)], reach.SeesAll ? null : rights.UnitsWhere(reader, Permission.ViewMeetings),
            station => StandingOf(station) == DeadlineStanding.Late, cancellation);
        var above = db.UnitAncestors.Where(line => line.UnitId == meeting.UnitId).Select(line => line.AncestorId);
        return TypedResults.Ok(new PreparationView(
            id, meeting.Number, meeting.Title, meeting.Kind, meeting.Stage, meeting.Version, meeting.StartsAt,
            await db.Units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).SingleAsync(cancellation),
            deadline?.DueAt, deadline?.At(now), PreparationRights.IsOpen(meeting.Stage), reach.SeesAll, reach.Leads,
            reach.Leads ? NextOf(meeting) : null,
            await db.TemplateChoices.Where(choice => choice.MeetingId == id).Select(choice => choice.TemplateId).SingleOrDefaultAsync(cancellation),
            await Templates.Views(db, above, rights.UnitsWhere(reader, Permission.ManageTemplates)).ToListAsync(cancellation),
            [.. stations.Select(station => new StationSummaryView(
                station.SiteId, station.Role, station.Name, station.Place,
                station.SiteId is not null && levelOf.TryGetValue(station.UnitId, out var level) ? level : null,
                station.People, station.HasRoster, station.Done, station.Wrong, station.Items, StandingOf(station), reach.Writes(station.SiteId), station.NeedsConfirming))],
            levels));

        // What is prepared is never late again, whenever it was; what is not is measured by the time of all.
        DeadlineStanding? StandingOf(Station station) =>
            deadline is null ? null : station.IsPrepared ? DeadlineStanding.OnTime : deadline.Undone.At(now);
    }

    /// <summary>A planned meeting goes on to its technical check, any other is ready.</summary>
    public static MeetingVerb? NextOf(Meeting meeting)
    {
        var verb = meeting.Stage == MeetingStage.Notified ? MeetingVerb.Prepare
            : meeting.Kind == MeetingKind.Planned ? MeetingVerb.Check : MeetingVerb.DeclareReady;
        return meeting.Stage <= MeetingStage.Preparing && meeting.Can(verb) is null ? verb : null;
    }
}
