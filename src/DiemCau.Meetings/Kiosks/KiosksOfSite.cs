using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Kiosks;

/// <summary>The site's half: whoever keeps it types the code that a machine shows, sees its machines, and takes their keys away.</summary>
internal sealed class KiosksOfSite(TimeProvider time)
{
    /// <summary>Machines with keys: one for each screen, and those that wait to replace one.</summary>
    public const int MostOfSite = 10;

    private const int WrongAtOnce = 10;
    private static readonly TimeSpan WrongRefill = TimeSpan.FromMinutes(1);

    private readonly WrongTries<Guid> _wrong = new(WrongAtOnce, WrongRefill, time);

    /// <param name="Code">As the machine shows it; spaces and case do not matter.</param>
    /// <param name="Name">What the machine is called, such as "Máy hội trường"; null: by its site.</param>
    internal sealed record KioskPairingWish(string? Code, [property: Name] string? Name = null);

    /// <param name="LastSeenAt">Null: it has never come with its key.</param>
    /// <param name="Version">Of its browser.</param>
    internal sealed record KioskView(
        Guid Id, string Name, DateTimeOffset PairedAt, string PairedBy, DateTimeOffset? LastSeenAt, string? Version, int? ScreenWidth, int? ScreenHeight,
        IReadOnlyList<KioskDevice> Devices);

    public static void Map(IEndpointRouteBuilder sites)
    {
        var kiosks = sites.MapGroup("/{id:guid}/kiosks").WithTags("Kiosks").Needs(Permission.EditSites, UnitOf.Row<Site>(site => site.UnitId));
        kiosks.MapGet("", ListAsync).WithName("ListKiosksOfSite");
        kiosks.MapPost("", PairAsync).WithName("PairKiosk");
        kiosks.MapDelete("/{kioskId:guid}", RevokeAsync).WithName("RevokeKiosk");
    }

    private static async Task<Ok<List<KioskView>>> ListAsync(Guid id, DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok(await Views(db.Kiosks.Where(kiosk => kiosk.SiteId == id && kiosk.RevokedAt == null)).ToListAsync(cancellation));

    private static async Task<Results<Created<KioskView>, Refusal>> PairAsync(
        Guid id, KioskPairingWish wish, HttpContext http, DiemCauDb db, KiosksOfSite kiosks, JournalWriter journal, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if (kiosks._wrong.AreUsedUp(account.Id))
        {
            return Refusals.TooManyAttempts(WrongRefill);
        }

        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellation) is not { } site)
        {
            return Refusals.NotFound;
        }

        var name = SiteRules.Written(wish.Name) ?? site.Name;
        if (name.Length > Kiosk.NameLength)
        {
            return Refusal.Validation(new FieldError("name", "too_long", Kiosk.NameLength));
        }

        if (await db.Kiosks.CountAsync(kiosk => kiosk.SiteId == id && kiosk.RevokedAt == null, cancellation) >= MostOfSite)
        {
            return KioskRefusals.TooMany(MostOfSite);
        }

        var now = kiosks.Now;
        var kiosk = new Kiosk { Id = Guid.CreateVersion7(now), SiteId = id, Name = name, PairedAt = now, PairedBy = account.Name };
        if (await kiosks.TakeAsync(db, wish.Code, kiosk, cancellation) is { } refusal)
        {
            kiosks._wrong.Count(account.Id);
            journal.Add(db, "kiosk.pairing_refused", site.Name, new { refusal.Code }, new(SiteId: id, UnitId: site.UnitId), JournalSeverity.Warning);
            await db.SaveChangesAsync(cancellation);
            return refusal;
        }

        journal.Add(db, "kiosk.paired", name, new { KioskId = kiosk.Id }, new(SiteId: id, UnitId: site.UnitId));
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created((string?)null, await Views(db.Kiosks.Where(made => made.Id == kiosk.Id)).SingleAsync(cancellation));
    }

    /// <summary>Makes a kiosk of the machine that shows the code: of two who type it at once one is told that it was used.</summary>
    private async Task<Refusal?> TakeAsync(DiemCauDb db, string? typed, Kiosk kiosk, CancellationToken cancellation)
    {
        var now = Now;
        var code = PairingCode.Read(typed);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Kiosks.Add(kiosk);
        await db.SaveChangesAsync(cancellation);
        var taken = await db.KioskPairings.Where(pairing => pairing.Code == code && pairing.KioskId == null && pairing.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(pairing => pairing.KioskId, kiosk.Id), cancellation);
        if (taken == 1)
        {
            await transaction.CommitAsync(cancellation);
            return null;
        }

        await transaction.RollbackAsync(cancellation);
        db.ChangeTracker.Clear();
        return await db.KioskPairings.AsNoTracking().SingleOrDefaultAsync(pairing => pairing.Code == code, cancellation) is not { } known ? KioskRefusals.CodeWrong
            : known.KioskId is not null ? KioskRefusals.CodeUsed
            : KioskRefusals.CodeExpired;
    }

    /// <summary>Its key opens nothing from this moment on, and what it has opened is closed.</summary>
    private static async Task<Results<NoContent, Refusal>> RevokeAsync(
        Guid id, Guid kioskId, HttpContext http, DiemCauDb db, KiosksOfSite kiosks, LiveConferences conferences, KioskStreams streams,
        JournalWriter journal, CancellationToken cancellation)
    {
        var found = await (
            from kiosk in db.Kiosks
            join site in db.Sites on kiosk.SiteId equals site.Id
            where kiosk.Id == kioskId && kiosk.SiteId == id && kiosk.RevokedAt == null
            select new { Kiosk = kiosk, site.UnitId }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return Refusals.NotFound;
        }

        (found.Kiosk.RevokedAt, found.Kiosk.RevokedBy) = (kiosks.Now, SignedInAccount.Required(http.User).Name);
        journal.Add(db, "kiosk.revoked", found.Kiosk.Name, new { KioskId = kioskId }, new(SiteId: id, UnitId: found.UnitId));
        await db.SaveChangesAsync(cancellation);
        streams.End(kioskId);
        await conferences.ExpelAsync(who => who.KioskId == kioskId);
        return TypedResults.NoContent();
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private static IQueryable<KioskView> Views(IQueryable<Kiosk> kiosks) =>
        from kiosk in kiosks
        orderby kiosk.PairedAt
        select new KioskView(
            kiosk.Id, kiosk.Name, kiosk.PairedAt, kiosk.PairedBy, kiosk.LastSeenAt, kiosk.Version, kiosk.ScreenWidth, kiosk.ScreenHeight, kiosk.Devices);
}
