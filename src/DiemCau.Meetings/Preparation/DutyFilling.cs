using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>Many rosters at once, for whoever keeps many sites: as in an earlier meeting, or from the sites' contacts.</summary>
internal static class DutyFilling
{
    private const int MostEarlier = 20;

    /// <param name="FromMeetingId">Null: from the sites' contacts, the first leader and the first technician of each.</param>
    internal sealed record FillDuty(Guid? FromMeetingId = null);

    /// <param name="Filled">Stations that have got somebody.</param>
    /// <param name="Left">Stations of the writer that still have nobody.</param>
    internal sealed record DutyFilledView(int Filled, int Left);

    /// <param name="Stations">For how many stations of this meeting it names somebody.</param>
    internal sealed record EarlierDutyView(Guid MeetingId, string Title, DateTimeOffset? StartsAt, int Stations);

    public static void Map(IEndpointRouteBuilder preparation)
    {
        preparation.MapGet("/earlier", EarlierAsync).WithName("ListEarlierDuty").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
        preparation.MapPost("/fill", FillAsync).WithName("FillDuty").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
    }

    private static async Task<Results<Ok<List<EarlierDutyView>>, Refusal>> EarlierAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var reader = SignedInAccount.Required(http.User);
        var reach = await PreparationRights.ReachAsync(db, rights, reader, meeting, cancellation);
        Guid[] sites = [.. reach.Written];
        var counts = db.DutyRosters.Where(roster => roster.MeetingId != id && sites.Contains(roster.SiteId!.Value))
            .GroupBy(roster => roster.MeetingId).Select(rosters => new { MeetingId = rosters.Key, Stations = rosters.Count() });
        return TypedResults.Ok(await (
            from count in counts
            join earlier in db.Meetings.KnownTo(db, reader.Id) on count.MeetingId equals earlier.Id
            orderby earlier.StartsAt descending
            select new EarlierDutyView(earlier.Id, earlier.Title, earlier.StartsAt, count.Stations)).Take(MostEarlier).ToListAsync(cancellation));
    }

    /// <summary>What somebody has already written stays.</summary>
    private static async Task<Results<Ok<DutyFilledView>, Refusal>> FillAsync(
        Guid id, FillDuty wish, HttpContext http, DiemCauDb db, Rights rights, JournalWriter journal, PreparationStart start, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (!PreparationRights.IsOpen(meeting.Stage))
        {
            return MeetingRefusals.WrongStage;
        }

        var reader = SignedInAccount.Required(http.User);
        var reach = await PreparationRights.ReachAsync(db, rights, reader, meeting, cancellation);
        Guid[] sites = [.. reach.Written];
        var rosters = await db.DutyRosters.Where(roster => roster.MeetingId == id && sites.Contains(roster.SiteId!.Value))
            .ToDictionaryAsync(roster => roster.SiteId!.Value, cancellation);
        if (wish.FromMeetingId is { } from && !await SecretMeetings.AdmitAsync(db, from, reader, cancellation))
        {
            return Refusals.NotFound;
        }

        var people = await SourceAsync(db, wish.FromMeetingId, sites, cancellation);
        var (by, now, filled, left) = (MeetingActor.Of(reader), time.GetUtcNow(), 0, 0);
        foreach (var site in sites.Where(site => !rosters.TryGetValue(site, out var known) || known.People.Count == 0))
        {
            if (!people.TryGetValue(site, out var onDuty) || onDuty.Count == 0)
            {
                left++;
                continue;
            }

            if (!rosters.TryGetValue(site, out var roster))
            {
                db.DutyRosters.Add(roster = new() { Id = Guid.CreateVersion7(now), MeetingId = id, SiteId = site });
            }

            roster.Write(onDuty, by.Name, now, meeting.StartsAt);
            filled++;
        }

        if (filled > 0)
        {
            journal.Add(db, "duty.filled", id.ToString(), new { wish.FromMeetingId, filled }, new(MeetingId: id));
            if (await StationWriting.TrySaveAsync(db, cancellation) is { } conflict)
            {
                return conflict;
            }

            await start.BeginAsync(meeting, by, cancellation);
        }

        return TypedResults.Ok(new DutyFilledView(filled, left));
    }

    private static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<DutyPerson>>> SourceAsync(
        DiemCauDb db, Guid? fromMeeting, Guid[] sites, CancellationToken cancellation)
    {
        if (fromMeeting is { } earlier)
        {
            return (await db.DutyRosters.AsNoTracking().Where(roster => roster.MeetingId == earlier && sites.Contains(roster.SiteId!.Value)).ToListAsync(cancellation))
                .ToDictionary(roster => roster.SiteId!.Value, roster => roster.People);
        }

        var descriptions = await db.Sites.AsNoTracking().Where(site => sites.Contains(site.Id))
            .Select(site => new { site.Id, site.Description }).ToListAsync(cancellation);
        return descriptions.ToDictionary(site => site.Id, site => (IReadOnlyList<DutyPerson>)
            [.. StationPage.ContactsOf(site.Description).Where(contact => contact.IsReachable).DistinctBy(contact => contact.Role)]);
    }
}
