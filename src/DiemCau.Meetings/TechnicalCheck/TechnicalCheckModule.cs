using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>"Kiểm tra kỹ thuật": how every site was checked, by whom, again and again until it passes; rolled up by district.</summary>
internal static class TechnicalCheckModule
{
    public static IServiceCollection AddTechnicalCheck(this IServiceCollection services) => services
        .AddSingleton<CheckProgress>()
        .AddSingleton<CheckWriting.Surroundings>()
        .AddSingleton<ITaskSource, CheckTasks>()
        .AddSingleton<IDeadlineAudience, UncheckedSites>();

    public static void MapTechnicalCheck(this IEndpointRouteBuilder api)
    {
        var check = api.MapGroup("/meetings/{id:guid}/check").WithTags("TechnicalCheck");
        CheckPage.Map(check);
        CheckWriting.Map(check);
        CheckSheet.Map(check);
    }
}
