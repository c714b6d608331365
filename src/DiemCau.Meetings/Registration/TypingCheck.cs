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

/// <summary>What is said while people type: is it late, what does it clash with, does the media capacity carry it.</summary>
internal static class TypingCheck
{
    /// <summary>More than anybody reads.</summary>
    private const int MostMeetings = 20;
    private const int MostNames = 5;

    /// <param name="MeetingId">The meeting itself, which does not clash with itself.</param>
    internal sealed record MeetingQuestion(
        Guid? MeetingId, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, IReadOnlyList<Guid>? SiteIds, string? ChairName, string? MainPlace);

    /// <summary>
    /// A meeting that takes something of this one at the same time. Of those that the reader may not know of, all that is told, once however
    /// many there are, is "busy" in the time that was asked about.
    /// </summary>
    /// <param name="MeetingId">Null: one that the reader may not know of; all but its time is empty then.</param>
    /// <param name="HasChair">It has the same chair.</param>
    /// <param name="Place">The hall that both are in; null when it is another.</param>
    /// <param name="Sites">The first sites that both have.</param>
    internal sealed record ClashView(
        Guid? MeetingId, string Title, string UnitName, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
        bool HasChair, string? Place, IReadOnlyList<string> Sites, int SiteCount)
    {
        public static ClashView Busy(DateTimeOffset startsAt, DateTimeOffset endsAt, string language) =>
            new(null, Texts.Get(language, "meeting.busy"), "", startsAt, endsAt, false, null, [], 0);
    }

    /// <param name="RegisterBy">The latest time to register it without an exemption; null while it has no time.</param>
    /// <param name="TakenSiteIds">The sites that another meeting has then, of which the reader may know.</param>
    /// <param name="Capacity">Null while it has no time, or while nobody watches the capacity.</param>
    internal sealed record MeetingCheckView(
        DateTimeOffset? RegisterBy, bool IsLate, bool IsDayOff, IReadOnlyList<ClashView> Clashes, IReadOnlyList<Guid> TakenSiteIds,
        MeetingCapacityView? Capacity);

    /// <param name="Wanted">Ports that this meeting needs.</param>
    internal sealed record MeetingCapacityView(int Wanted, int Taken, int Capacity, bool Fits);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/check", CheckAsync).WithName("CheckMeeting")
        .NeedsSomewhere(Permission.RegisterMeetings);

    private static async Task<Ok<MeetingCheckView>> CheckAsync(
        MeetingQuestion check, HttpContext http, DiemCauDb db, MeetingClock clock, IEnumerable<ICapacityCheck> capacity, TimeProvider time, CancellationToken cancellation)
    {
        if (check.StartsAt?.ToUniversalTime() is not { } startsAt)
        {
            return TypedResults.Ok(new MeetingCheckView(null, false, false, [], [], null));
        }

        var endsAt = check.EndsAt?.ToUniversalTime() is { } end && end > startsAt ? end : startsAt.AddHours(1);
        var times = await clock.TimesAsync(db, startsAt, cancellation);
        var registerBy = times.RegisterBy(startsAt);
        var sites = (check.SiteIds ?? []).Distinct().ToArray();
        var (clashes, taken) = await ClashesAsync(
            db, check with { StartsAt = startsAt, EndsAt = endsAt, SiteIds = sites }, SignedInAccount.Required(http.User), Language.Of(http), cancellation);
        MeetingCapacityView? answer = null;
        foreach (var watch in capacity)
        {
            var found = await watch.LookAsync(db, new(startsAt, endsAt, sites.Length), check.MeetingId, cancellation);
            answer = new(sites.Length, found.Taken, found.Capacity, found.Taken + sites.Length <= found.Capacity);
        }

        return TypedResults.Ok(new MeetingCheckView(
            registerBy, time.GetUtcNow() > registerBy, times.IsDayOff(startsAt), clashes, taken, answer));
    }

    /// <summary>Other meetings that hold their time: with a site that takes part in both, the same chair, or in the main site's hall.</summary>
    private static async Task<(IReadOnlyList<ClashView> Clashes, IReadOnlyList<Guid> TakenSites)> ClashesAsync(
        DiemCauDb db, MeetingQuestion check, SignedInAccount reader, string language, CancellationToken cancellation)
    {
        var holding = Enum.GetValues<MeetingStage>().Where(MeetingWay.HoldsItsTime).ToArray();
        var (startsAt, endsAt, wanted) = (check.StartsAt, check.EndsAt, check.SiteIds!);
        var holders = db.Meetings.AsNoTracking().Where(meeting => meeting.StartsAt < endsAt && meeting.EndsAt > startsAt
            && holding.Contains(meeting.Stage) && meeting.Id != check.MeetingId);
        var others = holders.KnownTo(db, reader.Id);
        var sites = db.MeetingSites.AsNoTracking();
        // Not by its chair or hall: whoever asks for a name would learn where its bearer is.
        var hidden = SecretMeetings.HiddenFrom(db, reader.Id);
        var isBusy = await sites.AnyAsync(
            site => wanted.Contains(site.SiteId) && hidden.Contains(site.MeetingId) && holders.Any(meeting => meeting.Id == site.MeetingId), cancellation);
        var taken = (await sites.Where(site => wanted.Contains(site.SiteId) && others.Any(meeting => meeting.Id == site.MeetingId))
            .OrderBy(site => site.Position).Select(site => new { site.MeetingId, site.SiteId, site.Name }).ToListAsync(cancellation))
            .ToLookup(site => site.MeetingId);
        var (chair, place) = (check.ChairName?.Trim() ?? "", check.MainPlace?.Trim() ?? "");
        var chaired = chair.Length == 0 ? [] : await others.Where(meeting => DiemCauDb.Fold(meeting.ChairName!) == DiemCauDb.Fold(chair))
            .Select(meeting => meeting.Id).ToListAsync(cancellation);
        var halls = place.Length == 0 ? [] : await sites
            .Where(site => others.Any(meeting => meeting.Id == site.MeetingId) && site.Place != null && DiemCauDb.Fold(site.Place) == DiemCauDb.Fold(place))
            .Select(site => new { site.MeetingId, site.Place }).ToListAsync(cancellation);
        var ids = taken.Select(meeting => meeting.Key).Concat(chaired).Concat(halls.Select(hall => hall.MeetingId)).Distinct().ToArray();
        var meetings = await (
            from meeting in others
            join unit in db.Units on meeting.UnitId equals unit.Id
            where ids.Contains(meeting.Id)
            orderby meeting.StartsAt, meeting.Id
            select new { meeting.Id, meeting.Title, UnitName = unit.Name, meeting.StartsAt, meeting.EndsAt })
            .Take(MostMeetings).ToListAsync(cancellation);
        return (
            [
                .. meetings.Select(meeting => new ClashView(
                    meeting.Id, meeting.Title, meeting.UnitName, meeting.StartsAt!.Value, meeting.EndsAt!.Value,
                    chaired.Contains(meeting.Id), halls.Find(hall => hall.MeetingId == meeting.Id)?.Place,
                    [.. taken[meeting.Id].Take(MostNames).Select(site => site.Name)], taken[meeting.Id].Count())),
                .. isBusy ? [ClashView.Busy(startsAt!.Value, endsAt!.Value, language)] : Array.Empty<ClashView>(),
            ],
            [.. taken.SelectMany(meeting => meeting).Select(site => site.SiteId).Distinct()]);
    }
}
