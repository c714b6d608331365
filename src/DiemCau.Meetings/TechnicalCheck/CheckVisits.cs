using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What is said of one item at one check.</summary>
internal sealed record ItemWord(CheckItem Item, CheckResult Result, MeasurementCode? Code = null, string? Figures = null);

/// <summary>What one check says of a site.</summary>
internal sealed record CheckVisit(CheckedSite Site, IReadOnlyList<ItemWord> Words, string? Note = null, Guid? MeasurementId = null);

/// <summary>
/// Writes checks down: the words, the site's result that follows from them, the lines of the journal, and what all that does to the meeting. One
/// transaction, and the checks of one meeting follow one another, so that the last site to pass is known to be the last.
/// </summary>
internal sealed class CheckVisits(JournalWriter journal, CheckProgress progress, MeetingEvents events, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The meeting, which nobody else changes until the transaction ends.</summary>
    public static async Task<(Meeting? Meeting, NoticeBranches? Branches)> LockAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"select from meetings where id = {id} for update", cancellation);
        var meeting = await db.FindMeetingAsync(id, null, cancellation);
        return (meeting, meeting is null ? null : await NoticeBranches.ReadAsync(db, meeting, cancellation));
    }

    /// <param name="sites">All of the meeting, as they stood before.</param>
    public async Task<Refusal?> WriteAsync(
        DiemCauDb db, Meeting meeting, IReadOnlyList<CheckedSite> sites, IReadOnlyList<CheckVisit> visits, MeetingActor by, CancellationToken cancellation)
    {
        var now = Now;
        var after = sites.ToDictionary(site => site.Site.SiteId);
        await ForgetAsync(db, meeting.Id, visits, cancellation);
        foreach (var visit in visits)
        {
            var site = visit.Site.Site;
            var items = new Dictionary<CheckItem, CheckedItem>(visit.Site.Items);
            foreach (var word in visit.Words)
            {
                items[word.Item] = new(word.Result, word.Code, word.Figures, visit.Note, now, by.Name, visit.MeasurementId is not null);
            }

            after[site.SiteId] = new(site, visit.Site.Branch, null, false, visit.Site.IsOnPodium, visit.Site.Needs, items);
            var result = after[site.SiteId].Result;
            var check = new SiteCheck
            {
                Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, SiteId = site.SiteId, Result = result, Note = visit.Note, At = now, ById = by.Id,
                By = by.Name, GivenFor = meeting.StartsAt, MeasurementId = visit.MeasurementId, IsCurrent = true,
            };
            db.SiteChecks.Add(check);
            db.ItemChecks.AddRange(visit.Words.Select(word => new ItemCheck
            {
                Id = Guid.CreateVersion7(now), CheckId = check.Id, MeetingId = meeting.Id, SiteId = site.SiteId, Item = word.Item, Result = word.Result,
                Code = word.Code, Figures = word.Figures, IsCurrent = true,
            }));
            var failed = visit.Words.Where(word => word.Result == CheckResult.Failed).Select(word => word.Code?.ToString() ?? word.Item.ToString()).ToList();
            journal.Add(
                db, ActionOf(result, visit), site.Name, new { by = by.Name, visit.Note, Items = visit.Words.Count, Failed = failed },
                new(MeetingId: meeting.Id, SiteId: site.SiteId, UnitId: site.UnitId), failed.Count > 0 ? JournalSeverity.Warning : JournalSeverity.Info);
        }

        await db.SaveChangesAsync(cancellation);
        // What is taken back moves nothing.
        return visits.All(visit => visit.Words.All(word => word.Result == CheckResult.NotChecked)) ? null
            : await progress.AdvanceAsync(db, meeting, [.. after.Values], by, now, cancellation) ?? await events.SaveAsync(db, meeting, cancellation);
    }

    private static async Task ForgetAsync(DiemCauDb db, Guid meetingId, IReadOnlyList<CheckVisit> visits, CancellationToken cancellation)
    {
        Guid[] sites = [.. visits.Select(visit => visit.Site.Site.SiteId)];
        await db.SiteChecks.Where(check => check.MeetingId == meetingId && check.IsCurrent && sites.Contains(check.SiteId))
            .ExecuteUpdateAsync(set => set.SetProperty(check => check.IsCurrent, false), cancellation);
        var words = visits.SelectMany(visit => visit.Words, (visit, word) => (visit.Site.Site.SiteId, Item: word.Item.ToString())).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
            update item_checks set is_current = false
            from unnest({words.Select(word => word.SiteId).ToArray()}, {words.Select(word => word.Item).ToArray()}) as said (site_id, item)
            where item_checks.meeting_id = {meetingId} and item_checks.is_current and item_checks.site_id = said.site_id and item_checks.item = said.item
            """,
            cancellation);
    }

    private static string ActionOf(CheckResult result, CheckVisit visit) => result switch
    {
        CheckResult.Passed => "check.passed",
        CheckResult.Failed => "check.failed",
        _ when visit.Words.All(word => word.Result == CheckResult.NotChecked) => "check.withdrawn",
        _ => "check.items_written",
    };
}
