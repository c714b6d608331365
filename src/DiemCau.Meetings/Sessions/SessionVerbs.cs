using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// What the chair and the operators of a meeting do about its session from its page: open the conference before the hour, call sites, confirm
/// that all are connected, open the session formally, end it.
/// </summary>
internal static class SessionVerbs
{
    /// <param name="SiteIds">Null: every site that is not connected.</param>
    internal sealed record SitesToCall(IReadOnlyList<Guid>? SiteIds = null);

    /// <param name="Anyway">Although not all are connected and heard: a decision, with its reason.</param>
    internal sealed record ConnectedConfirmation(bool Anyway = false, [property: Lines] string? Reason = null);

    /// <param name="Sites">How many were called.</param>
    internal sealed record SitesCalled(int Sites);

    public static void Map(IEndpointRouteBuilder meeting)
    {
        var session = meeting.MapGroup("/session").ForSignedIn("the chair and the operators of the meeting; others are refused");
        session.MapPost("/connect", ConnectAsync).WithName("ConnectSession");
        session.MapPost("/calls", CallAsync).WithName("CallSites");
        session.MapPost("/confirm", ConfirmAsync).WithName("ConfirmConnected");
        session.MapPost("/open", OpenAsync).WithName("OpenSession");
        session.MapPost("/end", EndAsync).WithName("EndSession");
    }

    /// <summary>"Mở phòng họp": sites may connect from now on; before the hour for a check, afterwards in case it has not opened by itself.</summary>
    private static Task<Results<NoContent, Refusal>> ConnectAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, LiveConferences conferences, CancellationToken cancellation) =>
        DirectAsync(id, http, db, rights, async meeting =>
        {
            var (live, refusal) = await conferences.OpenAsync(Occasion.OfMeeting(meeting.Id), cancellation);
            return live is null ? refusal ?? SessionRefusals.NotHeld : null;
        }, cancellation);

    private static async Task<Results<Ok<SitesCalled>, Refusal>> CallAsync(
        Guid id, SitesToCall wish, HttpContext http, DiemCauDb db, Rights rights, Ringing ringing, IEnumerable<ISiteCallEvents> others,
        JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var called = 0;
        var answer = await DirectAsync(id, http, db, rights, async meeting =>
        {
            var (now, by) = (time.GetUtcNow(), SignedInAccount.Required(http.User));
            var connected = wish.SiteIds is null ? await Readiness.ConnectedSitesAsync(db, id, cancellation) : new HashSet<Guid>();
            var sites = meeting.Sites.Where(site => wish.SiteIds?.Contains(site.SiteId) ?? !connected.Contains(site.SiteId)).ToList();
            var calls = sites.Select(site => new SiteCall
            {
                Id = Guid.CreateVersion7(now), MeetingId = id, SiteId = site.SiteId, UnitId = site.UnitId, CalledAt = now, CalledBy = by.UnitName ?? by.Name,
            }).ToList();
            db.AddRange(calls);
            journal.Add(db, "session.sites_called", id.ToString(), new { Sites = sites.Count });
            await db.SaveChangesAsync(cancellation);
            var main = meeting.Sites.FirstOrDefault(site => site.Role == SiteRole.Main)?.Name;
            foreach (var (call, site) in calls.Zip(sites))
            {
                ringing.Ring(call.UnitId, new(call.Id, id, meeting.Title, main, site.SiteId, site.Name, now, call.CalledBy));
            }

            foreach (var other in others)
            {
                other.Called([.. sites.Select(site => site.SiteId)]);
            }

            called = sites.Count;
            return null;
        }, cancellation);
        return answer.Result is Refusal refusal ? refusal : TypedResults.Ok(new SitesCalled(called));
    }

    private static Task<Results<NoContent, Refusal>> ConfirmAsync(
        Guid id, ConnectedConfirmation confirmation, HttpContext http, DiemCauDb db, Rights rights, MeetingEvents events, TimeProvider time,
        CancellationToken cancellation) =>
        DirectAsync(id, http, db, rights, async _ =>
        {
            var readiness = await Readiness.OfAsync(db, id, cancellation);
            if (!readiness.IsComplete && !confirmation.Anyway)
            {
                return SessionRefusals.NotReady(readiness.Sites - readiness.Connected, readiness.Speaking - readiness.Heard);
            }

            if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
            {
                return Refusals.NotFound;
            }

            var by = MeetingActor.Of(SignedInAccount.Required(http.User));
            return (readiness.IsComplete
                ? meeting.ConfirmConnected(by, time.GetUtcNow())
                : meeting.ConfirmConnected(by, time.GetUtcNow(), new(confirmation.Reason))) ?? await events.SaveAsync(db, meeting, cancellation);
        }, cancellation);

    private static Task<Results<NoContent, Refusal>> OpenAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, LiveConferences conferences, CancellationToken cancellation) =>
        DirectAsync(id, http, db, rights, meeting => InConferenceAsync(
            conferences, meeting, (conference, now) => conference.OpenSession(now, SubjectOf(http)), cancellation), cancellation);

    private static Task<Results<NoContent, Refusal>> EndAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, LiveConferences conferences, CancellationToken cancellation) =>
        DirectAsync(id, http, db, rights, meeting => InConferenceAsync(
            conferences, meeting, (conference, now) =>
            {
                conference.End(now, SubjectOf(http));
                return null;
            }, cancellation), cancellation);

    /// <summary>An official act: answered when it is written.</summary>
    internal static async Task<Refusal?> InConferenceAsync(
        LiveConferences conferences, Meeting meeting, Func<Conference, DateTimeOffset, Refusal?> act, CancellationToken cancellation)
    {
        if (await conferences.FindForAsync(Occasion.OfMeeting(meeting.Id), cancellation) is not { } live)
        {
            return LiveRefusals.RoomNotOpen;
        }

        if (await live.AskAsync(act) is { } refusal)
        {
            return refusal;
        }

        await live.WrittenAsync(TimeSpan.FromSeconds(5));
        return null;
    }

    private static JournalSubject SubjectOf(HttpContext http)
    {
        var account = SignedInAccount.Required(http.User);
        return JournalSubject.Outside(account.Id, account.UnitName ?? account.Name, account.UnitId);
    }

    /// <summary>Its chair, and the operators of all of it.</summary>
    internal static async Task<bool> DirectsAsync(DiemCauDb db, Rights rights, HttpContext http, Meeting meeting, CancellationToken cancellation) =>
        (await MeetingCapacities.OfAsync(db, rights, SignedInAccount.Required(http.User), meeting, cancellation))
        .Any(offer => offer is { Capacity: Capacity.Operator, Branch: null } or { Capacity: Capacity.Chair });

    private static async Task<Results<NoContent, Refusal>> DirectAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, Func<Meeting, Task<Refusal?>> act, CancellationToken cancellation)
    {
        if (await MeetingDoor.FindAsync(db, id, cancellation) is not { } meeting)
        {
            return Refusals.Forbidden;
        }

        if (!await DirectsAsync(db, rights, http, meeting, cancellation))
        {
            return Refusals.Forbidden;
        }

        return !MeetingDoor.IsHeld(meeting) ? SessionRefusals.NotHeld
            : await act(meeting) is { } refusal ? refusal
            : TypedResults.NoContent();
    }
}
