using DiemCau.Meetings.Shared;
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
        services.AddOptions<RequestRateOptions>().Configure<IOptions<AccountsOptions>>((rates, options) =>
        {
            rates.PerMinute[Links] = options.Value.LinksPerMinute;
            rates.PerMinute[MailWishes] = options.Value.MailWishesPerMinute;
        });
        return services;
    }
}
