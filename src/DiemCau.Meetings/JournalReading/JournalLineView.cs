using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.JournalReading;

/// <summary>A line with its words and the names of what it is about, as they are now.</summary>
/// <param name="Text">The action in the reader's language.</param>
/// <param name="Actor">Who did it as it was called then; null: the system, or nobody who was signed in.</param>
internal sealed record JournalLineView(
    Guid Id, DateTimeOffset At, JournalSeverity Severity, string Action, string Text, Guid? ActorId, string? Actor,
    Guid? MeetingId, string? Meeting, Guid? ConferenceId, Guid? SiteId, string? Site, Guid? UnitId, string? Unit,
    string? Subject, IReadOnlyList<JournalDetailView> Details, string? Address)
{
    public static async Task<IReadOnlyList<JournalLineView>> OfAsync(
        DiemCauDb db, IReadOnlyList<JournalEntry> lines, string language, CancellationToken cancellation)
    {
        var (meetingIds, unitIds, siteIds) = (
            lines.Select(line => line.MeetingId).OfType<Guid>().Distinct().ToArray(),
            lines.Select(line => line.UnitId).OfType<Guid>().Distinct().ToArray(),
            lines.Select(line => line.SiteId).OfType<Guid>().Distinct().ToArray());
        var meetings = await db.Meetings.Where(meeting => meetingIds.Contains(meeting.Id))
            .Select(meeting => new { meeting.Id, Name = meeting.Number + " – " + meeting.Title }).ToDictionaryAsync(one => one.Id, one => one.Name, cancellation);
        var units = await db.Units.Where(unit => unitIds.Contains(unit.Id))
            .Select(unit => new { unit.Id, unit.Name }).ToDictionaryAsync(one => one.Id, one => one.Name, cancellation);
        var sites = await db.MeetingSites.Where(site => siteIds.Contains(site.SiteId) && meetingIds.Contains(site.MeetingId))
            .Select(site => new { site.SiteId, site.Name }).Distinct().ToListAsync(cancellation);
        var siteNames = sites.DistinctBy(site => site.SiteId).ToDictionary(site => site.SiteId, site => site.Name);
        return [.. lines.Select(line => new JournalLineView(
            line.Id, line.At, line.Severity, line.Action, JournalActions.InWords(line.Action, language), line.ActorId, line.Actor,
            line.MeetingId, NameOf(meetings, line.MeetingId), line.ConferenceId, line.SiteId, NameOf(siteNames, line.SiteId),
            line.UnitId, NameOf(units, line.UnitId), Guid.TryParse(line.Subject, out _) ? null : line.Subject,
            JournalDetail.InWords(line.Detail, language), line.Address))];
    }

    private static string? NameOf(Dictionary<Guid, string> names, Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
