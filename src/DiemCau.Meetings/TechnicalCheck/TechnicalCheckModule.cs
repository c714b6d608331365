using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Tasks;
using DiemCau.Meetings.TechnicalCheck.Measuring;
using DiemCau.Meetings.TechnicalCheck.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>
/// "Kiểm tra kỹ thuật": what every site was checked for, by whom, again and again until it passes; measured by the sites themselves where a machine can,
/// rolled up by district.
/// </summary>
internal static class TechnicalCheckModule
{
    public static IServiceCollection AddTechnicalCheck(this IServiceCollection services)
    {
        SiteReports.Limits(services);
        return services
            .AddSingleton<CheckProgress>()
            .AddSingleton<CheckVisits>()
            .AddSingleton<CheckCommands>()
            .AddSingleton<ITaskSource, CheckTasks>()
            .AddSingleton<IDeadlineAudience, UncheckedSites>();
    }

    public static void MapTechnicalCheck(this IEndpointRouteBuilder api)
    {
        var check = api.MapGroup("/meetings/{id:guid}/check").WithTags("TechnicalCheck");
        CheckPage.Map(check);
        CheckHistory.Map(check);
        CheckWriting.Map(check);
        CheckSheet.Map(check);
        CheckRunning.Map(check);
        var site = api.MapGroup("/sites/{siteId:guid}/check").WithTags("TechnicalCheck").ForSignedIn("a site of the account's own units; others are refused");
        SiteDesk.Map(site);
        SiteReports.Map(site);
    }
}
