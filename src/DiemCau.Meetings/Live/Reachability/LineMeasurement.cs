using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Reachability;

/// <param name="Offer">With a picture slot, which padding comes by, and a camera line, which is measured upwards.</param>
internal sealed record LineMeasurementRequest(MediaOffer Offer);

/// <param name="Id">Whoever has it may read the figures.</param>
internal sealed record LineMeasurementBegun(Guid Id, SdpAnswer Answer);

/// <summary>What the engine sees of a line. Null: not yet known.</summary>
/// <param name="DownKbps">What it carries to the client, as in a meeting estimated; at most what is asked for.</param>
/// <param name="ArrivedKbps">What comes from the client.</param>
/// <param name="Packets">How many the client has told the fate of since the beginning.</param>
/// <param name="PacketsLost">Of these. What was lost within a time is the difference of two answers.</param>
internal sealed record LineMeasured(MediaWay? Way, int? DownKbps, int? ArrivedKbps, int Packets, int PacketsLost);

/// <summary>A site's line, measured without a meeting: a peer connection of its own on which the engine sends nothing but padding.</summary>
internal static class LineMeasurement
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder media)
    {
        media.MapPost("/measurements", Begin)
            .WithName("MeasureLine")
            .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest))
            .DisableAntiforgery();
        media.MapPost("/measurements/{id:guid}/viewer", View)
            .WithName("ViewMeasuredScreen")
            .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest))
            .DisableAntiforgery();
        media.MapGet("/measurements/{id:guid}", ReadAsync).WithName("ReadLineMeasurement");
    }

    private static Results<Ok<LineMeasurementBegun>, Refusal> Begin(
        LineMeasurementRequest request, LineMeasurements measurements, HttpContext http)
    {
        if (request.Offer is null || OfferRules.Refuse(request.Offer) is not null)
        {
            return LiveRefusals.MediaOfferInvalid("sdp");
        }

        if (measurements.TryBegin(ClientAddress.PartitionOf(http), request.Offer) is not { } begun)
        {
            return Refusals.TooManyAttempts(RetryAfter);
        }

        return begun.Answer.Sdp is null
            ? LiveRefusals.MediaOfferInvalid(begun.Answer.RefusalCode ?? "unknown")
            : TypedResults.Ok(new LineMeasurementBegun(begun.Id, new SdpAnswer(begun.Answer.Sdp)));
    }

    private static Results<Ok<MediaAnswered>, Refusal> View(Guid id, LineMeasurementRequest request, LineChecks checks)
    {
        if (request.Offer is null || OfferRules.Refuse(request.Offer) is not null)
        {
            return LiveRefusals.MediaOfferInvalid("sdp");
        }

        if (checks.TryView(id, request.Offer) is not { } answered)
        {
            return Refusals.NotFound;
        }

        return answered.Sdp is null
            ? LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown")
            : TypedResults.Ok(new MediaAnswered(new SdpAnswer(answered.Sdp)));
    }

    private static async Task<Results<Ok<LineMeasured>, Refusal>> ReadAsync(Guid id, LineChecks checks, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await checks.LookAsync(id) is not { } found)
        {
            return Refusals.NotFound;
        }

        var line = found.Downlink;
        return TypedResults.Ok(new LineMeasured(
            found.Way,
            line is { Packets: > 0 } ? Math.Min(line.Kbps, LineMeasurements.UpToKbps) : null,
            found.Quality?.UplinkKbps,
            line?.Packets ?? 0,
            line?.PacketsLost ?? 0));
    }
}
