using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Live.Diagnostics;

internal sealed record ProblemReportEntry(string Code, DateTimeOffset SentAt, long Bytes);

/// <summary>The kept problem reports, for administrators.</summary>
internal static class ProblemReports
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/problem-reports", List).WithName("ListProblemReports");
        admin.MapGet("/problem-reports/{code}", Download)
            .WithName("DownloadProblemReport")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static Ok<List<ProblemReportEntry>> List(ProblemReportFiles files) =>
        TypedResults.Ok(files.List().Select(file => new ProblemReportEntry(file.Code, file.SentAt, file.Bytes)).ToList());

    private static Results<FileContentHttpResult, Refusal> Download(string code, ProblemReportFiles files) =>
        files.Find(code) is { } json
            ? TypedResults.File(json, "application/json", $"diemcau-{code.ToUpperInvariant()}.json")
            : Refusals.NotFound;
}
