using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <param name="Range">CIDR or a single address, IPv4 or IPv6.</param>
internal sealed record NetworkRangeView(string? Range, LineKind Line);

/// <param name="Line">By which line the asking browser is connected; null: its address is in no known range.</param>
internal sealed record OwnLineView(string? Address, LineKind? Line);

/// <summary>The installation's own list of address ranges, and what it says of a connection.</summary>
internal static class NetworkRanges
{
    private const int MostRanges = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        var ranges = api.MapGroup("/network-ranges").WithTags("Sites");
        ranges.MapGet("", ListAsync).WithName("ListNetworkRanges").NeedsEverywhere(Permission.ManageInstallation);
        ranges.MapPut("", ReplaceAsync).WithName("ReplaceNetworkRanges").NeedsEverywhere(Permission.ManageInstallation);
        ranges.MapGet("/own", OwnAsync).WithName("GetOwnLine").ForSignedIn("how one's own browser is connected");
    }

    private static async Task<Ok<List<NetworkRangeView>>> ListAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok(await ViewsAsync(db, cancellation));

    private static async Task<Results<Ok<List<NetworkRangeView>>, Refusal>> ReplaceAsync(
        List<NetworkRangeView> wish, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (wish.Count > MostRanges)
        {
            return Refusal.Validation(new FieldError("ranges", "site_too_many", MostRanges));
        }

        var kept = new Dictionary<IPNetwork, LineKind>();
        for (var i = 0; i < wish.Count; i++)
        {
            // Nothing at all may stand in a list.
            if (wish[i]?.Range is not { } text || !NetworkClass.TryParse(text, out var range))
            {
                return Refusal.Validation(new FieldError($"[{i}].range", "site_range_invalid"));
            }

            kept[range] = wish[i].Line;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.NetworkRanges.ExecuteDeleteAsync(cancellation);
        db.NetworkRanges.AddRange(kept.Select(pair => new NetworkRange { Id = Guid.NewGuid(), Range = pair.Key, Line = pair.Value }));
        journal.Add(db, "network_ranges.changed", null, new { kept.Count });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await ViewsAsync(db, cancellation));
    }

    /// <param name="siteId">The site in which the browser is.</param>
    private static async Task<Ok<OwnLineView>> OwnAsync(Guid? siteId, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var address = http.Connection.RemoteIpAddress;
        return TypedResults.Ok(new OwnLineView(
            (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString(),
            address is null ? null : await NetworkRange.LineOfAsync(db, address, siteId, cancellation)));
    }

    private static async Task<List<NetworkRangeView>> ViewsAsync(DiemCauDb db, CancellationToken cancellation) =>
        [.. (await db.NetworkRanges.AsNoTracking().OrderBy(range => range.Range).ToListAsync(cancellation))
            .Select(range => new NetworkRangeView(range.Range.ToString(), range.Line))];
}
