using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts;

internal static class AccountsRateLimits
{
    /// <summary>Requests that try a password or a link's token.</summary>
    public const string Attempts = "accounts.attempts";

    /// <summary>Requests that send a mail.</summary>
    public const string MailWishes = "accounts.mails";

    public static IServiceCollection AddAccountsRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccountsOptions>>((limiter, options) => limiter
            .AddPolicy(Attempts, http => ClientAddress.LimitPerMinute(http, options.Value.AttemptsPerMinute))
            .AddPolicy(MailWishes, http => ClientAddress.LimitPerMinute(http, options.Value.MailWishesPerMinute)));
        return services;
    }
}
