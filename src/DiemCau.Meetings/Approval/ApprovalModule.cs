using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Approval;

/// <summary>"Phê duyệt": the approving office decides the same day, knowing that it will fit, or says at once why not and what would.</summary>
internal static class ApprovalModule
{
    public static IServiceCollection AddApproval(this IServiceCollection services)
    {
        services.AddOptions<ApprovalOptions>().BindConfiguration("Approval");
        return services.AddSingleton<ObstacleSearch>()
            .AddSingleton<ReasonText>()
            .AddSingleton<DecisionMails>()
            .AddSingleton<Decisions>()
            .AddSingleton<Displacement>()
            .AddSingleton<ITaskSource, ApprovalTasks>()
            .AddSingleton<ITaskSource, ProposalTasks>();
    }

    public static void MapApproval(this IEndpointRouteBuilder api)
    {
        var approvals = api.MapGroup("/approvals").WithTags("Approval");
        ApprovalQueue.Map(approvals);
        Deciding.Map(approvals);
        CounterProposing.Map(approvals);
        DecidedToday.Map(approvals);
        Replanning.Map(api);
    }
}
