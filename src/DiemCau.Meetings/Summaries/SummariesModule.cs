using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Summaries;

/// <summary>"Tổng hợp": what a meeting has concluded, how it went, what was noted.</summary>
internal static class SummariesModule
{
    public static IServiceCollection AddSummaries(this IServiceCollection services) => services.AddSingleton<ITaskSource, SummaryTasks>();

    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        var summary = api.MapGroup("/meetings/{id:guid}/summary").WithTags("Summaries");
        SummaryPage.Map(summary);
        SummaryWriting.Map(summary);
    }
}
