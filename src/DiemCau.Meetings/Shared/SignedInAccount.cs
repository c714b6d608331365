using System.Security.Claims;

namespace DiemCau.Meetings.Shared;

/// <summary>Whose session a request belongs to, as the slices see it.</summary>
/// <param name="Name">What is shown for the account: its unit's name, or the mailbox's.</param>
public sealed record SignedInAccount(Guid Id, string Email, string Name, Guid? UnitId, string? UnitName, bool IsAdministrator)
{
    /// <summary>Of the session: another one at the account means that its sessions were ended.</summary>
    public string? Stamp { get; init; }

    /// <summary>
    /// Null when nobody is signed in, or when the session is confined: its account's role demands a second factor that it does not have, so that
    /// wherever an account counts, it does not.
    /// </summary>
    public static SignedInAccount? Of(ClaimsPrincipal user) => IsConfined(user) ? null : EvenConfined(user);

    /// <summary>Whether the session can do nothing but set up the second factor that is demanded.</summary>
    public static bool IsConfined(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.HasClaim(SessionClaims.Confined, "true");
    }

    /// <summary>The same for what a confined session is left with: setting up its second factor, and signing out.</summary>
    public static SignedInAccount? EvenConfined(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identity is { IsAuthenticated: true } && user.FindFirstValue(SessionClaims.Account) is { } id
            ? new(
                Guid.Parse(id),
                user.FindFirstValue(SessionClaims.Email)!,
                user.FindFirstValue(SessionClaims.Name)!,
                user.FindFirstValue(SessionClaims.Unit) is { } unit ? Guid.Parse(unit) : null,
                user.FindFirstValue(SessionClaims.UnitName),
                user.HasClaim(SessionClaims.Administrator, "true")) { Stamp = user.FindFirstValue(SessionClaims.Stamp) }
            : null;
    }

    /// <summary>The signed-in account of an endpoint that requires one.</summary>
    public static SignedInAccount Required(ClaimsPrincipal user) =>
        Of(user) ?? throw new InvalidOperationException("The endpoint does not require authorization.");
}

internal static class SessionClaims
{
    public const string Account = "sub";
    public const string Email = "email";
    public const string Name = "name";
    public const string Unit = "unit";
    public const string UnitName = "unit_name";
    public const string Administrator = "administrator";
    public const string Stamp = "stamp";
    public const string Session = "sid";
    public const string Confined = "confined";
}
