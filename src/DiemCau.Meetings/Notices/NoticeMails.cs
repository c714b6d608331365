using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Calendars;
using DiemCau.Meetings.Shared.Documents;

namespace DiemCau.Meetings.Notices;

/// <summary>Words the mails that carry notices, each with its entry for the calendar.</summary>
internal sealed class NoticeMails(InstallationOptions installation)
{
    private string Language => installation.Language;

    /// <param name="letter">As the copy says it.</param>
    /// <param name="ways">Null: there is nothing to come into.</param>
    public MailMessage For(NoticeFacts facts, NoticeCopy copy, OfficialLetter letter, WaysIn? ways, string recipient, DateTimeOffset now)
    {
        var (meeting, addressees) = (facts.Meeting, Texts.Get(Language, "mail.notice.to", string.Join(", ", letter.Addressees)));
        var mail = new MailLetter(
            installation.Name,
            Texts.Get(Language, $"mail.notice.{Variant(facts, copy.Kind)}.subject", SecretMeetings.NameInMail(meeting, Language)),
            SecretMeetings.MayLeave(meeting)
                ? [addressees, letter.Opening, .. letter.Items.Select(InWords), .. letter.Closing]
                : [addressees, Texts.Get(Language, "meeting.unnamed.mail")])
        {
            Action = (Texts.Get(Language, copy.Kind == NoticeKind.Withdrawn ? "mail.notice.open" : "mail.notice.acknowledge"), LinkTo(copy)),
            Links = [.. LinkInto(copy, ways)],
            Notes = [.. NumberOf(ways)],
        }.AddressedTo(recipient);
        // Of state secrets a mail says only that there is something to be read here.
        return SecretMeetings.MayLeave(meeting) && Entry(facts, copy, letter, ways, now) is { } entry
            ? mail with { Calendar = new CalendarPart(CalendarText.Message(entry with { Attendee = recipient }, MethodOf(copy)), MethodOf(copy)) }
            : mail;
    }

    /// <summary>A site's link, or everybody's password, is a new one: what the last letter said of it counts no more.</summary>
    public MailMessage Reissued(NoticeFacts facts, NoticeCopy copy, OfficialLetter letter, WaysIn ways, string recipient, DateTimeOffset now)
    {
        var title = SecretMeetings.NameInMail(facts.Meeting, Language);
        var mail = new MailLetter(
            installation.Name, Texts.Get(Language, "mail.notice.reissued.subject", title),
            [Texts.Get(Language, "mail.notice.reissued.body", title, copy.SiteName)])
        {
            Links = [.. LinkInto(copy, ways)],
            Notes = [.. NumberOf(ways)],
        }.AddressedTo(recipient);
        return facts.Meeting.StartsAt == facts.Notice.ToldStart && Entry(facts, copy, letter, ways, now) is { } entry
            ? mail with { Calendar = new CalendarPart(CalendarText.Message(entry with { Attendee = recipient }, MethodOf(copy)), MethodOf(copy)) }
            : mail;
    }

    public MailMessage Reminder(string title, string when, string issuer, NoticeCopy copy, WaysIn? ways, string recipient) => new MailLetter(
        installation.Name,
        Texts.Get(Language, "mail.notice.reminder.subject", title),
        [Texts.Get(Language, "mail.notice.reminder.body", copy.SiteName, issuer, title, when)])
    {
        Action = (Texts.Get(Language, "mail.notice.acknowledge"), LinkTo(copy)),
        Links = [.. LinkInto(copy, ways)],
        Notes = [.. NumberOf(ways)],
    }.AddressedTo(recipient);

    /// <summary>The session, or the branch's check before it; null when no time is set.</summary>
    private CalendarEvent? Entry(NoticeFacts facts, NoticeCopy copy, OfficialLetter letter, WaysIn? ways, DateTimeOffset now)
    {
        var (meeting, notice) = (facts.Meeting, facts.Notice);
        var isBranch = notice.Scope == NoticeScope.Branch;
        var (from, to) = isBranch ? (notice.Form.CheckStartsAt, notice.Form.CheckEndsAt) : (meeting.StartsAt, meeting.EndsAt);
        if (from is not { } starts)
        {
            return null;
        }

        var organizer = notice.Organizer ?? $"diemcau@{installation.PublicAddress.Host}";
        return new(
            isBranch ? MeetingCalendarId.Of(meeting.Id, $"check/{notice.IssuerId:D}") : MeetingCalendarId.Of(meeting.Id),
            notice.Sequence, now, starts, to ?? starts.AddHours(1),
            isBranch ? Texts.Get(Language, $"notice.{facts.BranchWords}.event", meeting.Title) : meeting.Title)
        {
            // What one looks for when the hour has come stands first: calendars cut long descriptions.
            Description = string.Join("\n", [
                .. LinkInto(copy, ways).Select(link => $"{link.Label}: {link.Address}"), .. NumberOf(ways), .. letter.Items.Select(InWords),
            ]),
            Location = copy.SiteName,
            Link = LinkTo(copy),
            Conference = LinkInto(copy, ways).Select(link => ((string, Uri)?)link).FirstOrDefault(),
            Organizer = new(facts.Issuer.Count > 0 ? facts.Issuer[0].Name : installation.Name, organizer),
            Status = copy.Kind == NoticeKind.Withdrawn ? CalendarStatus.Cancelled : CalendarStatus.Confirmed,
        };
    }

    private IEnumerable<(string Label, Uri Address)> LinkInto(NoticeCopy copy, WaysIn? ways)
    {
        if (copy.Kind != NoticeKind.Withdrawn && ways?.Links.GetValueOrDefault(copy.SiteId) is { } link)
        {
            yield return (Texts.Get(Language, "mail.notice.link", copy.SiteName), link);
        }
    }

    private IEnumerable<string> NumberOf(WaysIn? ways)
    {
        if (ways is { Password: { } password })
        {
            yield return Texts.Get(Language, "mail.notice.number", ways.Door, ways.NumberInWords, password);
        }
    }

    private static string MethodOf(NoticeCopy copy) => copy.Kind == NoticeKind.Withdrawn ? CalendarMethod.Cancel : CalendarMethod.Request;

    private static string InWords(LetterItem item) =>
        $"{item.Label}: {string.Join("\n", [.. item.Lines, .. item.Table?.Rows.Select(row => string.Join(" – ", row.Where(cell => cell.Length > 0))) ?? []])}";

    private static string Variant(NoticeFacts facts, NoticeKind kind) =>
        kind == NoticeKind.Withdrawn ? "withdrawn" : facts.Notice.Scope == NoticeScope.Branch ? facts.BranchWords : kind == NoticeKind.Changed ? "changed" : "issued";

    private Uri LinkTo(NoticeCopy copy) => new(installation.PublicAddress, $"/thong-bao/{copy.Id}");
}
