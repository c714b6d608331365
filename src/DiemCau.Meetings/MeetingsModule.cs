using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Approval;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Home;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.JournalReading;
using DiemCau.Meetings.Kiosks;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.MeetingCalendar;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.OutsideMeetings;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.RollCalls;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Support;
using DiemCau.Meetings.Summaries;
using DiemCau.Meetings.TechnicalCheck;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings;

/// <summary>The face of the meeting's way: its services, its part of the request pipeline and its endpoints.</summary>
public static class MeetingsModule
{
    /// <summary>
    /// Adds every slice. The host provides <see cref="InstallationOptions"/> and <see cref="Live.IMediaPlane"/> as singletons,
    /// and data protection with keys that survive a restart.
    /// </summary>
    public static IServiceCollection AddMeetings(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return services
            .AddStorage(connectionString)
            .AddShared()
            .AddLifecycle()
            .AddJournal()
            .AddNotifications()
            .AddOrganisation()
            .AddAccess()
            .AddAccounts()
            .AddRooms()
            .AddWorkingDays()
            .AddDeadlines()
            .AddRegistration()
            .AddSites()
            .AddResources()
            .AddApproval()
            .AddMeetingCalendar()
            .AddPreparation()
            .AddSessions() // before the notices, which carry its links
            .AddNotices()
            .AddKiosks()
            .AddTechnicalCheck()
            .AddOutsideMeetings()
            .AddSummaries()
            .AddLive();
    }

    /// <summary>Problems for exceptions, sessions, authorization and rate limits. Goes before the endpoints and after forwarded headers.</summary>
    public static IApplicationBuilder UseMeetings(this IApplicationBuilder app) =>
        app.UseStandardDoors()
            .UseShared()
            .UseRouting()
            .UseRequestRates()
            .UseAuthentication()
            .UseAuthorization();

    /// <summary>Maps every slice's endpoints and hubs.</summary>
    public static IEndpointRouteBuilder MapMeetings(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, CrossSiteGuard>().KeepToEdgesOfTime().MayRefuse();
        api.MapAccounts();
        api.MapOrganisation();
        api.MapAccess();
        api.MapNotifications();
        api.MapRooms();
        api.MapWorkingDays();
        api.MapDeadlines();
        api.MapRegistration();
        api.MapSites();
        api.MapResources();
        api.MapApproval();
        api.MapMeetingCalendar();
        api.MapNotices();
        api.MapHome();
        api.MapPreparation();
        api.MapSupport();
        api.MapJournalReading();
        api.MapSessions();
        api.MapKiosks();
        api.MapTechnicalCheck();
        api.MapRollCalls();
        api.MapSummaries();
        api.MapLive();
        routes.MapLiveDoors();
        return routes;
    }

    /// <summary>
    /// Before anything else: migrates the database (several servers may do so at once) and seeds what a new installation needs.
    /// </summary>
    /// <param name="invite">
    /// A server that starts makes the link of the first administrator, in place of the one it made before; a command must not.
    /// </param>
    public static async Task<PreparedInstallation> PrepareMeetingsAsync(
        this IServiceProvider services, bool invite = true, CancellationToken cancellation = default)
    {
        var isNew = await services.GetRequiredService<DatabaseSchema>().MigrateAsync(cancellation);
        if (!isNew && !invite)
        {
            // Whoever brought the database to this schema has seeded it.
            return new(FirstAdministratorLink: null);
        }

        if (invite)
        {
            await services.GetRequiredService<FirstNode>().EnsureAsync(cancellation);
            await services.GetRequiredService<PreparationSeed>().EnsureAsync(cancellation);
        }

        return new(await services.GetRequiredService<AccountsSeed>().RunAsync(invite, cancellation));
    }
}

/// <param name="FirstAdministratorLink">A link to print, valid once; null when none was asked for or there is an administrator.</param>
public sealed record PreparedInstallation(Uri? FirstAdministratorLink);
