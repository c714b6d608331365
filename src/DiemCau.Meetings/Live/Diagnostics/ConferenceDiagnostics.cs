using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Live.Diagnostics;

/// <summary>"Chẩn đoán": the conferences that run here, and how everybody's line does. For administrators.</summary>
internal static class ConferenceDiagnostics
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/conferences", ListAsync).WithName("ListLiveConferences");
        admin.MapGet("/conferences/{id:guid}/diagnostics", DiagnoseAsync)
            .WithName("DiagnoseConference")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<Ok<List<LiveConferenceView>>> ListAsync(
        LiveConferences conferences, DiemCauDb db, CancellationToken cancellation)
    {
        var here = conferences.Here();
        var rooms = here.Select(live => live.RoomId).ToList();
        var titles = await db.Rooms.AsNoTracking().Where(room => rooms.Contains(room.Id))
            .ToDictionaryAsync(room => room.Id, room => room.Name, cancellation);
        return TypedResults.Ok(here.OrderByDescending(live => live.Participants)
            .Select(live => Describe(live, titles.GetValueOrDefault(live.RoomId, "")))
            .ToList());
    }

    private static async Task<Results<Ok<ConferenceDiagnosis>, Refusal>> DiagnoseAsync(
        Guid id, LiveConferences conferences, IMediaPlane media, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        if (conferences.Here(id) is not { HasEnded: false } live)
        {
            return Refusals.NotFound;
        }

        var found = (await media.DiagnoseAsync(id)).ToDictionary(diagnosis => diagnosis.ParticipantId);
        var participants = await live.AskAsync((conference, _) => conference.Everybody
            .Select(participant => new ParticipantDiagnosis(
                participant.Id,
                participant.Who.DisplayName,
                participant.Who.UnitName,
                participant.JoinedAt,
                participant.OnHub,
                found.GetValueOrDefault(participant.Id)))
            .ToList());
        var title = await db.Rooms.AsNoTracking().Where(room => room.Id == live.RoomId).Select(room => room.Name)
            .SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new ConferenceDiagnosis(Describe(live, title ?? ""), time.GetUtcNow(), participants));
    }

    private static LiveConferenceView Describe(LiveConference live, string title) =>
        new(live.Id, live.RoomId, title, live.OpenedAt, live.Participants);
}
