using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.JournalReading;

/// <summary>"Nhật ký", the newest first, a page after the other.</summary>
internal static class JournalPage
{
    /// <param name="Next">What to ask for as <c>after</c> to go on; null: there is nothing older.</param>
    internal sealed record JournalPageView(IReadOnlyList<JournalLineView> Items, string? Next);

    public static void Map(IEndpointRouteBuilder journal)
    {
        // Whoever operates meetings may read the journal, too: a test holds the table of roles to it.
        journal.MapGet("", ListAsync).WithName("ListJournal").NeedsSomewhere(Permission.ViewJournal);
        journal.MapGet("/actions", Actions).WithName("ListJournalActions").NeedsSomewhere(Permission.ViewJournal);
    }

    private static async Task<Results<Ok<JournalPageView>, Refusal>> ListAsync(
        [AsParameters] JournalFilter filter, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (!filter.TryAfter(out var after, out var refusal))
        {
            return refusal!;
        }

        var found = await new JournalQuery(db).NewestAsync(SignedInAccount.Required(http.User), filter, after, filter.Take + 1, cancellation);
        JournalEntry[] shown = [.. found.Take(filter.Take)];
        return TypedResults.Ok(new JournalPageView(
            await JournalLineView.OfAsync(db, shown, Language.Of(http), cancellation),
            found.Count > shown.Length ? JournalFilter.NextOf(shown[^1]) : null));
    }

    private static Ok<List<JournalActionView>> Actions(HttpContext http) => TypedResults.Ok(JournalActions.Views(Language.Of(http)).ToList());
}
