using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>
/// "Lịch họp công khai": the approved meetings from today on, for whom the installation allows it. Only title, time and units: neither people
/// nor places, papers or links.
/// </summary>
internal static class PublicMeetings
{
    public const string Readers = "calendar.public";
    public const int ReadsPerMinute = 600;

    /// <param name="UnitName">Which registers it.</param>
    /// <param name="UnitCount">How many units take part.</param>
    internal sealed record PublicMeetingView(string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string UnitName, int UnitCount);

    public static void Map(IEndpointRouteBuilder calendar) => calendar.MapGet("/public-meetings", ListAsync).WithName("ListPublicMeetings")
        .OpenToAll("titles, times and units of approved meetings, and only where the installation shows them").LimitedTo(Readers);

    private static async Task<Results<Ok<ListPage<PublicMeetingView>>, Refusal>> ListAsync(
        string? search, int? page, int? pageSize, HttpContext http, DiemCauDb db, InstallationOptions installation, WorkingCalendars calendars, TimeProvider time,
        CancellationToken cancellation)
    {
        if (installation.PublicMeetings == PublicMeetingsAudience.Nobody)
        {
            return Refusals.NotFound;
        }

        if (installation.PublicMeetings == PublicMeetingsAudience.SignedIn && SignedInAccount.Of(http.User) is null)
        {
            return Refusals.NotSignedIn;
        }

        var query = new ListQuery(search, page, pageSize);
        var today = calendars.At(calendars.DayOf(time.GetUtcNow()), TimeOnly.MinValue);
        var meetings = db.Meetings.ToldToAll().Where(meeting =>
            meeting.Kind == MeetingKind.Planned && MeetingWay.Coming.Contains(meeting.Stage) && meeting.EndsAt > today);
        // Only the title is searched: whoever finds a meeting by its chair has learnt who chairs it.
        if (query.Term is { } term)
        {
            meetings = meetings.Where(meeting => DiemCauDb.Fold(meeting.Title).Contains(DiemCauDb.Fold(term)));
        }

        var found = await meetings.OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Select(meeting => meeting.Id).PageAsync(query, cancellation);
        var sites = db.MeetingSites;
        var views = await (
            from meeting in db.Meetings
            where found.Items.Contains(meeting.Id)
            join unit in db.Units on meeting.UnitId equals unit.Id
            orderby meeting.StartsAt, meeting.Id
            select new PublicMeetingView(
                meeting.Title, meeting.StartsAt!.Value, meeting.EndsAt!.Value, unit.Name,
                sites.Where(site => site.MeetingId == meeting.Id).Select(site => site.UnitId).Distinct().Count())).ToListAsync(cancellation);
        return TypedResults.Ok(new ListPage<PublicMeetingView>(views, found.Total));
    }
}
