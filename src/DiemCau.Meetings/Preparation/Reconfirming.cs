using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>
/// "Vẫn như cũ": what was said of another time of the meeting holds for its new one, too. Rosters and marks carry the beginning for which they
/// were given; when the meeting begins at another time they are a proposal, until somebody confirms or writes them.
/// </summary>
internal static class Reconfirming
{
    /// <param name="Stations">How many stations had something to confirm.</param>
    internal sealed record ReconfirmedView(int Stations);

    public static void Map(IEndpointRouteBuilder preparation)
    {
        preparation.MapPost("/confirm", AllAsync).WithName("ConfirmPreparation").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
        preparation.MapGroup("/sites/{siteId:guid}").Needs(Permission.PrepareMeetings, PreparationRights.OfSite)
            .MapPost("/confirm", (Guid id, Guid siteId, HttpContext http, DiemCauDb db, StationWriting.Surroundings with, CancellationToken cancellation) =>
                OneAsync(id, siteId, http, db, with, cancellation)).WithName("ConfirmSitePreparation");
        preparation.MapGroup("/mcu").Needs(Permission.OperateMeetings, PreparationRights.OfMeeting)
            .MapPost("/confirm", (Guid id, HttpContext http, DiemCauDb db, StationWriting.Surroundings with, CancellationToken cancellation) =>
                OneAsync(id, null, http, db, with, cancellation)).WithName("ConfirmMcuPreparation");
    }

    private static async Task<Results<Ok<StationView>, Refusal>> OneAsync(
        Guid id, Guid? siteId, HttpContext http, DiemCauDb db, StationWriting.Surroundings with, CancellationToken cancellation)
    {
        var (meeting, refusal) = await StationWriting.OpenStationAsync(db, id, siteId, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        await ConfirmAsync(db, meeting, siteId is { } site ? [site] : [], siteId is null, MeetingActor.Of(SignedInAccount.Required(http.User)), with, cancellation);
        return TypedResults.Ok((await StationPage.ViewAsync(db, meeting, siteId, mayWrite: true, Language.Of(http), cancellation))!);
    }

    /// <summary>Every station that the reader writes.</summary>
    private static async Task<Results<Ok<ReconfirmedView>, Refusal>> AllAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, StationWriting.Surroundings with, CancellationToken cancellation)
    {
        var (meeting, refusal) = await StationWriting.OpenAsync(db, id, null, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var reader = SignedInAccount.Required(http.User);
        var reach = await PreparationRights.ReachAsync(db, rights, reader, meeting, cancellation);
        var confirmed = await ConfirmAsync(db, meeting, [.. reach.Written], reach.WritesMcu, MeetingActor.Of(reader), with, cancellation);
        return TypedResults.Ok(new ReconfirmedView(confirmed));
    }

    private static async Task<int> ConfirmAsync(
        DiemCauDb db, Meeting meeting, Guid[] sites, bool mcu, MeetingActor by, StationWriting.Surroundings with, CancellationToken cancellation)
    {
        var (id, startsAt, now, none) = (meeting.Id, meeting.StartsAt, with.Now, Guid.Empty);
        List<Guid> stations;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            stations = await db.Database.SqlQuery<Guid>(
                $"""
                with rosters as (
                  update duty_rosters set given_for = {startsAt}, version = version + 1, changed_at = {now}, changed_by = {by.Name}
                  where meeting_id = {id} and (site_id = any({sites}) or ({mcu} and site_id is null)) and given_for is distinct from {startsAt}
                  returning site_id),
                marks as (
                  update checklist_marks set given_for = {startsAt}, at = {now}, by = {by.Name}
                  where meeting_id = {id} and (site_id = any({sites}) or ({mcu} and site_id is null)) and given_for is distinct from {startsAt}
                  returning site_id)
                select coalesce(site_id, {none}) as "Value" from rosters union select coalesce(site_id, {none}) from marks
                """).ToListAsync(cancellation);
            if (stations.Count == 0)
            {
                return 0;
            }

            with.Journal.Add(db, "preparation.confirmed", id.ToString(), new { stations, startsAt }, new(MeetingId: id));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await with.Start.BeginAsync(meeting, by, cancellation);
        return stations.Count;
    }
}
