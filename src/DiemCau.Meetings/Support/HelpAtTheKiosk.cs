using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Support;

/// <summary>The one button of a site's machine, and its way back for whoever pressed it by mistake.</summary>
internal static class HelpAtTheKiosk
{
    /// <param name="MeetingId">That the machine is in, or waits for.</param>
    internal sealed record HelpWish(Guid? MeetingId);

    public static void Map(IEndpointRouteBuilder api)
    {
        var help = api.MapGroup("/kiosk/help").WithTags("Support").ForKiosk("help for its own site");
        help.MapPost("", AskAsync).WithName("AskForHelp");
        help.MapDelete("", TakeBackAsync).WithName("TakeHelpBack");
    }

    /// <summary>Pressed again while it waits, it is the same call.</summary>
    private static async Task<NoContent> AskAsync(
        HelpWish wish, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var kioskId = SignedInKiosk.Required(http.User).Id;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // By their tables' names: kiosks and sites stand above this slice.
        var asked = await db.Database.ExecuteSqlAsync(
            $"""
            insert into help_requests (id, site_id, unit_id, kiosk_id, meeting_id, asked_at, asked_by)
            select {Guid.CreateVersion7(now)}, site.id, site.unit_id, kiosk.id,
              (select meeting_id from meeting_sites where meeting_id = {wish.MeetingId} and site_id = site.id), {now}, kiosk.name
            from kiosks as kiosk join sites as site on site.id = kiosk.site_id
            where kiosk.id = {kioskId} and kiosk.revoked_at is null
            on conflict (kiosk_id) where closed_at is null do nothing
            """,
            cancellation);
        if (asked > 0)
        {
            var request = await OpenOf(db, kioskId).SingleAsync(cancellation);
            journal.Add(db, "help.asked", request.AskedBy, null, request.Scope(), JournalSeverity.Warning);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> TakeBackAsync(
        HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (await OpenOf(db, SignedInKiosk.Required(http.User).Id).SingleOrDefaultAsync(cancellation) is { } request)
        {
            (request.ClosedAt, request.ClosedBy) = (time.GetUtcNow(), request.AskedBy);
            journal.Add(db, "help.taken_back", request.AskedBy, null, request.Scope());
            await db.SaveChangesAsync(cancellation);
        }

        return TypedResults.NoContent();
    }

    private static IQueryable<HelpRequest> OpenOf(DiemCauDb db, Guid kioskId) =>
        db.HelpRequests.Where(request => request.KioskId == kioskId && request.ClosedAt == null);

    internal static JournalScope Scope(this HelpRequest request) => new(MeetingId: request.MeetingId, SiteId: request.SiteId, UnitId: request.UnitId);
}
