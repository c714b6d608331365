using System.Globalization;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;

namespace DiemCau.Meetings.Notices;

/// <summary>Words a notice as an official letter. It knows neither clock nor database.</summary>
internal sealed class NoticeLetters(NoticeWords words, InstallationOptions installation)
{
    /// <summary>More readers than these are listed on a sheet of their own.</summary>
    private const int MostAddressees = 6;

    private string Language => installation.Language;

    /// <summary>What is the same in every copy.</summary>
    public NoticeText Text(NoticeFacts facts, NoticeKind kind, DateTimeOffset now)
    {
        var isBranch = facts.Notice.Scope == NoticeScope.Branch;
        IReadOnlyList<LetterItem> before = isBranch ? [Item("session", facts.Meeting.Title, Session(facts))] : [.. AboutSession(facts)];
        IReadOnlyList<LetterItem> after = [.. Arrangements(facts)];
        var variant = isBranch ? facts.BranchWords : kind == NoticeKind.Changed ? "changed" : "issued";
        return new(
            Letter(facts, now) with
            {
                Subject = Say($"notice.{variant}.subject", facts.Meeting.Title),
                Opening = Say($"notice.{variant}.opening", Issuer(facts), facts.Meeting.Title, Reference(facts)),
                Items = [.. before, .. after],
                Closing = [.. Closing(facts, isBranch)],
            },
            before.Count);
    }

    /// <summary>That it does not take place.</summary>
    /// <param name="occasion">A verb that ends or stops a meeting; null: the reader's site takes part no more.</param>
    public NoticeText Withdrawal(NoticeFacts facts, MeetingVerb? occasion, string? reason, DateTimeOffset now)
    {
        var variant = occasion switch
        {
            null => "left",
            MeetingVerb.Postpone or MeetingVerb.Displace => "postponed",
            _ => "cancelled",
        };
        List<LetterItem> items = [Item("was", facts.Meeting.Title, facts.Meeting.StartsAt is { } starts ? words.Span(starts, facts.Meeting.EndsAt, Language) : null)];
        if (!string.IsNullOrWhiteSpace(reason))
        {
            items.Add(Item("reason", reason));
        }

        return new(
            Letter(facts, now) with
            {
                Subject = Say($"notice.{variant}.subject", facts.Meeting.Title),
                Opening = Say($"notice.{variant}.opening", Issuer(facts), facts.Meeting.Title),
                Items = items,
                Closing = [Say($"notice.{variant}.closing"), Say("notice.end")],
            },
            items.Count);
    }

    /// <summary>What only this site's copy says: whom it is for, where the site meets, when it is checked.</summary>
    public NoticePart Part(NoticeFacts facts, MeetingSite site) => new(
        [facts.Branches.NameOf(site.UnitId)],
        [
            Item("own", [Join(site.Name, facts.PlaceOf(site)), .. Attending(site)]),
            .. Check(facts, site),
        ]);

    /// <summary>Whom a withdrawal is for.</summary>
    public static NoticePart Part(string unitName) => new([unitName], []);

    /// <summary>The issuer's own copy: all readers, and a list of their sites behind the letter when there are many.</summary>
    public NoticePart PartOfIssuer(NoticeFacts facts)
    {
        var targets = facts.Targets;
        string[] units = [.. targets.Select(site => facts.Branches.NameOf(site.UnitId)).Distinct()];
        var isShort = targets.Count <= MostAddressees;
        return new(
            units.Length is > 0 and <= MostAddressees ? units : [Say("notice.addressees", targets.Count)],
            [
                Item("members", isShort
                    ? [.. targets.Select(site => Join(site.Name, facts.Branches.NameOf(site.UnitId), facts.PlaceOf(site)))]
                    : [Say("notice.members_listed", targets.Count)]),
                .. Check(facts, null),
            ],
            isShort ? null : new(Say("notice.annex"), new(
                [.. new[] { "index", "site", "unit", "place" }.Select(head => Say("notice.head." + head))], [8, 32, 30, 30],
                [.. targets.Select((site, index) => (IReadOnlyList<string>)
                    [(index + 1).ToString(CultureInfo.InvariantCulture), site.Name, facts.Branches.NameOf(site.UnitId), facts.PlaceOf(site) ?? ""])])));
    }

    private OfficialLetter Letter(NoticeFacts facts, DateTimeOffset now)
    {
        var (superior, agency) = NoticeWords.Head(facts.Issuer);
        var form = facts.Form;
        return new()
        {
            Superior = superior,
            Agency = agency,
            Number = Given(form.Number),
            Subject = "",
            PlaceAndDate = words.PlaceAndDate(form.Place ?? NoticeWords.PlaceOf(facts.Issuer), now, Language),
            Addressees = [],
            Opening = "",
            Items = [],
            Closing = [],
            Copies =
            [
                Say("notice.copies.as_above"),
                .. Given(facts.Meeting.ChairPosition) is { } chair ? [Say("notice.copies.report", chair)] : Array.Empty<string>(),
                Say("notice.copies.registry"),
            ],
            SignerTitle = Given(form.SignerTitle),
            SignerName = Given(form.SignerName),
        };
    }

    private IEnumerable<LetterItem> AboutSession(NoticeFacts facts)
    {
        var meeting = facts.Meeting;
        yield return Item("content", meeting.Title, meeting.Purpose, Basis(facts));
        yield return Item("time", Session(facts));
        if (meeting.ChairName is { Length: > 0 } chair)
        {
            yield return Item("chair", Join(chair, meeting.ChairPosition));
        }

        if (facts.MainSite is { } main)
        {
            yield return Item("main", [Join(main.Name, facts.PlaceOf(main)), .. Attending(main)]);
        }

        if (meeting.Kind == MeetingKind.Outside)
        {
            yield return Item("outside", meeting.OutsideOrganiser, meeting.OutsideLink, meeting.OutsideDial);
        }
    }

    /// <summary>
    /// A commune is checked by its branch, which says when; a branch itself, and whoever speaks, by the main site. What is called at short
    /// notice has no check: the branch says when to connect.
    /// </summary>
    private IEnumerable<LetterItem> Check(NoticeFacts facts, MeetingSite? site)
    {
        var byBranch = facts.Notice.Scope == NoticeScope.Session && facts.Meeting.Kind != MeetingKind.Outside && site is not null
            && facts.Branches.Of(site.UnitId) is { } branch && branch.UnitId != site.UnitId ? branch.Name : null;
        var speaks = site is not null && facts.Meeting.Script.Any(item => item.SpeakingSiteId == site.SiteId);
        List<string> lines = byBranch is null || speaks ? [.. CheckByIssuer(facts.Form)] : [];
        if (byBranch is not null)
        {
            lines.Add(Say(facts.IsChecked ? "notice.check.by_branch" : "notice.connection.by_branch", byBranch));
        }

        if (lines.Count > 0)
        {
            yield return Item(facts.IsChecked ? "check" : "connection", [.. lines]);
        }
    }

    private IEnumerable<string> CheckByIssuer(NoticeForm form)
    {
        if (form.CheckStartsAt is not { } from)
        {
            yield break;
        }

        yield return words.Span(from, form.CheckEndsAt, Language);
        if (Given(form.CheckPlace) is { } place)
        {
            yield return Say("notice.check.place", place);
        }

        if (Given(form.CheckNote) is { } note)
        {
            yield return note;
        }
    }

    private IEnumerable<LetterItem> Arrangements(NoticeFacts facts)
    {
        var meeting = facts.Meeting;
        if (facts.ConnectBy is { } connect)
        {
            yield return Item("connect", Say("notice.connect", words.Moment(connect, Language)));
        }

        if (facts.Notice.Scope == NoticeScope.Session)
        {
            if (meeting.Script.Count > 0)
            {
                yield return Item("script", Say("notice.script")) with { Table = Script(facts) };
            }

            if (facts.Papers.Count > 0)
            {
                yield return Item("papers", string.Join("; ", facts.Papers), Say("notice.papers", new Uri(installation.PublicAddress, $"/cuoc-hop/{meeting.Id}")));
            }
        }

        if (Given(meeting.ContactName) is { } contact)
        {
            yield return Item("contact", Join(
                contact, meeting.ContactPosition, meeting.ContactPhone is { Length: > 0 } phone ? Say("notice.phone", phone) : null,
                meeting.ContactZalo is { Length: > 0 } zalo ? "Zalo " + zalo : null, meeting.ContactEmail));
        }
    }

    private LetterTable Script(NoticeFacts facts)
    {
        var names = facts.Meeting.Sites.ToDictionary(site => site.SiteId, site => site.Name);
        return new(
            [.. new[] { "index", "item", "minutes", "speaker" }.Select(head => Say("notice.head." + head))], [8, 46, 16, 30],
            [.. facts.Meeting.Script.OrderBy(item => item.Position).Select((item, index) => (IReadOnlyList<string>)
            [
                (index + 1).ToString(CultureInfo.InvariantCulture), item.Title, Say("notice.minutes", item.Minutes),
                // A site that nobody has said is not for a letter to guess: the item may well be another's.
                Join(item.Speaker, item.SpeakingSiteId is { } site ? names.GetValueOrDefault(site) : null),
            ])]);
    }

    private IEnumerable<string> Closing(NoticeFacts facts, bool isBranch)
    {
        yield return Say(isBranch ? $"notice.{facts.BranchWords}.closing" : "notice.closing");
        if (Given(facts.Form.Remarks) is { } remarks)
        {
            yield return remarks;
        }

        yield return Say("notice.end");
    }

    private string Session(NoticeFacts facts) =>
        facts.Meeting.StartsAt is { } starts ? words.Span(starts, facts.Meeting.EndsAt, Language) : Say("notice.no_time");

    private IEnumerable<string> Attending(MeetingSite site)
    {
        if (Given(site.Attendees) is { } attendees)
        {
            yield return Say("notice.attendees", attendees);
        }

        if (site.People is { } people)
        {
            yield return Say("notice.people", people);
        }
    }

    /// <summary>The session's notice, as a branch's refers to it.</summary>
    private string Reference(NoticeFacts facts) => facts.Session is { SentAt: { } at } session
        ? Say(Given(session.Form.Number) is null ? "notice.reference_unnumbered" : "notice.reference", session.Form.Number, words.PlaceAndDate(null, at, Language))
        : "";

    /// <summary>"theo Công văn số … ngày …", where the unit has asked by letter.</summary>
    private string? Basis(NoticeFacts facts) => Given(facts.Meeting.LetterNumber) is { } number
        ? facts.Meeting.LetterDate is { } date
            ? Say("notice.basis", number, date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture))
            : Say("notice.basis_undated", number)
        : null;

    private static string Issuer(NoticeFacts facts) => facts.Issuer.Count > 0 ? NoticeWords.Head(facts.Issuer).Agency : "";

    private LetterItem Item(string label, params IReadOnlyList<string?> lines) =>
        new(Say("notice.item." + label), [.. lines.OfType<string>().Where(line => line.Length > 0)]);

    /// <summary>A unit's only room often bears the unit's name, which need not be said twice.</summary>
    private static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct());

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string Say(string key, params object?[] arguments) => Texts.Get(Language, key, arguments);
}
