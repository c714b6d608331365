using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Preparation;

/// <summary>"Chuẩn bị": by which template a meeting is run, who is on duty where, what every site has seen to.</summary>
internal static class PreparationModule
{
    public static IServiceCollection AddPreparation(this IServiceCollection services) => services
        .AddSingleton<PreparationSeed>()
        .AddSingleton<PreparationStart>()
        .AddSingleton<StationWriting.Surroundings>()
        .AddSingleton<ITaskSource, PreparationTasks>()
        .AddSingleton<IDeadlineAudience, LatePreparations>()
        .AddSingleton<IUnitEvents, TemplatesOfUnits>();

    public static void MapPreparation(this IEndpointRouteBuilder api)
    {
        var preparation = api.MapGroup("/meetings/{id:guid}/preparation").WithTags("Preparation");
        PreparationPage.Map(preparation);
        PreparationMatrix.Map(preparation);
        StationPage.Map(preparation);
        StationWriting.Map(preparation);
        Reconfirming.Map(preparation);
        PreparationSteps.Map(preparation);
        DutyFilling.Map(preparation);
        RosterExport.Map(preparation);
        Templates.Map(api);
        Checklists.Map(api);
    }
}
