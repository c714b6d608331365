using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Notices;

/// <summary>"Thông báo": who takes part is told in the official form, says that it has seen it, and is told what changes.</summary>
internal static class NoticesModule
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeWords>()
        .AddSingleton<NoticeReading>()
        .AddSingleton<NoticeLetters>()
        .AddSingleton<NoticeMails>()
        .AddSingleton<NoticeSending>()
        .AddSingleton<NoticeReminding>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<IMeetingListener, NoticesOfMeetings>()
        .AddSingleton<IMeetingListener, MeetingTidings>()
        .AddSingleton<IUnitEvents, NoticesOfUnits>()
        .AddSingleton<IPassEvents, NoticesOfPasses>()
        .AddSingleton<ITaskSource, NoticeTasks>()
        .AddHostedService<NoticeRounds>();

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("Notices");
        var session = meetings.MapGroup("/{id:guid}/notice").Needs(Permission.SendNotices, NoticeRights.Issuing);
        var branch = meetings.MapGroup("/{id:guid}/branches/{unitId:guid}/notice").Needs(Permission.SendNotices, UnitOf.Route("unitId"));
        NoticePage.Map(session, branch, meetings);
        NoticeWriting.Map(session, branch);
        NoticeReaders.Map(session, branch);
        NoticeReminding.Map(session, branch);
        var notices = api.MapGroup("/notices").WithTags("Notices");
        NoticeDocuments.Map(session, branch, notices);
        ReadingNotices.Map(notices);
        Inbox.Map(api);
    }
}
