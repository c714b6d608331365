using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Kiosks;

/// <summary>The keys of kiosks: 256 bits in a cookie that no script reads, their hashes in the database.</summary>
internal sealed class KioskKeys(IDbContextFactory<DiemCauDb> contexts) : IKioskKeys
{
    public const string Cookie = "__Host-diemcau-kiosk";

    // As long as browsers keep a cookie at most (RFC 6265bis, section 5.5); a kiosk that is in use renews it.
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    /// <returns>Null: no kiosk has such a key, or not any more.</returns>
    public async Task<SignedInKiosk?> FindAsync(string key, CancellationToken cancellation)
    {
        var hash = KeptSecrets.HashOf(key);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Kiosks.Where(kiosk => kiosk.KeyHash == hash && kiosk.RevokedAt == null)
            .Select(kiosk => new SignedInKiosk(kiosk.Id, kiosk.SiteId)).SingleOrDefaultAsync(cancellation);
    }

    public async Task<IReadOnlySet<Guid>> RevokedAmongAsync(IReadOnlyCollection<Guid> kiosks, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var good = await db.Kiosks.Where(kiosk => kiosks.Contains(kiosk.Id) && kiosk.RevokedAt == null).Select(kiosk => kiosk.Id).ToListAsync(cancellation);
        return kiosks.Except(good).ToHashSet();
    }

    /// <summary>Gives the browser its key, or lengthens the life of the one it came with.</summary>
    public static void Give(HttpContext http, string key) => Set(http, Cookie, key, Life);

    /// <summary>For the browser alone, and never sent along with what another site begins.</summary>
    public static void Set(HttpContext http, string name, string value, TimeSpan life) => http.Response.Cookies.Append(name, value, new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        MaxAge = life,
        IsEssential = true,
    });
}
