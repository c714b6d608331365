using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>The address of a unit's feed: seen by those who see its meetings, made and renewed by those who register them.</summary>
internal static class FeedAddress
{
    /// <param name="Address">Null: there is none yet, or it can only be renewed.</param>
    /// <param name="MayRenew">Whether the reader may make, renew and end it.</param>
    internal sealed record FeedAddressView(Uri? Address, DateTimeOffset? MadeAt, bool MayRenew);

    public static void Map(IEndpointRouteBuilder calendar)
    {
        var feed = calendar.MapGroup("/units/{id:guid}/calendar-feed");
        feed.MapGet("", ShowAsync).WithName("GetCalendarFeed").Needs(Permission.ViewMeetings, UnitOf.Route());
        feed.MapPost("", RenewAsync).WithName("RenewCalendarFeed").Needs(Permission.RegisterMeetings, UnitOf.Route());
        feed.MapDelete("", EndAsync).WithName("EndCalendarFeed").Needs(Permission.RegisterMeetings, UnitOf.Route());
    }

    private static async Task<Ok<FeedAddressView>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, FeedSecrets secrets, CancellationToken cancellation)
    {
        var feed = await db.UnitFeeds.AsNoTracking().SingleOrDefaultAsync(known => known.UnitId == id, cancellation);
        var mayRenew = await rights.MayAsync(Shared.SignedInAccount.Required(http.User), Permission.RegisterMeetings, id, cancellation);
        return TypedResults.Ok(new FeedAddressView(feed is null ? null : secrets.AddressOf(feed), feed?.MadeAt, mayRenew));
    }

    /// <summary>Makes a new address; the one before it leads nowhere from then on.</summary>
    private static async Task<Ok<FeedAddressView>> RenewAsync(
        Guid id, DiemCauDb db, FeedSecrets secrets, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var (secret, hash, hidden) = secrets.New();
        var now = time.GetUtcNow();
        await using var work = await db.Database.BeginTransactionAsync(cancellation);
        // Two clerks at once: the later one's address counts.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into unit_feeds (unit_id, secret_hash, protected_secret, made_at) values ({id}, {hash}, {hidden}, {now})
            on conflict (unit_id) do update set secret_hash = excluded.secret_hash, protected_secret = excluded.protected_secret, made_at = excluded.made_at
            """,
            cancellation);
        journal.Add(db, "calendar_feed.renewed", id.ToString(), scope: new(UnitId: id));
        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
        return TypedResults.Ok(new FeedAddressView(secrets.AddressOf(secret), now, true));
    }

    private static async Task<NoContent> EndAsync(Guid id, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        await using var work = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.UnitFeeds.Where(feed => feed.UnitId == id).ExecuteDeleteAsync(cancellation) > 0)
        {
            journal.Add(db, "calendar_feed.ended", id.ToString(), scope: new(UnitId: id));
        }

        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
