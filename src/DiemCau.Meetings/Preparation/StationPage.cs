using DiemCau.Meetings.Access;
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

/// <param name="IsDone">Null: nobody has looked at it yet.</param>
/// <param name="By">Who marked it.</param>
/// <param name="Earlier">How it was marked for another time of the meeting; to be seen to anew.</param>
internal sealed record CheckView(Guid ItemId, string Text, bool? IsDone, string? Remark, DateTimeOffset? At, string? By, bool? Earlier);

/// <param name="Version">Of the roster, to be sent back with a change; 0 before the first.</param>
/// <param name="Contacts">The site's own contacts, to be taken with one click.</param>
/// <param name="NeedsConfirming">Some of it was given for another time of the meeting.</param>
/// <param name="Speeches">What the site says in the script: its camera stands for that.</param>
internal sealed record StationView(
    Guid? SiteId, StationRole Role, string Name, int Version, IReadOnlyList<DutyPerson> People, bool HasRoster, DateTimeOffset? ChangedAt, string? ChangedBy,
    IReadOnlyList<DutyPerson> Contacts, IReadOnlyList<CheckView> Checks, IReadOnlyList<string> Speeches, bool MayWrite,
    bool NeedsConfirming);

/// <summary>One station of a meeting: a site, or the media servers.</summary>
internal static class StationPage
{
    public static void Map(IEndpointRouteBuilder preparation)
    {
        preparation.MapGet("/mcu", (Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation) =>
            ShowAsync(id, null, http, db, rights, cancellation)).WithName("GetMcuPreparation").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        preparation.MapGet("/sites/{siteId:guid}", (Guid id, Guid siteId, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation) =>
            ShowAsync(id, siteId, http, db, rights, cancellation)).WithName("GetSitePreparation").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    private static async Task<Results<Ok<StationView>, Refusal>> ShowAsync(
        Guid id, Guid? siteId, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var reach = await PreparationRights.ReachAsync(db, rights, SignedInAccount.Required(http.User), meeting, cancellation);
        if (!reach.Sees(siteId) || await ViewAsync(db, meeting, siteId, reach.Writes(siteId), Language.Of(http), cancellation) is not { } view)
        {
            return Refusals.NotFound;
        }

        return TypedResults.Ok(view);
    }

    /// <returns>Null: the site takes no part.</returns>
    public static async Task<StationView?> ViewAsync(
        DiemCauDb db, Meeting meeting, Guid? siteId, bool mayWrite, string language, CancellationToken cancellation)
    {
        var site = await db.MeetingSites.AsNoTracking().SingleOrDefaultAsync(site => site.MeetingId == meeting.Id && site.SiteId == siteId, cancellation);
        if (siteId is not null && site is null)
        {
            return null;
        }

        var role = site is null ? StationRole.Mcu : Stations.RoleOf(site.Role);
        var roster = await db.DutyRosters.AsNoTracking().SingleOrDefaultAsync(roster => roster.MeetingId == meeting.Id && roster.SiteId == siteId, cancellation);
        var startsAt = meeting.StartsAt;
        var checks = await (
            from item in db.Checklist
            join mark in db.ChecklistMarks.Where(mark => mark.MeetingId == meeting.Id && mark.SiteId == siteId) on item.Id equals mark.ItemId into marks
            from mark in marks.DefaultIfEmpty()
            where item.Role == role
            orderby item.Position
            select new CheckView(
                item.Id, item.Text, mark == null || mark.GivenFor != startsAt ? null : mark.IsDone, mark == null ? null : mark.Remark, mark == null ? null : mark.At, mark == null ? null : mark.By,
                mark == null || mark.GivenFor == startsAt ? null : mark.IsDone))
            .ToListAsync(cancellation);
        var isMain = role == StationRole.Main;
        var speeches = site is null ? [] : await db.ScriptItems
            .Where(item => item.MeetingId == meeting.Id && (item.SpeakingSiteId == siteId || (isMain && item.SpeakingSiteId == null)))
            .OrderBy(item => item.Position).Select(item => item.Title).ToListAsync(cancellation);
        var people = roster?.People ?? [];
        var isOld = people.Count > 0 && roster?.GivenFor != startsAt;
        return new(
            siteId, role, site?.Name ?? Texts.Get(language, "station.mcu_name"), roster?.Version ?? 0, people, !isOld && DutyRoster.IsComplete(role, people),
            roster?.ChangedAt, roster?.ChangedBy, mayWrite ? await ContactsAsync(db, siteId, cancellation) : [], checks, speeches, mayWrite,
            isOld || checks.Exists(check => check.Earlier is not null));
    }

    private static async Task<IReadOnlyList<DutyPerson>> ContactsAsync(DiemCauDb db, Guid? siteId, CancellationToken cancellation) =>
        siteId is null ? [] : ContactsOf(await db.Sites.Where(site => site.Id == siteId).Select(site => site.Description).SingleOrDefaultAsync(cancellation));

    /// <summary>A site's contacts as people who might be on duty.</summary>
    public static IReadOnlyList<DutyPerson> ContactsOf(SiteDescription? description) =>
    [
        .. (description?.Contacts ?? []).Where(contact => contact.Name is not null)
            .Select(contact => new DutyPerson(contact.Role, contact.Name, contact.Position, contact.Phone, contact.Zalo)),
    ];
}
