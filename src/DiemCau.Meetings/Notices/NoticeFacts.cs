using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>All that a notice of a meeting says, read at once.</summary>
/// <param name="Issuer">The issuing unit with all that it stands under, itself first.</param>
/// <param name="Session">The session's notice that a branch's refers to; null for itself.</param>
/// <param name="ConnectBy">By when the sites connect.</param>
/// <param name="Check">When the technical check, or the connection that a branch leads, would fit; null where there is none, or no time is left.</param>
/// <param name="Places">Of the sites, as they describe themselves.</param>
internal sealed record NoticeFacts(
    Meeting Meeting,
    Notice Notice,
    IReadOnlyList<UnitLine> Issuer,
    NoticeBranches Branches,
    Notice? Session,
    DateTimeOffset? ConnectBy,
    CheckTime? Check,
    IReadOnlyList<string> Papers,
    IReadOnlyDictionary<Guid, string> Places)
{
    public MeetingSite? MainSite => Meeting.Sites.FirstOrDefault(site => site.Role == SiteRole.Main);

    public NoticeForm Form => Notice.Form;

    /// <summary>Only planned meetings have a technical check; the sites of others are told when to connect.</summary>
    public bool IsChecked => Meeting.Kind == MeetingKind.Planned;

    /// <summary>Which words a branch's notice uses.</summary>
    public string BranchWords => IsChecked ? "branch" : "connection";

    /// <summary>
    /// To whom this notice goes: the member sites, and the main one where another unit announces the meeting. A unit that has been removed
    /// from the tree reads nothing any more.
    /// </summary>
    public IReadOnlyList<MeetingSite> Targets => Notice.Scope == NoticeScope.Branch
        ? [.. Branches.Under(Notice.IssuerId, Meeting)]
        : [.. Meeting.Sites.Where(site => Branches.Knows(site.UnitId) && (site.Role == SiteRole.Member || site.UnitId != Notice.IssuerId)).OrderBy(site => site.Position)];

    public string? PlaceOf(MeetingSite site) =>
        !string.IsNullOrWhiteSpace(site.Place) ? site.Place : Places.GetValueOrDefault(site.SiteId) is { Length: > 0 } own ? own : null;
}

internal sealed record CheckTime(DateTimeOffset From, DateTimeOffset To);

internal sealed class NoticeReading(MeetingClock clock, WorkingCalendars calendars)
{
    private static readonly TimeOnly MorningCheck = new(8, 0);
    private static readonly TimeOnly AfternoonCheck = new(14, 0);

    /// <summary>Long enough for a province's sites one after the other, and over before the half-day is.</summary>
    private static readonly TimeSpan CheckLength = TimeSpan.FromHours(2.5);

    /// <param name="meeting">With its sites, script, passages and exemptions.</param>
    public async Task<NoticeFacts> ReadAsync(DiemCauDb db, Meeting meeting, Notice notice, CancellationToken cancellation)
    {
        var branches = await NoticeBranches.ReadAsync(db, meeting, cancellation);
        Guid[] sites = [.. meeting.Sites.Select(site => site.SiteId)];
        var places = await db.Sites.AsNoTracking().Where(site => sites.Contains(site.Id))
            .Select(site => new { site.Id, site.Place }).ToDictionaryAsync(site => site.Id, site => site.Place, cancellation);
        var papers = await db.Papers.AsNoTracking().Where(paper => paper.MeetingId == meeting.Id && paper.Kind == PaperKind.Paper).OrderBy(paper => paper.AddedAt)
            .Select(paper => paper.Name).ToListAsync(cancellation);
        var session = notice.Scope == NoticeScope.Session ? null
            : await db.Notices.AsNoTracking().SingleOrDefaultAsync(other => other.MeetingId == meeting.Id && other.Scope == NoticeScope.Session, cancellation);
        var times = await clock.TimesAsync(db, meeting.StartsAt ?? meeting.ChangedAt, cancellation);
        var deadlines = times.Of(meeting).ToDictionary(state => state.Deadline);
        var checkedBy = deadlines.GetValueOrDefault(MeetingDeadline.TechnicalCheck)?.DueAt;
        return new(
            meeting, notice, branches.LineOf(notice.IssuerId), branches, session, deadlines.GetValueOrDefault(MeetingDeadline.Connection)?.DueAt,
            notice.Scope == NoticeScope.Session ? Within(checkedBy)
                : meeting.Kind == MeetingKind.Planned ? Before(session?.Form.CheckStartsAt ?? checkedBy, times)
                : Connection(deadlines), papers, places);
    }

    /// <summary>From when sites connect until all have to be.</summary>
    private static CheckTime? Connection(Dictionary<MeetingDeadline, DeadlineState> deadlines) =>
        deadlines.TryGetValue(MeetingDeadline.Connection, out var connection) && deadlines.TryGetValue(MeetingDeadline.Readiness, out var readiness)
            && connection.DueAt < readiness.DueAt ? new(connection.DueAt, readiness.DueAt) : null;

    /// <summary>The last half-day before it has to be done.</summary>
    private CheckTime? Within(DateTimeOffset? checkedBy)
    {
        if (checkedBy is not { } by)
        {
            return null;
        }

        var half = calendars.HalfOf(by.AddTicks(-1));
        return At(half.Day, half.Half == HalfDay.Morning ? MorningCheck : AfternoonCheck);
    }

    /// <summary>A branch checks its sites on the half-day before the main site checks the branch.</summary>
    private CheckTime? Before(DateTimeOffset? mainCheck, MeetingTimes times)
    {
        if (mainCheck is not { } at)
        {
            return null;
        }

        var half = calendars.HalfOf(at);
        if (half.Half == HalfDay.Afternoon)
        {
            return At(half.Day, MorningCheck);
        }

        var day = half.Day.AddDays(-1);
        while (times.IsDayOff(calendars.At(day, AfternoonCheck)))
        {
            day = day.AddDays(-1);
        }

        return At(day, AfternoonCheck);
    }

    private CheckTime At(DateOnly day, TimeOnly time)
    {
        var from = calendars.At(day, time);
        return new(from, from + CheckLength);
    }
}
