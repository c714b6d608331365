using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>Browser sessions: begun by a cookie, checked at each request against the account as it is now.</summary>
internal sealed class Session(
    IDbContextFactory<DiemCauDb> contexts, IMemoryCache cache, IAntiforgery antiforgery, SecondFactorDemands demands, KnownDevices devices,
    IOptions<AccountsOptions> options, IEnumerable<ISessionEvents> others, TimeProvider time) : IRoleEvents, ISessionStamps
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <param name="Stamp">Null: the account may not be used.</param>
    /// <param name="DemandedBy">From when on it is confined for lack of a second factor; null: it has one, or needs none.</param>
    /// <param name="Ended">The sessions that were signed out of.</param>
    private sealed record Known(string? Stamp, ClaimsIdentity Identity, DateTimeOffset? DemandedBy, IReadOnlySet<Guid> Ended)
    {
        public ClaimsPrincipal In(Guid session, DateTimeOffset now)
        {
            var identity = Identity.Clone();
            identity.AddClaim(new(SessionClaims.Session, session.ToString()));
            if (DemandedBy <= now)
            {
                identity.AddClaim(new(SessionClaims.Confined, "true"));
            }

            return new(identity);
        }

        public bool Allows(ClaimsPrincipal principal, Guid session) =>
            Stamp is not null && Stamp == principal.FindFirstValue(SessionClaims.Stamp) && !Ended.Contains(session);
    }

    /// <summary>Signs the browser in.</summary>
    /// <param name="remember">The session outlives the browser.</param>
    public async Task BeginAsync(HttpContext http, Account account, bool remember)
    {
        Forget(account.Id);
        var known = await FindAsync(account.Id, http.RequestAborted);
        var now = time.GetUtcNow();
        var principal = known!.In(Guid.NewGuid(), now);
        await http.SignInAsync(Scheme, principal, new()
        {
            IsPersistent = remember,
            IssuedUtc = now,
            ExpiresUtc = now + (remember ? options.Value.RememberedSessionLife : options.Value.SessionLife),
        });
        ShowToken(http, principal);
        devices.Remember(http, account.Id);
    }

    /// <summary>Keeps the request's own session when all others of the account have just been ended.</summary>
    public async Task RenewAsync(HttpContext http, Account account)
    {
        var current = await http.AuthenticateAsync(Scheme);
        await BeginAsync(http, account, current.Properties?.IsPersistent == true);
    }

    /// <summary>Signs the browser out, and with it whoever has a copy of its cookie.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (SignedInAccount.EvenConfined(http.User) is { } account && Of(http.User) is { } session)
        {
            var expires = time.GetUtcNow() + options.Value.RememberedSessionLife;
            await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
            await db.Database.ExecuteSqlAsync(
                $"insert into ended_sessions (id, account_id, expires_at) values ({session}, {account.Id}, {expires}) on conflict do nothing",
                http.RequestAborted);
            Forget(account.Id);
        }

        await http.SignOutAsync(Scheme);
        ShowToken(http, new(new ClaimsIdentity()));
    }

    /// <summary>Forgets what is cached of an account that has just been changed, and tells those who go by it.</summary>
    public void Forget(Guid accountId)
    {
        cache.Remove((typeof(Session), accountId));
        foreach (var other in others)
        {
            other.Changed(accountId);
        }
    }

    public async Task<bool> IsCurrentAsync(Guid accountId, string? stamp, CancellationToken cancellation) =>
        await FindAsync(accountId, cancellation) is { Stamp: { } current } && current == stamp;

    public async Task<IReadOnlySet<HeldSession>> EndedAmongAsync(IReadOnlyCollection<HeldSession> held, CancellationToken cancellation)
    {
        Guid[] accounts = [.. held.Select(session => session.AccountId).Distinct()];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var stamps = await db.Accounts.Where(account => accounts.Contains(account.Id) && account.State == AccountState.Active)
            .Select(account => new { account.Id, account.Stamp }).ToDictionaryAsync(account => account.Id, account => account.Stamp, cancellation);
        return held.Where(session => !stamps.TryGetValue(session.AccountId, out var stamp) || stamp != session.Stamp).ToHashSet();
    }

    void IRoleEvents.Changed(Guid accountId) => Forget(accountId);

    /// <summary>Gives the page the antiforgery token that fits the session, which it sends back as a header.</summary>
    public void ShowToken(HttpContext http, ClaimsPrincipal principal)
    {
        http.User = principal;
        var token = antiforgery.GetAndStoreTokens(http).RequestToken!;
        http.Response.Cookies.Append(CrossSiteGuard.TokenCookie, token, new()
        {
            Path = "/",
            Secure = true,
            SameSite = SameSiteMode.Lax,
            HttpOnly = false, // the page's script reads it: that is its purpose
            IsEssential = true,
        });
    }

    /// <summary>Ends sessions whose stamp is old or that were signed out of, and renews what the session says about its account.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal!;
        var known = Guid.TryParse(principal.FindFirstValue(SessionClaims.Account), out var id)
            ? await FindAsync(id, context.HttpContext.RequestAborted)
            : null;
        if (known is null || Of(principal) is not { } session || !known.Allows(principal, session))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        context.ReplacePrincipal(known.In(session, time.GetUtcNow()));
    }

    /// <summary>Which session a principal belongs to; null when it belongs to none.</summary>
    public static Guid? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaims.Session), out var session) ? session : null;

    private Task<Known?> FindAsync(Guid accountId, CancellationToken cancellation) => cache.GetOrCreateAsync((typeof(Session), accountId), async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = options.Value.SessionCheckInterval;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Accounts.Where(account => account.Id == accountId)
            .GroupJoin(db.Units, account => account.UnitId, unit => unit.Id, (account, units) => new { account, units })
            .SelectMany(row => row.units.DefaultIfEmpty(), (row, unit) => new { Account = row.account, UnitName = unit == null ? null : unit.Name })
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var isAdministrator = await db.AdministratorIds.ContainsAsync(accountId, cancellation);
        var ended = await db.EndedSessions.Where(session => session.AccountId == accountId).Select(session => session.Id).ToHashSetAsync(cancellation);
        return new Known(
            found.Account.State == AccountState.Active ? found.Account.Stamp : null,
            IdentityOf(found.Account, found.UnitName, isAdministrator),
            await demands.DemandedByAsync(db, accountId, cancellation),
            ended);
    });

    private static ClaimsIdentity IdentityOf(Account account, string? unitName, bool isAdministrator)
    {
        var identity = new ClaimsIdentity(Scheme, SessionClaims.Name, null);
        identity.AddClaim(new(SessionClaims.Account, account.Id.ToString()));
        identity.AddClaim(new(SessionClaims.Email, account.Email));
        identity.AddClaim(new(SessionClaims.Name, unitName ?? account.MailboxName));
        identity.AddClaim(new(SessionClaims.Stamp, account.Stamp));
        if (account.UnitId is { } unit)
        {
            identity.AddClaim(new(SessionClaims.Unit, unit.ToString()));
        }

        if (unitName is not null)
        {
            identity.AddClaim(new(SessionClaims.UnitName, unitName));
        }

        if (isAdministrator)
        {
            identity.AddClaim(new(SessionClaims.Administrator, "true"));
        }

        return identity;
    }
}
