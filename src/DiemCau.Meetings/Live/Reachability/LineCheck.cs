using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Reachability;

/// <param name="Sdp">An offer with one audio line that receives.</param>
/// <param name="Mid">That line.</param>
internal sealed record LineCheckRequest([property: Verbatim] string Sdp, string Mid);

/// <summary>"Kiểm tra kết nối": a peer connection for measuring one way to the media engine.</summary>
internal static class LineCheck
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder media) => media
        .MapPost("/checks", Begin)
        .WithName("CheckLine")
        .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest))
        .DisableAntiforgery();

    private static Results<Ok<MediaAnswered>, Refusal> Begin(LineCheckRequest request, LineChecks checks)
    {
        var offer = new MediaOffer(request.Sdp, new SendSlots(null, null, null), new ReceiveSlots([request.Mid], null, null, []));
        if (OfferRules.Refuse(offer) is { } unusable)
        {
            return unusable;
        }

        if (checks.TryBegin(offer) is not { Answer: var answered })
        {
            return Refusals.TooManyAttempts(RetryAfter);
        }

        return answered.Sdp is null
            ? LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown")
            : TypedResults.Ok(new MediaAnswered(new SdpAnswer(answered.Sdp)));
    }
}
