using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Words a reminder.</summary>
internal sealed class ReminderMails(InstallationOptions installation, MeetingClock clock)
{
    public MailMessage For(string recipient, Meeting meeting, DeadlineState state, ReminderOccasion occasion)
    {
        var (language, what) = (installation.Language, Texts.Get(installation.Language, "deadline." + state.Deadline));
        var name = SecretMeetings.NameInMail(meeting, language);
        var suffix = occasion == ReminderOccasion.Late ? "late" : state.IsAtOnce ? "at_once" : "due";
        return new MailLetter(
            installation.Name,
            Texts.Get(language, $"mail.reminder_{suffix}.subject", what, name),
            [
                Texts.Get(language, $"mail.reminder_{suffix}.body", what, name, clock.InWords(state.DueAt)),
                Texts.Get(language, "mail.reminder.meeting", clock.InWords(meeting.StartsAt!.Value), meeting.Number),
            ])
        {
            Action = (Texts.Get(language, "mail.reminder.action"), new Uri(installation.PublicAddress, $"/cuoc-hop/{meeting.Id}{PageOf(state.Deadline)}")),
        }.AddressedTo(recipient);
    }

    /// <summary>Where it is done, under the meeting's own page.</summary>
    private static string PageOf(MeetingDeadline deadline) => deadline switch
    {
        MeetingDeadline.Invitations => "/thong-bao",
        MeetingDeadline.Preparation => "/chuan-bi",
        MeetingDeadline.TechnicalCheck => "/kiem-tra",
        MeetingDeadline.Conclusions => "/tong-hop",
        _ => "",
    };
}
