using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

internal sealed record ChecklistItemView(Guid Id, string Text);

internal sealed record ChecklistView(StationRole Role, IReadOnlyList<ChecklistItemView> Items);

/// <param name="Id">Null: a new one.</param>
internal sealed record WrittenItem(string? Text, Guid? Id = null);

/// <summary>The checklists that an administrator keeps, the same for every meeting.</summary>
internal static class Checklists
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/checklists").WithTags("Preparation");
        lists.MapGet("", ListAsync).WithName("ListChecklists").ForSignedIn("every site prepares by the same lists");
        lists.MapPut("/{name}", ReplaceAsync).WithName("ReplaceChecklist").NeedsEverywhere(Permission.ManageTemplates);
    }

    private static async Task<Ok<List<ChecklistView>>> ListAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok(await ViewsAsync(db, cancellation));

    /// <summary>The whole list of a role in its new order; items that are not in it are withdrawn.</summary>
    private static async Task<Results<Ok<List<ChecklistView>>, Refusal>> ReplaceAsync(
        string name, List<WrittenItem> wish, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (!Enum.TryParse<StationRole>(name, ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            return Refusals.NotFound;
        }

        if (wish.Count > ChecklistItem.MostItems)
        {
            return Refusal.Validation(new FieldError("items", "site_too_many", ChecklistItem.MostItems));
        }

        string?[] texts = [.. wish.Select(item => SiteRules.Written(item?.Text))];
        FieldError[] errors =
        [
            .. texts.Select((text, i) => text is null ? new FieldError($"[{i}].text", "required")
                : text.Length > ChecklistItem.TextLength ? new FieldError($"[{i}].text", "too_long", ChecklistItem.TextLength) : null).OfType<FieldError>(),
        ];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        var known = await db.ChecklistItems.Where(item => item.Role == role).ToDictionaryAsync(item => item.Id, cancellation);
        var now = time.GetUtcNow();
        foreach (var item in known.Values)
        {
            item.WithdrawnAt ??= now;
        }

        for (var position = 0; position < wish.Count; position++)
        {
            if (wish[position].Id is not { } id || !known.Remove(id, out var item))
            {
                db.ChecklistItems.Add(item = new() { Id = Guid.CreateVersion7(now), Role = role, Text = "" });
            }

            (item.Text, item.Position, item.WithdrawnAt) = (texts[position]!, position, null);
        }

        journal.Add(db, "checklist.changed", role.ToString(), new { texts });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await ViewsAsync(db, cancellation));
    }

    private static async Task<List<ChecklistView>> ViewsAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var items = (await db.Checklist.AsNoTracking().OrderBy(item => item.Position).ToListAsync(cancellation)).ToLookup(item => item.Role);
        return [.. Enum.GetValues<StationRole>().Select(role => new ChecklistView(role, [.. items[role].Select(item => new ChecklistItemView(item.Id, item.Text))]))];
    }
}
