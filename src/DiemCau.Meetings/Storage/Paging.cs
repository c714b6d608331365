using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Storage;

/// <summary>The query of a list, bound from <c>?search=&amp;page=1&amp;pageSize=50</c>.</summary>
/// <param name="Search">Words to look for, without regard to accents and case.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1–200, 50 when not given.</param>
public readonly record struct ListQuery(string? Search, int? Page, int? PageSize)
{
    private const int DefaultPageSize = 50;
    private const int MaximumPageSize = 200;

    public string? Term => string.IsNullOrWhiteSpace(Search) ? null : Search.Trim();

    public int Take => Math.Clamp(PageSize ?? DefaultPageSize, 1, MaximumPageSize);

    public int Skip => (Math.Clamp(Page ?? 1, 1, 1_000_000) - 1) * Take;
}

/// <param name="Total">How many there are on all pages.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int Total);

public static class Paging
{
    /// <summary>The page that was asked for, of an ordered query.</summary>
    public static async Task<ListPage<T>> PageAsync<T>(this IQueryable<T> ordered, ListQuery query, CancellationToken cancellation)
    {
        var total = await ordered.CountAsync(cancellation);
        return new(await ordered.Skip(query.Skip).Take(query.Take).ToListAsync(cancellation), total);
    }
}
