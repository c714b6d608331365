using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>A capacity in which somebody may come into a meeting.</summary>
/// <param name="Branch">Of an operator: the units it looks after; null: the whole conference.</param>
/// <param name="Name">Of an appointed person; null: it says its own.</param>
internal sealed record CapacityOffer(Capacity Capacity, MeetingSite? Site = null, MeetingPass? Pass = null, IReadOnlyList<Guid>? Branch = null, string? Name = null);

/// <summary>
/// In which capacities an account comes into a meeting: as the sites of the units it stands for, by its roles for the units that hold the
/// meeting, by an appointment for this meeting alone.
/// </summary>
internal static class MeetingCapacities
{
    /// <param name="meeting">With its sites.</param>
    /// <returns>The likeliest first; empty: the meeting is not the account's business.</returns>
    public static async Task<IReadOnlyList<CapacityOffer>> OfAsync(
        DiemCauDb db, Rights rights, SignedInAccount account, Meeting meeting, CancellationToken cancellation)
    {
        if (!await SecretMeetings.AdmitAsync(db, meeting.Id, account, cancellation))
        {
            return [];
        }

        Guid[] units = [.. meeting.Sites.Select(site => site.UnitId).Append(meeting.UnitId).Distinct()];
        var main = meeting.Sites.FirstOrDefault(site => site.Role == SiteRole.Main);
        Guid[] holding = main is null ? [meeting.UnitId] : [meeting.UnitId, main.UnitId];
        var stands = (await Rights.UnitsHeldBy(db, account.Id, Permission.AcknowledgeNotices).Where(unit => units.Contains(unit))
            .ToListAsync(cancellation)).ToHashSet();
        var operates = (await rights.UnitsWhere(account, Permission.OperateMeetings).Where(unit => units.Contains(unit)).ToListAsync(cancellation)).ToHashSet();
        var passes = await db.MeetingPasses.AsNoTracking()
            .Where(pass => pass.MeetingId == meeting.Id && pass.AccountId == account.Id && pass.RevokedAt == null)
            .OrderBy(pass => pass.IssuedAt).ToListAsync(cancellation);
        List<CapacityOffer> offers =
        [
            .. passes.Select(pass => new CapacityOffer(pass.Capacity, Pass: pass, Name: pass.Name)),
            .. meeting.Sites.Where(site => stands.Contains(site.UnitId)).OrderBy(site => site.Position).Select(site => new CapacityOffer(Capacity.Site, site)),
        ];
        // The main site's own technician runs the meeting with the MCU operators.
        if (holding.Any(operates.Contains) || (main is not null && stands.Contains(main.UnitId)))
        {
            offers.Add(new(Capacity.Operator));
        }
        else if (operates.Count > 0)
        {
            offers.Add(new(Capacity.Operator, Branch: [.. operates]));
        }

        if (await rights.MayInAnyAsync(account, Permission.ChairMeetings, holding, cancellation))
        {
            offers.Add(new(Capacity.Chair));
        }

        if (await rights.MayInAnyAsync(account, Permission.KeepMinutes, holding, cancellation))
        {
            offers.Add(new(Capacity.Secretary));
        }

        return [.. offers.DistinctBy(offer => (offer.Capacity, offer.Site?.SiteId))];
    }

    /// <summary>The units that hold a meeting: the one that registers it and the main site's.</summary>
    public static bool IsHeldBy(Meeting meeting, Guid unitId) =>
        unitId == meeting.UnitId || meeting.Sites.Any(site => site.Role == SiteRole.Main && site.UnitId == unitId);
}
