using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>"Cuộc họp": which there are, the next ones first.</summary>
internal static class MeetingList
{
    private const int MostWords = 8;

    /// <summary>The filters of the list, bound from its query.</summary>
    /// <param name="Stage">Names of stages, separated by commas.</param>
    /// <param name="Kind">Name of a kind.</param>
    /// <param name="From">Meetings that end after it.</param>
    /// <param name="To">Meetings that begin before it.</param>
    /// <param name="UnitId">Registered by this unit.</param>
    /// <param name="Mine">Registered by the reader's own unit.</param>
    /// <param name="Latest">The latest first.</param>
    internal readonly record struct MeetingFilter(
        string? Stage, string? Kind, DateTimeOffset? From, DateTimeOffset? To, Guid? UnitId, Guid? SeriesId, bool? Mine, bool? Latest);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("", ListAsync).WithName("ListMeetings")
        .NeedsSomewhere(Permission.ViewMeetings);

    private static async Task<Ok<ListPage<MeetingSummaryView>>> ListAsync(
        [AsParameters] ListQuery query, [AsParameters] MeetingFilter filter, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var now = time.GetUtcNow();
        var meetings = Filtered(MeetingRights.VisibleTo(db, reader).AsNoTracking(), filter, reader);
        // Each word by itself: nobody remembers the commas of a title.
        foreach (var word in (query.Term ?? "").Split((char[]?)null, MostWords, StringSplitOptions.RemoveEmptyEntries))
        {
            meetings = meetings.Where(meeting => meeting.Search.Contains(DiemCauDb.Fold(word)) || meeting.Number.ToString() == word);
        }

        // Drafts without a time are at the top: they are what is being worked on.
        var ordered = filter.Latest == true
            ? meetings.OrderByDescending(meeting => meeting.StartsAt == null).ThenByDescending(meeting => meeting.StartsAt)
            : meetings.OrderByDescending(meeting => meeting.StartsAt == null).ThenBy(meeting => meeting.StartsAt);
        // Thousands of ids are sorted in a third of the time that their rows take.
        var page = await ordered.ThenBy(meeting => meeting.Id).Select(meeting => meeting.Id).PageAsync(query, cancellation);
        var rows = await db.Meetings.AsNoTracking().Where(meeting => page.Items.Contains(meeting.Id)).ToDictionaryAsync(meeting => meeting.Id, cancellation);
        Meeting[] shown = [.. page.Items.Where(rows.ContainsKey).Select(id => rows[id])];
        return TypedResults.Ok(new ListPage<MeetingSummaryView>(await ViewsAsync(db, shown, clock, now, cancellation), page.Total));
    }

    private static IQueryable<Meeting> Filtered(IQueryable<Meeting> meetings, MeetingFilter filter, SignedInAccount reader)
    {
        MeetingStage[] stages = [.. (filter.Stage ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => Enum.TryParse<MeetingStage>(name, ignoreCase: true, out var stage) ? stage : (MeetingStage?)null)
            .OfType<MeetingStage>()];
        if (stages.Length > 0)
        {
            meetings = meetings.Where(meeting => stages.Contains(meeting.Stage));
        }

        if (Enum.TryParse<MeetingKind>(filter.Kind, ignoreCase: true, out var kind))
        {
            meetings = meetings.Where(meeting => meeting.Kind == kind);
        }

        if (filter.From is { } from)
        {
            meetings = meetings.Where(meeting => meeting.EndsAt > from.ToUniversalTime() || meeting.StartsAt == null);
        }

        if (filter.To is { } to)
        {
            meetings = meetings.Where(meeting => meeting.StartsAt < to.ToUniversalTime() || meeting.StartsAt == null);
        }

        if (filter.SeriesId is { } series)
        {
            meetings = meetings.Where(meeting => meeting.SeriesId == series);
        }

        var unit = filter.Mine == true ? reader.UnitId : filter.UnitId;
        if (unit is not null)
        {
            meetings = meetings.Where(meeting => meeting.UnitId == unit);
        }

        return meetings;
    }

    private static async Task<IReadOnlyList<MeetingSummaryView>> ViewsAsync(
        DiemCauDb db, IReadOnlyList<Meeting> meetings, MeetingClock clock, DateTimeOffset now, CancellationToken cancellation)
    {
        if (meetings.Count == 0)
        {
            return [];
        }

        var ids = meetings.Select(meeting => meeting.Id).ToArray();
        var unitIds = meetings.Select(meeting => meeting.UnitId).Distinct().ToArray();
        var units = await db.Units.Where(unit => unitIds.Contains(unit.Id)).Select(unit => new { unit.Id, unit.Name })
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellation);
        var mainSites = await db.MeetingSites.Where(site => ids.Contains(site.MeetingId) && site.Role == SiteRole.Main)
            .Select(site => new { site.MeetingId, site.Name }).ToDictionaryAsync(site => site.MeetingId, site => site.Name, cancellation);
        var passages = (await db.StagePassages.AsNoTracking().Where(passage => ids.Contains(passage.MeetingId)).ToListAsync(cancellation))
            .ToLookup(passage => passage.MeetingId);
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var (first, last) = (meetings.Min(meeting => meeting.StartsAt) ?? now, meetings.Max(meeting => meeting.StartsAt) ?? now);
        var times = await clock.TimesAsync(db, first, last, cancellation);
        return [.. meetings.Select(meeting =>
        {
            var states = times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [.. passages[meeting.Id]], [.. exemptions[meeting.Id]]);
            return new MeetingSummaryView(
                meeting.Id, meeting.Number, meeting.Title, meeting.Kind, meeting.Stage, meeting.Priority, meeting.StartsAt, meeting.EndsAt,
                units[meeting.UnitId], meeting.ChairName, mainSites.GetValueOrDefault(meeting.Id), meeting.SiteCount, meeting.SeriesId,
                Worst([.. states.Select(state => state.At(now))]));
        })];
    }

    private static DeadlineStanding? Worst(IReadOnlyList<DeadlineStanding> standings) =>
        standings.Count == 0 ? null
        : standings.Contains(DeadlineStanding.Late) ? DeadlineStanding.Late
        : standings.Contains(DeadlineStanding.Due) ? DeadlineStanding.Due
        : standings.Contains(DeadlineStanding.Exempted) ? DeadlineStanding.Exempted
        : standings.Contains(DeadlineStanding.OnTime) ? DeadlineStanding.OnTime
        : DeadlineStanding.NotYet;
}
