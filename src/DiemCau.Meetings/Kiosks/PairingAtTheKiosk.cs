using System.Buffers.Text;
using System.Security.Cryptography;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Kiosks;

/// <summary>The machine's half of pairing: it asks for a code, shows it, and fetches its key once somebody has typed it.</summary>
internal static class PairingAtTheKiosk
{
    /// <summary>Codes that are shown at one moment, by all machines there are: beyond that nothing is kept for anybody.</summary>
    public const int MostOpen = 2_000;

    /// <summary>From one network, behind which a whole district may set its machines up.</summary>
    public const int MostOpenOfAddress = 20;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>So long it can be said of a code that it has expired or was used.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private const string Codes = "kiosks.codes";
    private const string Fetches = "kiosks.fetches";
    private const int CodesPerMinute = 20;

    /// <summary>A machine asks every three seconds; twenty of them may stand behind one address.</summary>
    private const int FetchesPerMinute = 600;

    private const string Cookie = "__Host-diemcau-kiosk-pairing";
    private const int SecretBytes = 32;

    /// <param name="Code">As it is shown, in two groups.</param>
    /// <param name="SitesAddress">Where it is typed.</param>
    internal sealed record KioskCode(string Code, DateTimeOffset ExpiresAt, Uri SitesAddress);

    internal sealed record PairedKiosk(string Name, string SiteName);

    public static IServiceCollection Limit(IServiceCollection services) => services.Configure<RequestRateOptions>(rates =>
        (rates.PerMinute[Codes], rates.PerMinute[Fetches]) = (CodesPerMinute, FetchesPerMinute));

    public static void Map(IEndpointRouteBuilder kiosk)
    {
        kiosk.MapPost("/pairing", AskAsync).WithName("AskForKioskCode").LimitedTo(Codes).DisableAntiforgery()
            .OpenToAll("a code opens nothing until somebody who keeps a site has typed it; few are kept at one moment");
        kiosk.MapGet("/pairing/qr.svg", (InstallationOptions installation) => QrPicture.Of(SitesAddress(installation))).WithName("GetKioskPairingQr")
            .OpenToAll("the address of the page of sites");
        kiosk.MapPost("/pairing/key", FetchAsync).WithName("FetchKioskKey").LimitedTo(Fetches).DisableAntiforgery()
            .OpenToAll("the secret of the machine that shows the code");
    }

    /// <summary>The code that this machine shows already, or a new one.</summary>
    private static async Task<Results<Ok<KioskCode>, Refusal>> AskAsync(
        HttpContext http, DiemCauDb db, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await OwnAsync(http, db, cancellation) is { KioskId: null } own && own.ExpiresAt > now)
        {
            return TypedResults.Ok(View(own.Code, own.ExpiresAt));
        }

        var (secret, code, expires, address) = (NewSecret(), PairingCode.New(), now + Life, ClientAddress.PartitionOf(http));
        if (await TryKeepAsync(db, KeptSecrets.HashOf(secret), code, expires, address, now, cancellation))
        {
            KioskKeys.Set(http, Cookie, secret, Life);
            return TypedResults.Ok(View(code, expires));
        }

        return KioskRefusals.PairingFull;

        KioskCode View(string shown, DateTimeOffset until) =>
            new($"{shown[..(PairingCode.Length / 2)]} {shown[(PairingCode.Length / 2)..]}", until, SitesAddress(installation));
    }

    /// <summary>
    /// 204: nobody has typed the code yet. A key that never got there can be fetched again until the machine has come with it; afterwards it is given to
    /// nobody any more.
    /// </summary>
    private static async Task<Results<Ok<PairedKiosk>, NoContent, Refusal>> FetchAsync(
        HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await OwnAsync(http, db, cancellation) is not { } own || own.ExpiresAt <= now)
        {
            return KioskRefusals.PairingOver;
        }

        if (own.KioskId is not { } id)
        {
            return TypedResults.NoContent();
        }

        var key = NewSecret();
        var hash = KeptSecrets.HashOf(key);
        var given = await db.Kiosks.Where(kiosk => kiosk.Id == id && kiosk.RevokedAt == null && kiosk.LastSeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(kiosk => kiosk.KeyHash, hash), cancellation);
        if (given == 0)
        {
            return KioskRefusals.PairingOver;
        }

        KioskKeys.Give(http, key);
        return TypedResults.Ok(await (
            from kiosk in db.Kiosks
            join site in db.Sites on kiosk.SiteId equals site.Id
            where kiosk.Id == id
            select new PairedKiosk(kiosk.Name, site.Name)).SingleAsync(cancellation));
    }

    private static async Task<bool> TryKeepAsync(
        DiemCauDb db, byte[] secretHash, string code, DateTimeOffset expires, string address, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Of many that ask at once none is counted without the others.
        await db.Database.ExecuteSqlAsync($"lock table kiosk_pairings in exclusive mode", cancellation);
        await db.KioskPairings.Where(pairing => pairing.ExpiresAt < now - Remembered).ExecuteDeleteAsync(cancellation);
        var kept = await db.Database.ExecuteSqlAsync(
            $"""
            insert into kiosk_pairings (id, secret_hash, code, address, expires_at)
            select {Guid.CreateVersion7(now)}, {secretHash}, {code}, {address}, {expires}
            from (select count(*) as all_open, count(*) filter (where address = {address}) as own
              from kiosk_pairings where expires_at > {now} and kiosk_id is null) as open
            where all_open < {MostOpen} and own < {MostOpenOfAddress}
            on conflict (code) do nothing
            """,
            cancellation);
        await transaction.CommitAsync(cancellation);
        return kept > 0;
    }

    private static async Task<KioskPairing?> OwnAsync(HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } secret)
        {
            return null;
        }

        var hash = KeptSecrets.HashOf(secret);
        return await db.KioskPairings.AsNoTracking().SingleOrDefaultAsync(pairing => pairing.SecretHash == hash, cancellation);
    }

    private static Uri SitesAddress(InstallationOptions installation) => new(installation.PublicAddress, "/diem-cau");

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
