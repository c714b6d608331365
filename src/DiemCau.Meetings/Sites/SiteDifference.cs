using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiemCau.Meetings.Sites;

/// <summary>One thing that a change of a site changed.</summary>
/// <param name="Block">The part of the form by its JSON name, such as "contacts"; null for the site's own fields.</param>
/// <param name="Entry">Which entry of the block, by what tells it apart: a name, a kind, a range.</param>
/// <param name="Field">By its JSON name; null when the whole entry came or went.</param>
/// <param name="Before">Null: was not there. Enumerations by their JSON names.</param>
internal sealed record SiteDifferenceView(string? Block, string? Entry, string? Field, string? Before, string? After);

/// <summary>The difference of two versions of a site, found in what the API shows of them, so that no field can be forgotten.</summary>
internal static class SiteDifference
{
    private static readonly string[] Names = ["name", "range", "kind", "view"];

    public static IReadOnlyList<SiteDifferenceView> Between(Site? before, Site after) =>
        [.. Between(before is null ? [] : Fields(before), Fields(after))];

    private static JsonObject Fields(Site site)
    {
        var fields = JsonSerializer.SerializeToNode(site.Description, SiteDescription.Json)!.AsObject();
        fields["name"] = site.Name;
        fields["place"] = site.Place.Length == 0 ? null : site.Place;
        fields["validFrom"] = Text(JsonSerializer.SerializeToNode(site.ValidFrom, SiteDescription.Json));
        fields["validTo"] = site.ValidTo is null ? null : Text(JsonSerializer.SerializeToNode(site.ValidTo, SiteDescription.Json));
        return fields;
    }

    private static IEnumerable<SiteDifferenceView> Between(JsonObject before, JsonObject after)
    {
        foreach (var name in after.Select(member => member.Key).Union(before.Select(member => member.Key)))
        {
            if (before[name] is JsonArray || after[name] is JsonArray)
            {
                foreach (var difference in BetweenEntries(name, before[name]?.AsArray() ?? [], after[name]?.AsArray() ?? []))
                {
                    yield return difference;
                }
            }
            else if (Text(before[name]) != Text(after[name]))
            {
                yield return new(null, null, name, Text(before[name]), Text(after[name]));
            }
        }
    }

    private static IEnumerable<SiteDifferenceView> BetweenEntries(string block, JsonArray before, JsonArray after)
    {
        var old = before.ToDictionary(entry => Text(entry!["id"])!, entry => entry!.AsObject());
        foreach (var entry in after.Select(entry => entry!.AsObject()))
        {
            if (!old.Remove(Text(entry["id"])!, out var was))
            {
                yield return new(block, NameOf(entry), null, null, NameOf(entry));
                continue;
            }

            foreach (var field in entry.Select(member => member.Key).Union(was.Select(member => member.Key)))
            {
                if (Text(was[field]) != Text(entry[field]))
                {
                    yield return new(block, NameOf(entry), field, Text(was[field]), Text(entry[field]));
                }
            }
        }

        foreach (var gone in old.Values)
        {
            yield return new(block, NameOf(gone), null, NameOf(gone), null);
        }
    }

    private static string? NameOf(JsonObject entry) => Names.Select(name => Text(entry[name])).FirstOrDefault(text => text is not null);

    private static string? Text(JsonNode? node) => node?.ToString();
}
