using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Calendars;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>
/// A unit's meetings for calendar programs, which cannot sign in: those that it registers and those in which one of its sites takes part.
/// State secrets are in no feed.
/// </summary>
internal static class FeedDoor
{
    public const string Readers = "calendar.feeds";

    /// <summary>A province behind one address has hundreds of programs, each of which asks once an hour, many of them on the hour.</summary>
    public const int ReadsPerMinute = 600;

    private const int MostEvents = 1000;
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Back = TimeSpan.FromDays(31);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    private static readonly MeetingStage[] Told = [.. MeetingWay.Held, MeetingStage.Postponed, MeetingStage.Cancelled];

    public static void Map(IEndpointRouteBuilder calendar) => calendar.MapGet("/feeds/{secret}.ics", ReadAsync).WithName("ReadCalendarFeed")
        .OpenToAll("the address is a secret of the unit").LimitedTo(Readers);

    private static async Task<Results<FileContentHttpResult, Refusal>> ReadAsync(
        string secret, HttpContext http, DiemCauDb db, InstallationOptions installation, TimeProvider time, ILoggerFactory logs,
        CancellationToken cancellation)
    {
        var hash = FeedSecrets.HashOf(secret);
        var unit = await (
            from feed in db.UnitFeeds
            where feed.SecretHash == hash
            join known in db.Units on feed.UnitId equals known.Id
            select new { known.Id, known.Name }).SingleOrDefaultAsync(cancellation);
        if (unit is null)
        {
            return Refusals.NotFound;
        }

        var now = time.GetUtcNow();
        var (begin, end, own) = (now - Back, now + Ahead, unit.Id);
        var takingPart = db.MeetingSites.Where(site => site.UnitId == own).Select(site => site.MeetingId);
        // The unit takes part in thousands at most, over the years; of these the nearest ones are read.
        var meetings = await (
            from meeting in db.Meetings.AsNoTracking().ToldToAll()
            where (meeting.UnitId == own || takingPart.Contains(meeting.Id)) && Told.Contains(meeting.Stage)
                && meeting.EndsAt > begin && meeting.StartsAt < end
            orderby meeting.StartsAt, meeting.Id
            join registering in db.Units on meeting.UnitId equals registering.Id
            select new FeedMeeting(meeting, registering.Name)).Take(MostEvents).ToListAsync(cancellation);
        Guid[] ids = [.. meetings.Select(row => row.Meeting.Id)];
        var sites = (await db.MeetingSites.AsNoTracking()
            .Where(site => ids.Contains(site.MeetingId) && (site.Role == SiteRole.Main || site.UnitId == own))
            .OrderBy(site => site.Position).ToListAsync(cancellation)).ToLookup(site => site.MeetingId);
        var name = Texts.Get(installation.Language, "calendar.feed.name", unit.Name);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(
            CalendarText.Feed(name, Refresh, meetings.Made(
                row => EventOf(row, sites[row.Meeting.Id], own, installation), "a unit's feed", row => row.Meeting.Id, logs.CreateLogger(typeof(FeedDoor).FullName!))),
            CalendarText.MediaType + "; charset=utf-8", "lich-hop.ics");
    }

    private sealed record FeedMeeting(Meeting Meeting, string UnitName);

    private static CalendarEvent EventOf(FeedMeeting row, IEnumerable<MeetingSite> sites, Guid own, InstallationOptions installation)
    {
        var (meeting, known) = (row.Meeting, sites.ToList());
        var mine = known.Where(site => site.UnitId == own).ToList();
        var main = known.Find(site => site.Role == SiteRole.Main);
        string?[] lines =
        [
            Text("unit", row.UnitName),
            meeting.ChairName is null ? null : Text("chair", string.Join(", ", new[] { meeting.ChairName, meeting.ChairPosition }.OfType<string>())),
            main is null ? null : Text("main_site", main.Name),
            mine.Count == 0 ? null : Text("own_sites", string.Join(", ", mine.Select(site => site.Name))),
            meeting.OutsideLink is null ? null : Text("link", meeting.OutsideLink),
            meeting.OutsideDial is null ? null : Text("dial", meeting.OutsideDial),
        ];
        return new(MeetingCalendarId.Of(meeting.Id), MeetingCalendarId.SequenceOf(meeting), meeting.ChangedAt, meeting.StartsAt!.Value, meeting.EndsAt!.Value, meeting.Title)
        {
            Description = string.Join('\n', lines.OfType<string>()),
            Location = (mine.FirstOrDefault() ?? main) is { } place ? string.Join(", ", new[] { place.Name, place.Place }.Where(part => !string.IsNullOrEmpty(part))) : null,
            Link = new(installation.PublicAddress, $"/cuoc-hop/{meeting.Id}"),
            Status = meeting.Stage switch
            {
                MeetingStage.Cancelled => CalendarStatus.Cancelled,
                MeetingStage.PendingApproval or MeetingStage.Postponed => CalendarStatus.Tentative,
                _ => CalendarStatus.Confirmed,
            },
        };

        string Text(string part, string value) => Texts.Get(installation.Language, "calendar.feed." + part, value);
    }
}
