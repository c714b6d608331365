using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.JournalReading;

/// <summary>What strangers tried, the latest first. They belong to no unit.</summary>
internal static class StrangersPage
{
    /// <param name="Address">Empty: of many addresses.</param>
    /// <param name="Mailbox">As it was typed; empty: many.</param>
    internal sealed record StrangerAttemptsView(
        DateOnly Day, string Action, string Text, string Address, string Mailbox, int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt);

    public static void Map(IEndpointRouteBuilder journal) =>
        journal.MapGet("/strangers", ListAsync).WithName("ListStrangerAttempts").NeedsEverywhere(Permission.ViewJournal);

    private static async Task<Ok<ListPage<StrangerAttemptsView>>> ListAsync(
        [AsParameters] ListQuery query, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var language = Language.Of(http);
        var rows = db.StrangerAttempts.AsNoTracking();
        if (query.Term is { } term)
        {
            rows = rows.Where(row => row.Address.Contains(term) || row.Mailbox.Contains(term));
        }

        var page = await rows.OrderByDescending(row => row.LastAt).ThenBy(row => row.Address).ThenBy(row => row.Mailbox).ThenBy(row => row.Action)
            .PageAsync(query, cancellation);
        return TypedResults.Ok(new ListPage<StrangerAttemptsView>(
            [.. page.Items.Select(row => new StrangerAttemptsView(
                row.Day, row.Action, JournalActions.InWords(row.Action, language), row.Address, row.Mailbox, row.Attempts, row.FirstAt, row.LastAt))],
            page.Total));
    }
}
