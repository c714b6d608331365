using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Registration;

/// <summary>"Đăng ký cuộc họp": drafts, what is sent, what becomes of it.</summary>
internal static class RegistrationModule
{
    public static IServiceCollection AddRegistration(this IServiceCollection services) =>
        services.AddSingleton<MeetingWork>().AddSingleton<RegistrationDocument>().AddSingleton<PaperStore>().AddSingleton<PaperQuota>().AddSingleton<IUnitEvents, MeetingsOfUnits>()
            .AddSingleton<ITaskSource, RegistrationTasks>().AddSingleton<IMeetingListener, SecrecyGuard>();

    public static void MapRegistration(this IEndpointRouteBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Registration");
        SiteChoice.Map(meetings);
        TypingCheck.Map(meetings);
        MeetingList.Map(meetings);
        MeetingPage.Map(meetings);
        MeetingHistory.Map(meetings);
        MeetingDrafting.Map(meetings);
        MeetingSubmission.Map(meetings);
        MeetingActions.Map(meetings);
        Papers.Map(meetings);
        RegistrationDocument.Map(meetings);
        SavedChoices.Map(api);
        Secrecy.Map(api);
    }
}
