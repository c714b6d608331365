using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Live.Diagnostics;

/// <summary>
/// "Chẩn đoán": the conferences that run here, and how everybody's line does. For those who operate the meetings of a conference's unit; each
/// sees those only.
/// </summary>
internal static class ConferenceDiagnostics
{
    public static void Map(IEndpointRouteBuilder conferences)
    {
        conferences.MapGet("", ListAsync).WithName("ListLiveConferences");
        conferences.MapGet("/{id:guid}/diagnostics", DiagnoseAsync)
            .WithName("DiagnoseConference")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<Ok<List<LiveConferenceView>>> ListAsync(
        HttpContext http, LiveConferences conferences, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var hidden = await SecretMeetings.HiddenFrom(db, SignedInAccount.Required(http.User).Id).ToHashSetAsync(cancellation);
        var here = conferences.Here().Where(live => live.Occasion.Kind != OccasionKind.Meeting || !hidden.Contains(live.Occasion.Id)).ToList();
        Guid[] units = [.. here.Select(live => live.Terms.UnitId).Distinct()];
        var operated = await OperatedAsync(http, rights, units, cancellation);
        return TypedResults.Ok(here.Where(live => operated.Contains(live.Terms.UnitId))
            .OrderByDescending(live => live.Participants).ThenBy(live => live.Identity.OpenedAt).Select(Describe).ToList());
    }

    private static async Task<Results<Ok<ConferenceDiagnosis>, Refusal>> DiagnoseAsync(
        Guid id, HttpContext http, LiveConferences conferences, DiemCauDb db, Rights rights, IMediaPlane media, TimeProvider time, CancellationToken cancellation)
    {
        if (conferences.Here(id) is not { HasEnded: false } live
            || (await OperatedAsync(http, rights, [live.Terms.UnitId], cancellation)).Count == 0
            || (live.Occasion.Kind == OccasionKind.Meeting
                && !await SecretMeetings.AdmitAsync(db, live.Occasion.Id, SignedInAccount.Required(http.User), cancellation)))
        {
            return Refusals.NotFound;
        }

        var found = (await media.DiagnoseAsync(id)).ToDictionary(diagnosis => diagnosis.ParticipantId);
        var participants = await live.AskAsync((conference, _) => conference.Everybody
            .Select(participant => new ParticipantDiagnosis(
                participant.Id,
                participant.Who.DisplayName,
                participant.Who.UnitName,
                participant.Who.Capacity,
                participant.Who.Line,
                participant.JoinedAt,
                participant.OnHub,
                participant.Way,
                found.GetValueOrDefault(participant.Id)))
            .ToList());
        return TypedResults.Ok(new ConferenceDiagnosis(Describe(live), time.GetUtcNow(), participants));
    }

    /// <summary>Those of some units whose meetings the reader operates; what belongs to no unit is the installation's.</summary>
    private static async Task<IReadOnlySet<Guid>> OperatedAsync(
        HttpContext http, Rights rights, IReadOnlyCollection<Guid> units, CancellationToken cancellation)
    {
        var operated = rights.UnitsWhere(SignedInAccount.Required(http.User), Permission.OperateMeetings);
        if (await operated.ContainsAsync(Organisation.Unit.Whole, cancellation))
        {
            return units.ToHashSet();
        }

        return await operated.Where(unit => units.Contains(unit)).ToHashSetAsync(cancellation);
    }

    private static LiveConferenceView Describe(LiveConference live) => new(
        live.Id, live.Occasion, live.Terms.Name, live.Terms.UnitName, live.Terms.Mode, live.Identity.OpenedAt, live.SessionOpenedAt,
        live.Participants, live.Sites);
}
