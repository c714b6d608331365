using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Home;

/// <summary>The meetings of the reader's unit, as main or member site or as the one that registers, from today on.</summary>
internal static class Today
{
    /// <summary>What comes next when today holds nothing lies in here.</summary>
    private const int DaysAhead = 14;

    private const int Most = 40;

    /// <param name="ConnectFrom">From when sites connect by themselves; null for a meeting outside the system.</param>
    /// <param name="OwnSites">The sites of the reader's unit that take part.</param>
    /// <param name="IsMain">One of them is the main site.</param>
    /// <param name="OpenSince">Since when its conference is open; null: it is not.</param>
    internal sealed record TodayMeetingView(
        Guid Id, string Title, MeetingKind Kind, MeetingStage Stage, DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? ConnectFrom,
        string UnitName, string? ChairName, string? MainSite, int SiteCount, IReadOnlyList<string> OwnSites, bool IsMain, OutsideEntry? Outside,
        DateTimeOffset? OpenSince);

    /// <param name="Meetings">Of today and of the next two weeks, by their beginning.</param>
    /// <param name="AllToday">How many meetings of today the reader may see, of whichever unit.</param>
    internal sealed record TodayView(DateOnly Day, IReadOnlyList<TodayMeetingView> Meetings, int AllToday);

    public static void Map(IEndpointRouteBuilder home) => home.MapGet("/today", ShowAsync).WithName("GetToday")
        .ForSignedIn("the meetings of one's own unit, as far as one may see them");

    private static async Task<Ok<TodayView>> ShowAsync(
        HttpContext http, DiemCauDb db, Rights rights, MeetingClock clock, WorkingCalendars calendars, TimeProvider time, CancellationToken cancellation)
    {
        var (reader, now) = (SignedInAccount.Required(http.User), time.GetUtcNow());
        var today = calendars.DayOf(now);
        var (begin, end, ahead) = (calendars.At(today, TimeOnly.MinValue), calendars.EndOf(today), calendars.EndOf(today.AddDays(DaysAhead)));
        var allToday = await MeetingRights.VisibleTo(db, reader)
            .CountAsync(meeting => MeetingWay.Held.Contains(meeting.Stage) && meeting.StartsAt < end && meeting.EndsAt > begin, cancellation);
        if (reader.UnitId is not { } own || !await rights.MayAsync(reader, Permission.ViewMeetings, own, cancellation))
        {
            return TypedResults.Ok(new TodayView(today, [], allToday));
        }

        var takingPart = db.MeetingSites.Where(site => site.UnitId == own).Select(site => site.MeetingId);
        var meetings = await db.Meetings.AsNoTracking().KnownTo(db, reader.Id)
            .Where(meeting => (meeting.UnitId == own || takingPart.Contains(meeting.Id)) && MeetingWay.Held.Contains(meeting.Stage))
            .Where(meeting => meeting.StartsAt < ahead && meeting.EndsAt > begin)
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Take(Most).ToListAsync(cancellation);
        return TypedResults.Ok(new TodayView(today, await ViewsAsync(db, meetings, own, clock, calendars, now, cancellation), allToday));
    }

    private static async Task<IReadOnlyList<TodayMeetingView>> ViewsAsync(
        DiemCauDb db, IReadOnlyList<Meeting> meetings, Guid own, MeetingClock clock, WorkingCalendars calendars, DateTimeOffset now, CancellationToken cancellation)
    {
        if (meetings.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var sites = (await db.MeetingSites.AsNoTracking()
            .Where(site => ids.Contains(site.MeetingId) && (site.Role == SiteRole.Main || site.UnitId == own))
            .OrderBy(site => site.Position).ToListAsync(cancellation)).ToLookup(site => site.MeetingId);
        Guid[] unitIds = [.. meetings.Select(meeting => meeting.UnitId).Concat(sites.SelectMany(of => of).Select(site => site.UnitId)).Distinct()];
        var units = await db.Units.Where(unit => unitIds.Contains(unit.Id)).Select(unit => new { unit.Id, unit.Name })
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellation);
        var open = await db.Conferences.Living(OccasionKind.Meeting).Where(conference => ids.Contains(conference.OccasionId))
            .Select(conference => new { conference.OccasionId, conference.OpenedAt })
            .ToDictionaryAsync(conference => conference.OccasionId, conference => conference.OpenedAt, cancellation);
        var times = await clock.TimesAsync(db, now, meetings.Max(meeting => meeting.StartsAt)!.Value, cancellation);
        return [.. meetings.Select(meeting =>
        {
            var main = sites[meeting.Id].FirstOrDefault(site => site.Role == SiteRole.Main);
            var mine = sites[meeting.Id].Where(site => site.UnitId == own).ToList();
            return new TodayMeetingView(
                meeting.Id, meeting.Title, meeting.Kind, meeting.Stage, calendars.DayOf(meeting.StartsAt!.Value), meeting.StartsAt.Value, meeting.EndsAt!.Value,
                times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [], [])
                    .FirstOrDefault(deadline => deadline.Deadline == MeetingDeadline.Connection)?.DueAt,
                units[meeting.UnitId], meeting.ChairName, main?.Name, meeting.SiteCount,
                [.. mine.Select(site => site.Name)], mine.Exists(site => site.Role == SiteRole.Main),
                meeting.OutsideOrganiser is null && meeting.OutsideLink is null && meeting.OutsideDial is null
                    ? null : new(meeting.OutsideOrganiser, meeting.OutsideLink, meeting.OutsideDial),
                open.TryGetValue(meeting.Id, out var since) ? since : null);
        })];
    }
}
