using DiemCau.Meetings.Notifications.Bounces;
using DiemCau.Meetings.Notifications.Smtp;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Notifications;

internal static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<MailOutbox>()
        .AddSingleton<KeptMails>()
        .AddSingleton<TakenMails>()
        .AddSingleton<MailFigures>()
        .AddSingleton<UndeliveredLetters>()
        .AddSingleton(SmtpPatience.Standard)
        .AddSingleton<MailSender>()
        .AddSingleton<MailCommands>()
        .AddSingleton<BounceBox>()
        .AddSingleton<BounceRounds>()
        .AddHostedService(provider => provider.GetRequiredService<BounceRounds>())
        .AddHostedService<MailRounds>();

    public static void MapNotifications(this IEndpointRouteBuilder api) => KeptMailPages.Map(api);
}
