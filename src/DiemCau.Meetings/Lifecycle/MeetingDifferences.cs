using System.Globalization;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>What is different between two versions of what is written about a meeting.</summary>
internal static class MeetingDifferences
{
    public static IReadOnlyList<Difference> Between(MeetingContent before, MeetingContent after)
    {
        List<Difference> found = [];
        Compare("kind", before.Kind.ToString(), after.Kind.ToString());
        Compare("title", before.Title, after.Title);
        Compare("purpose", before.Purpose, after.Purpose);
        Compare("startsAt", Time(before.StartsAt), Time(after.StartsAt));
        Compare("endsAt", Time(before.EndsAt), Time(after.EndsAt));
        Compare("chairName", before.ChairName, after.ChairName);
        Compare("chairPosition", before.ChairPosition, after.ChairPosition);
        Compare("priority", before.Priority.ToString(), after.Priority.ToString());
        Compare("priorityReason", before.PriorityReason, after.PriorityReason);
        Compare("isStateSecret", before.IsStateSecret ? "true" : "false", after.IsStateSecret ? "true" : "false");
        Compare("mainSite", before.MainSite?.Name, after.MainSite?.Name);
        Compare("mainSite.place", before.MainSite?.Place, after.MainSite?.Place);
        Compare("mainSite.attendees", before.MainSite?.Attendees, after.MainSite?.Attendees);
        CompareMembers(before.Members, after.Members);
        Compare("script", Lines(before.Script), Lines(after.Script));
        Compare("contact", Words(before.Contact), Words(after.Contact));
        Compare("outside", Words(before.Outside), Words(after.Outside));
        Compare("letter", Words(before.Letter), Words(after.Letter));
        Compare("recurrence", Words(before.Recurrence), Words(after.Recurrence));
        return found;

        void Compare(string field, string? one, string? other)
        {
            if ((one ?? "") != (other ?? ""))
            {
                found.Add(new(field, one, other));
            }
        }

        void CompareMembers(IReadOnlyList<SiteEntry> one, IReadOnlyList<SiteEntry> other)
        {
            var (was, now) = (one.Select(site => site.SiteId).ToHashSet(), other.Select(site => site.SiteId).ToHashSet());
            Compare("members", Names(one.Where(site => !now.Contains(site.SiteId))), Names(other.Where(site => !was.Contains(site.SiteId))));
            var known = one.DistinctBy(site => site.SiteId).ToDictionary(site => site.SiteId);
            foreach (var site in other)
            {
                // A site's own name may change without anybody touching the meeting.
                if (known.TryGetValue(site.SiteId, out var old) && old with { Name = site.Name, UnitId = site.UnitId } != site)
                {
                    found.Add(new("member", Words(old), Words(site)));
                }
            }

            if (was.SetEquals(now) && !one.Select(site => site.SiteId).SequenceEqual(other.Select(site => site.SiteId)))
            {
                found.Add(new("members.order", null, null));
            }
        }
    }

    /// <summary>What the approving office has weighed: the time, how many sites, the priority.</summary>
    public static bool NeedApproval(MeetingContent before, MeetingContent after) =>
        before.StartsAt != after.StartsAt || before.EndsAt != after.EndsAt || after.Priority < before.Priority
        || after.Members.Any(site => before.Members.All(known => known.SiteId != site.SiteId))
        || before.MainSite?.SiteId != after.MainSite?.SiteId;

    private static string? Names(IEnumerable<SiteEntry> sites) => string.Join("; ", sites.Select(site => site.Name)) is { Length: > 0 } names ? names : null;

    private static string Lines(IReadOnlyList<ScriptEntry> script) => string.Join("\n", script.Select(item =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Title} · {item.Minutes}' · {item.Speaker} · {item.Cue} · {item.SpeakingSiteId}")));

    private static string Words(SiteEntry site) => string.Join(" · ", new[] { site.Name, site.Place, site.Attendees, site.People?.ToString(CultureInfo.InvariantCulture) }
        .Where(part => !string.IsNullOrEmpty(part)));

    private static string? Words(ContactEntry? contact) => contact is null ? null
        : string.Join(" · ", new[] { contact.Name, contact.Position, contact.Phone, contact.Zalo, contact.Email }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Words(OutsideEntry? outside) => outside is null ? null
        : string.Join(" · ", new[] { outside.Organiser, outside.Link, outside.Dial }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Words(LetterEntry? letter) => letter is null ? null
        : string.Join(" · ", new[] { letter.Number, letter.Date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Words(Recurrence? recurrence) => recurrence is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{recurrence.Step} / {recurrence.Every} × {recurrence.Count}{(recurrence.SkipDaysOff ? " +" : "")}");

    private static string? Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
