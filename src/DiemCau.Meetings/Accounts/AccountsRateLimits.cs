using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts;

internal static class AccountsRateLimits
{
    /// <summary>Requests that bring a link's token. Passwords are counted by <see cref="SigningIn.LockOut"/>.</summary>
    public const string Links = "accounts.links";

    /// <summary>Requests that send a mail.</summary>
    public const string MailWishes = "accounts.mails";

    public static IServiceCollection AddAccountsRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccountsOptions>>((limiter, options) => limiter
            .AddPolicy(Links, http => ClientAddress.LimitPerMinute(http, options.Value.LinksPerMinute))
            .AddPolicy(MailWishes, http => ClientAddress.LimitPerMinute(http, options.Value.MailWishesPerMinute)));
        return services;
    }
}
