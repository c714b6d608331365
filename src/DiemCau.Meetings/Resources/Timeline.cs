using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Resources;

/// <summary>What is taken and what there is, over time: the picture beside every decision.</summary>
internal static class Timeline
{
    /// <summary>A month, which is the longest that is drawn.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <param name="Steps">What is taken from each moment on, until the next one.</param>
    internal sealed record NodeTimelineView(
        Guid Id, string Name, bool InService, MediaNeed Capacity, IReadOnlyList<CapacityStepView> Steps, IReadOnlyList<HoldingView> Meetings);

    internal sealed record CapacityStepView(DateTimeOffset At, MediaNeed Taken);

    /// <param name="Title">Null: a meeting that the reader may not know.</param>
    /// <param name="Priority">Null, and the times no more than those that were asked for: one with state secrets, that the reader may not know of.</param>
    /// <param name="StartsAt">From when it holds the resource, which for capacity is before it begins.</param>
    internal sealed record HoldingView(
        Guid? MeetingId, string? Title, MeetingPriority? Priority, DateTimeOffset StartsAt, DateTimeOffset EndsAt, MediaNeed Need)
    {
        public static HoldingView Of(
            Guid meetingId, string title, MeetingPriority priority, DateTimeOffset startsAt, DateTimeOffset endsAt, MediaNeed need, bool isKnown) =>
            new(isKnown ? meetingId : null, isKnown ? title : null, priority, startsAt, endsAt, need);

        public HoldingView Within(DateTimeOffset from, DateTimeOffset to) => this with
        {
            MeetingId = null, Title = null, Priority = null, StartsAt = StartsAt < from ? from : StartsAt, EndsAt = EndsAt > to ? to : EndsAt,
        };
    }

    internal sealed record SiteTimelineView(Guid SiteId, string Name, IReadOnlyList<HoldingView> Meetings);

    public static void Map(IEndpointRouteBuilder resources)
    {
        resources.MapGet("/timeline", NodesAsync).WithName("GetCapacityTimeline").NeedsSomewhere(Permission.ViewMeetings);
        resources.MapGet("/site-timeline", SitesAsync).WithName("GetSiteTimeline").NeedsSomewhere(Permission.ViewMeetings);
    }

    private static async Task<Results<Ok<List<NodeTimelineView>>, Refusal>> NodesAsync(
        DateTimeOffset from, DateTimeOffset to, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (Wrong(from, to) is { } error)
        {
            return Refusal.Validation(error);
        }

        (from, to) = (from.ToUniversalTime(), to.ToUniversalTime());
        var reader = SignedInAccount.Required(http.User);
        var visible = rights.UnitsWhere(reader, Permission.ViewMeetings);
        var hidden = await SecretMeetings.HiddenFrom(db, reader.Id).ToHashSetAsync(cancellation);
        var held = await (
            from allocation in db.Allocations.AsNoTracking()
            where allocation.StartsAt < to && allocation.EndsAt > @from
            join meeting in db.Meetings on allocation.MeetingId equals meeting.Id
            orderby allocation.StartsAt, meeting.Number
            select new { allocation, meeting.Title, meeting.Priority, IsVisible = visible.Contains(meeting.UnitId) }).ToListAsync(cancellation);
        var nodes = await db.MediaNodes.AsNoTracking().OrderBy(node => node.Name).ToListAsync(cancellation);
        return TypedResults.Ok(nodes.ConvertAll(node =>
        {
            var own = held.Where(row => row.allocation.NodeId == node.Id).ToList();
            var usage = new Usage(own.Select(row => (row.allocation.StartsAt, row.allocation.EndsAt, row.allocation.Need)));
            return new NodeTimelineView(
                node.Id, node.Name, node.InService, node.Capacity,
                [.. usage.Steps(from, to).Select(step => new CapacityStepView(step.At, step.Taken))],
                [
                    .. own.Select(row => (row.allocation.MeetingId, Holding: HoldingView.Of(
                            row.allocation.MeetingId, row.Title, row.Priority, row.allocation.StartsAt, row.allocation.EndsAt, row.allocation.Need, row.IsVisible)))
                        .Select(row => hidden.Contains(row.MeetingId) ? row.Holding.Within(from, to) : row.Holding),
                ]);
        }));
    }

    /// <param name="meetingId">The sites of this meeting; when not given, all that are taken.</param>
    private static async Task<Results<Ok<List<SiteTimelineView>>, Refusal>> SitesAsync(
        DateTimeOffset from, DateTimeOffset to, Guid? meetingId, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (Wrong(from, to) is { } error)
        {
            return Refusal.Validation(error);
        }

        (from, to) = (from.ToUniversalTime(), to.ToUniversalTime());
        var reader = SignedInAccount.Required(http.User);
        var visible = rights.UnitsWhere(reader, Permission.ViewMeetings);
        var hidden = await SecretMeetings.HiddenFrom(db, reader.Id).ToHashSetAsync(cancellation);
        var wanted = db.MeetingSites.Where(site => !hidden.Contains(site.MeetingId));
        var rows = await (
            from booking in db.SiteBookings.AsNoTracking()
            where booking.StartsAt < to && booking.EndsAt > @from
                && (meetingId == null || wanted.Any(site => site.MeetingId == meetingId && site.SiteId == booking.SiteId))
            join meeting in db.Meetings on booking.MeetingId equals meeting.Id
            join site in db.Sites on booking.SiteId equals site.Id
            join unit in db.Units on site.UnitId equals unit.Id
            orderby booking.StartsAt, site.Name, site.Id
            select new
            {
                booking, site.Name, UnitName = unit.Name, meeting.Title, meeting.Priority,
                IsVisible = visible.Contains(meeting.UnitId) || visible.Contains(site.UnitId),
            }).ToListAsync(cancellation);
        return TypedResults.Ok(rows.GroupBy(row => row.booking.SiteId)
            .Select(site => new SiteTimelineView(
                site.Key, SiteLabel.Of(site.First().Name, site.First().UnitName),
                [
                    .. site.Select(row => (row.booking.MeetingId, Holding: HoldingView.Of(
                            row.booking.MeetingId, row.Title, row.Priority, row.booking.StartsAt, row.booking.EndsAt, new(1, 0, 0), row.IsVisible)))
                        .Select(row => hidden.Contains(row.MeetingId) ? row.Holding.Within(from, to) : row.Holding),
                ]))
            .ToList());
    }

    private static FieldError? Wrong(DateTimeOffset from, DateTimeOffset to) =>
        to <= from || to - from > Longest ? new("to", "timeline_span", Longest.Days) : null;
}
