using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// Who comes into a meeting by which link or appointment: kept by those who hold the meeting; a site's own links also by its unit.
/// </summary>
internal static class PassAdministration
{
    /// <summary>A delegate's link is for all the delegates of its site.</summary>
    private const int MostPasses = 2_000;

    /// <param name="Link">Null: an appointment, which needs none, or its key is lost.</param>
    internal sealed record MeetingPassView(
        Guid Id, Capacity Capacity, Guid? SiteId, string? SiteName, string? Name, string? Position, string? Account, Uri? Link, DateTimeOffset IssuedAt,
        string IssuedBy, DateTimeOffset? RevokedAt, DateTimeOffset? FirstUsedAt, DateTimeOffset? LastUsedAt);

    /// <param name="Password">For those who type the meeting's number; null: the reader does not hold the meeting.</param>
    /// <param name="HoldsMeeting">May issue and revoke all of them.</param>
    internal sealed record MeetingPassesView(long Number, string? Password, bool HoldsMeeting, IReadOnlyList<MeetingPassView> Passes);

    /// <param name="Capacity">Chair, Operator, Secretary, Delegate, Site.</param>
    /// <param name="Account">Mailbox of an account that is appointed; null: a link is made.</param>
    internal sealed record NewMeetingPass(Capacity Capacity, Guid? SiteId = null, string? Name = null, string? Position = null, string? Account = null);

    public static void Map(IEndpointRouteBuilder meeting)
    {
        var passes = meeting.MapGroup("/passes").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
        passes.MapGet("", ListAsync).WithName("ListMeetingPasses");
        passes.MapPost("", IssueAsync).WithName("IssueMeetingPass");
        passes.MapDelete("/{passId:guid}", RevokeOneAsync).WithName("RevokeMeetingPass");
        PeopleToName.Map(passes);
        passes.MapPost("/password", RenewPasswordAsync).WithName("RenewMeetingPassword");
    }

    private static async Task<Results<Ok<MeetingPassesView>, Refusal>> ListAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingPasses passes, CancellationToken cancellation)
    {
        if (await ReachAsync(db, id, http, cancellation) is not { } reach)
        {
            return Refusals.NotFound;
        }

        var rows = await db.MeetingPasses.AsNoTracking().Where(pass => pass.MeetingId == id)
            .GroupJoin(db.Accounts, pass => pass.AccountId, account => account.Id, (pass, accounts) => new { pass, accounts })
            .SelectMany(row => row.accounts.DefaultIfEmpty(), (row, account) => new { Pass = row.pass, Email = account == null ? null : account.Email })
            .ToListAsync(cancellation);
        var names = reach.Meeting.Sites.ToDictionary(site => site.SiteId, site => site.Name);
        return TypedResults.Ok(new MeetingPassesView(
            reach.Meeting.Number, reach.Holds ? await passes.PasswordOfAsync(db, id, cancellation) : null, reach.Holds,
            [
                .. rows.Where(row => reach.Covers(row.Pass.SiteId)).OrderBy(row => row.Pass.RevokedAt is not null)
                    .ThenBy(row => row.Pass.Capacity == Capacity.Site).ThenBy(row => row.Pass.IssuedAt).ThenBy(row => row.Pass.Id)
                    .Select(row => View(row.Pass, row.Email, names, passes)),
            ]));
    }

    private static async Task<Results<Created<MeetingPassView>, Refusal>> IssueAsync(
        Guid id, NewMeetingPass wish, HttpContext http, DiemCauDb db, MeetingPasses passes, IEnumerable<IPassEvents> events, JournalWriter journal,
        CancellationToken cancellation)
    {
        if (await ReachAsync(db, id, http, cancellation) is not { } reach)
        {
            return Refusals.NotFound;
        }

        var isOfSite = wish.Capacity is Capacity.Site or Capacity.Delegate;
        if (isOfSite ? !reach.Covers(wish.SiteId) || wish.SiteId is null : !reach.Holds)
        {
            return Refusals.Forbidden;
        }

        if (!isOfSite && wish.Capacity is not (Capacity.Chair or Capacity.Operator or Capacity.Secretary))
        {
            return Refusal.Validation(new FieldError("capacity", "required"));
        }

        var (name, position) = (Written(wish.Name), Written(wish.Position));
        if (!isOfSite && name is null)
        {
            return Refusal.Validation(new FieldError("name", "required"));
        }

        if (name?.Length > MeetingPass.NameLength || position?.Length > MeetingPass.NameLength)
        {
            return Refusal.Validation(new FieldError("name", "too_long", MeetingPass.NameLength));
        }

        if (!MeetingDoor.IsHeld(reach.Meeting) || await db.MeetingPasses.CountAsync(pass => pass.MeetingId == id, cancellation) >= MostPasses)
        {
            return MeetingRefusals.WrongStage;
        }

        Account? appointed = null;
        if (!string.IsNullOrWhiteSpace(wish.Account))
        {
            if (!MailAddressText.TryParse(wish.Account, out var address)
                || (appointed = await db.Accounts.SingleOrDefaultAsync(account => account.Email == address, cancellation)) is null)
            {
                return Refusal.Validation(new FieldError("account", "account_unknown"));
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // A site has one link for its machines and one for its delegates: a new one takes the old one's place.
        if (isOfSite && appointed is null)
        {
            await RevokeAsync(db, db.MeetingPasses.Where(pass =>
                pass.MeetingId == id && pass.SiteId == wish.SiteId && pass.Capacity == wish.Capacity && pass.AccountId == null), reach, cancellation);
        }

        var issued = passes.New(id, wish.Capacity, reach.By, isOfSite ? wish.SiteId : null, appointed?.Id, name, position);
        db.MeetingPasses.Add(issued);
        journal.Add(db, "meeting_pass.issued", id.ToString(), new { PassId = issued.Id, wish.Capacity, wish.SiteId, Name = name, appointed?.Email });
        await db.SaveChangesAsync(cancellation);
        if (wish.Capacity == Capacity.Site && appointed is null)
        {
            await TellAsync(db, events, id, wish.SiteId, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        var names = reach.Meeting.Sites.ToDictionary(site => site.SiteId, site => site.Name);
        return TypedResults.Created($"/api/meetings/{id}/passes/{issued.Id}", View(issued, appointed?.Email, names, passes));
    }

    private static async Task<Results<NoContent, Refusal>> RevokeOneAsync(
        Guid id, Guid passId, HttpContext http, DiemCauDb db, LiveConferences conferences, JournalWriter journal, CancellationToken cancellation)
    {
        if (await ReachAsync(db, id, http, cancellation) is not { } reach
            || await db.MeetingPasses.AsNoTracking().SingleOrDefaultAsync(pass => pass.Id == passId && pass.MeetingId == id, cancellation) is not { } pass
            || !reach.Covers(pass.SiteId))
        {
            return Refusals.NotFound;
        }

        await RevokeAsync(db, db.MeetingPasses.Where(known => known.Id == passId), reach, cancellation);
        journal.Add(db, "meeting_pass.revoked", id.ToString(), new { PassId = passId, pass.Capacity, pass.SiteId, pass.Name });
        await db.SaveChangesAsync(cancellation);
        await conferences.ExpelAsync(who => who.PassId == passId);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> RenewPasswordAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingPasses passes, IEnumerable<IPassEvents> events, JournalWriter journal, CancellationToken cancellation)
    {
        if (await ReachAsync(db, id, http, cancellation) is not { } reach)
        {
            return Refusals.NotFound;
        }

        if (!reach.Holds)
        {
            return Refusals.Forbidden;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await passes.RenewPasswordAsync(db, id, cancellation);
        journal.Add(db, "meeting_password.renewed", id.ToString());
        await db.SaveChangesAsync(cancellation);
        await TellAsync(db, events, id, null, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task TellAsync(DiemCauDb db, IEnumerable<IPassEvents> events, Guid meetingId, Guid? siteId, CancellationToken cancellation)
    {
        foreach (var listener in events)
        {
            await listener.ReissuedAsync(db, meetingId, siteId, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static Task<int> RevokeAsync(DiemCauDb db, IQueryable<MeetingPass> passes, Reach reach, CancellationToken cancellation) =>
        passes.Where(pass => pass.RevokedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(pass => pass.RevokedAt, reach.Now).SetProperty(pass => pass.RevokedBy, reach.By), cancellation);

    private static MeetingPassView View(MeetingPass pass, string? email, Dictionary<Guid, string> sites, MeetingPasses passes) => new(
        pass.Id, pass.Capacity, pass.SiteId, pass.SiteId is { } site ? sites.GetValueOrDefault(site) : null, pass.Name, pass.Position, email,
        pass.RevokedAt is null ? passes.LinkOf(pass) : null, pass.IssuedAt, pass.IssuedBy, pass.RevokedAt, pass.FirstUsedAt, pass.LastUsedAt);

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Which of a meeting's passes the reader keeps; null: there is no such meeting.</summary>
    internal static async Task<Reach?> ReachAsync(DiemCauDb db, Guid id, HttpContext http, CancellationToken cancellation)
    {
        if (await MeetingDoor.FindAsync(db, id, cancellation) is not { } meeting)
        {
            return null;
        }

        var account = SignedInAccount.Required(http.User);
        Guid[] units = [.. meeting.Sites.Select(site => site.UnitId).Append(meeting.UnitId).Distinct()];
        var kept = (await Rights.AmongAsync(db, account.Id, Permission.PrepareMeetings, units, cancellation)).ToHashSet();
        return new(
            meeting, kept.Any(unit => MeetingCapacities.IsHeldBy(meeting, unit)),
            meeting.Sites.Where(site => kept.Contains(site.UnitId)).Select(site => site.SiteId).ToHashSet(),
            account.UnitName ?? account.Name, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    internal sealed record Reach(Meeting Meeting, bool Holds, IReadOnlySet<Guid> Sites, string By, DateTimeOffset Now)
    {
        public bool Covers(Guid? siteId) => Holds || (siteId is { } site && Sites.Contains(site));
    }
}
