using System.Net;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// The door of a registered meeting, common to all ways to it: an account, a personal link, the number with its password, a kiosk. It shows what
/// is held when, and lets in whoever has chosen one of the capacities that its way offers.
/// </summary>
internal sealed class MeetingDoor(Entering entering, MeetingClock clock, TimeProvider time)
{
    /// <summary>A meeting with its sites, as far as its door is concerned; null when there is none.</summary>
    public static Task<Meeting?> FindAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
        db.Meetings.AsNoTracking().Include(meeting => meeting.Sites).SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation);

    /// <summary>From when its sites may connect.</summary>
    public async Task<DateTimeOffset?> OpensAtAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation) =>
        meeting.StartsAt is { } starts ? (await clock.TimesAsync(db, starts, cancellation)).ConnectFrom(starts) : null;

    /// <param name="from">Where the visitor comes from.</param>
    public async Task<MeetingDoorView> ShowAsync(
        DiemCauDb db, Meeting meeting, IReadOnlyList<CapacityOffer> offers, IPAddress? from, CancellationToken cancellation)
    {
        // One look: all the sites of a province come to this door within a minute.
        var living = db.Conferences.Living(OccasionKind.Meeting).Where(row => row.OccasionId == meeting.Id).Select(row => (DateTimeOffset?)row.OpenedAt);
        var found = await db.Units.Where(unit => unit.Id == meeting.UnitId)
            .Select(unit => new { unit.Name, OpenSince = living.FirstOrDefault() }).SingleAsync(cancellation);
        Guid[] sites = [.. offers.Where(offer => offer.Capacity == Capacity.Site).Select(offer => offer.Site?.SiteId).OfType<Guid>()];
        var ways = sites.Length == 0 ? new Dictionary<Guid, ConnectionWay>() : await SiteWay.FromAsync(db, sites, from, cancellation);
        return new(
            meeting.Id, meeting.Number, meeting.Title, found.Name, meeting.ChairName, meeting.StartsAt, meeting.EndsAt,
            await OpensAtAsync(db, meeting, cancellation), found.OpenSince, meeting.Stage, !IsHeld(meeting), offers.Any(MayOpenEarly),
            [
                .. offers.Select(offer => new DoorChoiceView(
                    offer.Capacity, offer.Site?.SiteId, offer.Site?.Name, offer.Site?.Role == SiteRole.Main, offer.Name,
                    offer is { Capacity: Capacity.Site, Site.SiteId: var site } && ways.TryGetValue(site, out var way) ? way : null)),
            ]);
    }

    /// <param name="stamp">Of what lets the visitor pass: a ticket is worth no more than that.</param>
    public async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> EnterAsync(
        DiemCauDb db, Meeting meeting, IReadOnlyList<CapacityOffer> offers, MeetingJoin wish, string stamp, HttpContext http, CancellationToken cancellation)
    {
        if (!IsHeld(meeting))
        {
            return SessionRefusals.NotHeld;
        }

        var offer = wish.Capacity is null
            ? offers.Count == 0 ? null : offers[0]
            : offers.FirstOrDefault(offer => offer.Capacity == wish.Capacity && (wish.SiteId is null || offer.Site?.SiteId == wish.SiteId));
        if (offer is null)
        {
            return SessionRefusals.NotInvited;
        }

        var occasion = Occasion.OfMeeting(meeting.Id);
        var ticket = entering.TicketFor(occasion, wish.Ticket, stamp);
        if (ReadName(offer, wish, ticket?.Who.DisplayName, out var name) is { } unreadable)
        {
            return Refusal.Validation(unreadable);
        }

        var account = SignedInAccount.Of(http.User);
        var isAccounts = offer.Pass is null or { AccountId: not null };
        var who = new Newcomer(ticket?.Who.Id ?? Guid.CreateVersion7(time.GetUtcNow()), name, offer.Capacity)
        {
            // A link is worth what it says, whoever happens to be signed in in that browser.
            AccountId = isAccounts ? account?.Id : null,
            AccountStamp = isAccounts ? account?.Stamp : null,
            PassId = offer.Pass?.Id,
            KioskId = SignedInKiosk.Of(http.User)?.Id,
            UnitId = offer.Site?.UnitId ?? (isAccounts ? account?.UnitId : null),
            UnitName = offer.Site is { } of ? await UnitNameAsync(db, of.UnitId, cancellation) : isAccounts ? account?.UnitName : null,
            Site = offer.Site is { } site ? new(site.SiteId, site.Name, site.Role == SiteRole.Main) : null,
            Branch = offer.Branch,
            Browser = BrowserMark.Of(http),
            Address = ClientAddress.PartitionOf(http),
            WithMedia = wish.Media is not null,
            PassesDoor = offer.Capacity is Capacity.Site or Capacity.Chair or Capacity.Operator or Capacity.Secretary,
        };
        var (measured, refused) = await LineAtTheDoor.MeasureAsync(db, meeting.Id, who, http.Connection.RemoteIpAddress, cancellation);
        if (refused is not null)
        {
            return refused;
        }

        // Who was let in by that line does not have to ask again.
        measured = ticket is null ? measured : measured with { NeedsConsent = measured.NeedsConsent && ticket.Who.NeedsConsent };
        var isTime = await OpensAtAsync(db, meeting, cancellation) <= time.GetUtcNow();
        return await entering.EnterAsync(
            occasion, measured, wish.Media, mayOpen: MayOpenEarly(offer) || (isTime && measured.PassesDoor), ticket, stamp, cancellation);
    }

    /// <summary>Its sites may still connect to it: it is approved or announced, and not over.</summary>
    public static bool IsHeld(Meeting meeting) => meeting.Kind != MeetingKind.Outside && MeetingWay.Coming.Contains(meeting.Stage);

    private static bool MayOpenEarly(CapacityOffer offer) => offer is { Capacity: Capacity.Operator, Branch: null };

    /// <summary>A site's machine is called what the site is called, unless somebody writes otherwise.</summary>
    private static FieldError? ReadName(CapacityOffer offer, MeetingJoin wish, string? waited, out string name)
    {
        if (offer.Capacity == Capacity.Site && string.IsNullOrWhiteSpace(wish.DisplayName))
        {
            name = offer.Site!.Name.Length > DisplayName.Longest ? offer.Site.Name[..DisplayName.Longest] : offer.Site.Name;
            return null;
        }

        return DisplayName.Read(string.IsNullOrWhiteSpace(wish.DisplayName) ? offer.Name ?? waited : wish.DisplayName, out name);
    }

    private static Task<string> UnitNameAsync(DiemCauDb db, Guid unitId, CancellationToken cancellation) =>
        db.Units.Where(unit => unit.Id == unitId).Select(unit => unit.Name).SingleAsync(cancellation);
}
