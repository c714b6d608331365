using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Live.Diagnostics;

/// <param name="Code">To read out on the phone.</param>
internal sealed record ProblemReported(string Code);

/// <summary>"Báo lỗi": a participant sends what its client measured, and gets a code for the technicians.</summary>
internal static class ReportProblem
{
    public const string Limit = "live.problem-reports";

    /// <summary>Ten minutes of looks are about 40 kB.</summary>
    private const long LargestReport = 64 * 1024;

    /// <summary>A whole province may sit behind one address; the folder's own bound holds in any case.</summary>
    private const int PerMinute = 30;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/conferences/{conferenceId:guid}/participants/me/problem-reports", HandleAsync)
        .WithName("ReportProblem")
        .ByLiveToken(LiveTokenAuthentication.Participants)
        .LimitedTo(Limit)
        .DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(LargestReport));

    public static IServiceCollection AddProblemReports(this IServiceCollection services) => services
        .AddSingleton<ProblemReportFiles>()
        .Configure<RequestRateOptions>(rates => rates.PerMinute[Limit] = PerMinute);

    private static async Task<Results<Created<ProblemReported>, Refusal>> HandleAsync(
        Guid conferenceId, ProblemReport report, HttpContext http, ProblemReportFiles files, IMediaPlane media)
    {
        var me = http.LiveToken();
        if (me.ConferenceId != conferenceId)
        {
            return Refusals.Forbidden;
        }

        var seen = (await media.DiagnoseAsync(conferenceId)).FirstOrDefault(diagnosis => diagnosis.ParticipantId == me.Who.Id);
        return TypedResults.Created((string?)null, new ProblemReported(files.Keep(conferenceId, report, seen)));
    }
}
