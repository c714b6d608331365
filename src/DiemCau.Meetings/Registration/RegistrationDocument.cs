using System.Globalization;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>
/// The registration as an official letter (Word), made from the form: to be signed, sent and scanned where an office asks by letter, too.
/// </summary>
internal sealed class RegistrationDocument(MeetingClock clock, InstallationOptions installation, TimeProvider time)
{
    /// <summary>More member sites than these are listed on a sheet of their own.</summary>
    private const int MostListed = 6;

    private string Language => installation.Language;

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/{id:guid}/registration/document", WriteAsync).WithName("GetRegistrationDocument")
        .Needs(Permission.RegisterMeetings, MeetingRights.Registering);

    private static async Task<Results<FileContentHttpResult, Refusal>> WriteAsync(
        Guid id, HttpContext http, DiemCauDb db, RegistrationDocument document, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(
            OfficialLetterDocx.Write(await document.LetterAsync(db, meeting, cancellation), document.Language), OfficialLetterDocx.MediaType,
            document.Say("file", meeting.Number));
    }

    private async Task<OfficialLetter> LetterAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        var above = await (
            from line in db.UnitAncestors
            join unit in db.Units on line.AncestorId equals unit.Id
            where line.UnitId == meeting.UnitId
            orderby line.Distance
            select new { unit.Name, unit.Kind }).ToListAsync(cancellation);
        var approving = Rights.AccountsWith(db, Permission.ApproveMeetings, meeting.UnitId);
        var offices = await (
            from account in db.Accounts
            join unit in db.Units on account.UnitId equals unit.Id
            where approving.Contains(account.Id) && account.State == AccountState.Active
            orderby unit.Name
            select unit.Name).Distinct().Take(2).ToListAsync(cancellation);
        var unitIds = meeting.Sites.Select(site => site.UnitId).Distinct().ToArray();
        var units = await db.Units.Where(unit => unitIds.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellation);
        var date = meeting.LetterDate?.ToDateTime(TimeOnly.MinValue) ?? TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone)).DateTime;
        var agency = above.Count > 0 ? above[0].Name : "";
        MeetingSite[] members = [.. meeting.Sites.Where(site => site.Role == SiteRole.Member).OrderBy(site => site.Position)];
        return new()
        {
            Superior = above is [{ Kind: UnitKind.Office }, ..] ? above.FirstOrDefault(unit => unit.Kind == UnitKind.Authority)?.Name : null,
            Agency = agency,
            Number = Given(meeting.LetterNumber),
            Subject = Say("subject", meeting.Title),
            // Days and the first two months with two digits, as the decree has it.
            PlaceAndDate = Texts.Get(
                Language, "letter.date", date.ToString("dd", CultureInfo.InvariantCulture),
                date.Month.ToString(date.Month < 3 ? "00" : "0", CultureInfo.InvariantCulture), date.Year.ToString(CultureInfo.InvariantCulture)),
            Addressees = offices.Count > 0 ? offices : [Say("addressee")],
            Opening = Say("opening", agency),
            Items = [.. Items(meeting, members, units)],
            Closing = [Say("closing"), Say("end")],
            Copies = [Say("copies.as_above"), Say("copies.registry")],
            Annex = members.Length <= MostListed ? null : new(Say("annex"), new(
                [Say("head.index"), Say("head.site"), Say("head.unit"), Say("head.attendees")], [8, 32, 30, 30],
                [
                    .. members.Select((site, index) => (IReadOnlyList<string>)
                        [(index + 1).ToString(CultureInfo.InvariantCulture), site.Name, units.GetValueOrDefault(site.UnitId, ""), site.Attendees ?? ""]),
                ])),
        };
    }

    private IEnumerable<LetterItem> Items(Meeting meeting, MeetingSite[] members, Dictionary<Guid, string> units)
    {
        yield return Item("content", meeting.Title, meeting.Purpose);
        if (meeting is { StartsAt: { } starts, EndsAt: { } ends })
        {
            yield return Item("time", Say("span", clock.InWords(starts), clock.InWords(ends)));
        }

        if (Given(meeting.ChairName) is not null)
        {
            yield return Item("chair", Join(meeting.ChairName, meeting.ChairPosition));
        }

        if (meeting.Sites.FirstOrDefault(site => site.Role == SiteRole.Main) is { } main)
        {
            yield return Item("main", [Join(main.Name, main.Place), .. People(main)]);
        }

        if (members.Length > 0)
        {
            yield return Item("members", members.Length > MostListed
                ? [Say("members_listed", members.Length)]
                : [.. members.Select(site => Join([site.Name, units.GetValueOrDefault(site.UnitId), .. People(site)]))]);
        }

        if (meeting.Script.Count > 0)
        {
            var names = meeting.Sites.ToDictionary(site => site.SiteId, site => site.Name);
            yield return Item("script", Say("script")) with
            {
                Table = new(
                    [Say("head.index"), Say("head.item"), Say("head.minutes"), Say("head.speaker")], [8, 46, 16, 30],
                    [
                        .. meeting.Script.OrderBy(item => item.Position).Select((item, index) => (IReadOnlyList<string>)
                        [
                            (index + 1).ToString(CultureInfo.InvariantCulture), item.Title, item.Minutes.ToString(CultureInfo.InvariantCulture),
                            Join(item.Speaker, item.SpeakingSiteId is { } site ? names.GetValueOrDefault(site) : null),
                        ]),
                    ]),
            };
        }

        if (Given(meeting.ContactName) is not null)
        {
            yield return Item("contact", Join(meeting.ContactName, meeting.ContactPosition, meeting.ContactPhone, meeting.ContactEmail));
        }
    }

    private IEnumerable<string?> People(MeetingSite site)
    {
        yield return Given(site.Attendees) is { } attendees ? Say("attendees", attendees) : null;
        yield return site.People is { } people ? Say("people", people) : null;
    }

    private LetterItem Item(string label, params IEnumerable<string?> lines) => new(Say("item." + label), [.. lines.Select(Given).OfType<string>()]);

    private static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string Say(string key, params object?[] arguments) => Texts.Get(Language, "registration.letter." + key, arguments);
}
