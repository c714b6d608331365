using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>What holds for a registration at the moment it is sent.</summary>
/// <param name="RegisterBy">The latest time without an exemption.</param>
/// <param name="RegisterByInWords">The same for a refusal, such as "16h30 ngày 13/11/2026".</param>
/// <param name="HasPapers">A script or rundown may also be given as a document.</param>
internal sealed record SubmissionTerms(DateTimeOffset RegisterBy, string RegisterByInWords, bool HasPapers, bool StateSecretsAllowed = false);

/// <summary>What a registration must contain.</summary>
internal static class MeetingRules
{
    private static readonly TimeSpan LongestMeeting = TimeSpan.FromDays(3);

    /// <summary>What a form must not contain, even as a draft.</summary>
    public static IReadOnlyList<FieldError> FormErrors(MeetingContent content)
    {
        List<FieldError> errors = [];
        TooLong("title", content.Title, Meeting.TitleLength);
        TooLong("purpose", content.Purpose, Meeting.TextLength);
        TooLong("priorityReason", content.PriorityReason, Meeting.TextLength);
        TooLong("chairName", content.ChairName, Meeting.LineLength);
        TooLong("chairPosition", content.ChairPosition, Meeting.LineLength);
        foreach (var (field, text) in Lines(content))
        {
            TooLong(field, text, Meeting.LineLength);
        }

        foreach (var site in content.Members.Prepend(content.MainSite).OfType<SiteEntry>())
        {
            TooLong("members", site.Place, Meeting.LineLength);
            TooLong("members", site.Attendees, Meeting.TextLength);
            if (site.People is < 0 or > 100_000)
            {
                errors.Add(new("members", "meeting_people"));
            }
        }

        foreach (var item in content.Script)
        {
            TooLong("script", item.Title, Meeting.TitleLength);
            TooLong("script", item.Speaker, Meeting.LineLength);
            if (item.Minutes is < 0 or > 24 * 60)
            {
                errors.Add(new("script", "meeting_minutes"));
            }
        }

        if (content.Members.Count >= Meeting.MostSites)
        {
            errors.Add(new("members", "meeting_too_many", Meeting.MostSites));
        }

        if (content.Script.Count > Meeting.MostScriptItems)
        {
            errors.Add(new("script", "meeting_too_many", Meeting.MostScriptItems));
        }

        if (content.Recurrence is { } recurrence
            && (recurrence.Every is < 1 or > Recurrence.LongestEvery || recurrence.Count is < 2 or > Recurrence.MostMeetings))
        {
            errors.Add(new("recurrence", "meeting_recurrence", Recurrence.LongestEvery, Recurrence.MostMeetings));
        }

        return [.. errors.DistinctBy(error => (error.Field, error.Code))];

        void TooLong(string field, string? text, int most)
        {
            if (text?.Length > most)
            {
                errors.Add(new(field, "too_long", most));
            }
        }
    }

    /// <summary>What still has to be written before it can be sent.</summary>
    public static IReadOnlyList<FieldError> Missing(MeetingContent content, SubmissionTerms terms, DateTimeOffset now)
    {
        List<FieldError> errors = [];
        Need("title", content.Title);
        if (content.StartsAt is null)
        {
            errors.Add(new("startsAt", "required"));
        }
        else if (content.StartsAt <= now)
        {
            errors.Add(new("startsAt", "meeting_past"));
        }

        if (content.EndsAt is null)
        {
            errors.Add(new("endsAt", "required"));
        }
        else if (content.EndsAt <= content.StartsAt || content.EndsAt - content.StartsAt > LongestMeeting)
        {
            errors.Add(new("endsAt", "meeting_end", LongestMeeting.Days));
        }

        if (content.Kind == MeetingKind.Outside)
        {
            Need("outside.organiser", content.Outside?.Organiser);
            if (string.IsNullOrWhiteSpace(content.Outside?.Link) && string.IsNullOrWhiteSpace(content.Outside?.Dial))
            {
                errors.Add(new("outside.link", "meeting_outside"));
            }

            if (content.MainSite is null && content.Members.Count == 0)
            {
                errors.Add(new("members", "required"));
            }
        }
        else
        {
            Need("chairName", content.ChairName);
            if (content.MainSite is null)
            {
                errors.Add(new("mainSite", "required"));
            }
            else
            {
                Need("mainSite.attendees", content.MainSite.Attendees);
            }

            if (content.Members.Count == 0)
            {
                errors.Add(new("members", "required"));
            }
        }

        // Whoever is called within the hour is told by the notice alone who is to come.
        if (content.Kind == MeetingKind.AdHoc && content.Members.Count(member => string.IsNullOrWhiteSpace(member.Attendees)) is > 0 and var unnamed)
        {
            errors.Add(new("members", "meeting_attendees", unnamed));
        }

        if (content.Kind != MeetingKind.Outside && content.Script.Count == 0 && !terms.HasPapers)
        {
            errors.Add(new("script", "meeting_script"));
        }

        if (content.Script.Any(item => string.IsNullOrWhiteSpace(item.Title)))
        {
            errors.Add(new("script", "meeting_script_title"));
        }

        if (content.Priority is MeetingPriority.Emergency or MeetingPriority.Urgent)
        {
            Need("priorityReason", content.PriorityReason);
        }

        Need("contact.name", content.Contact?.Name);
        Need("contact.phone", content.Contact?.Phone);
        return errors;

        void Need(string field, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                errors.Add(new(field, "required"));
            }
        }
    }

    public static IReadOnlyList<FieldError> ExemptionErrors(string? grantedBy, string? reason)
    {
        List<FieldError> errors = [];
        if (string.IsNullOrWhiteSpace(grantedBy))
        {
            errors.Add(new("grantedBy", "required"));
        }
        else if (grantedBy.Trim().Length > Meeting.LineLength)
        {
            errors.Add(new("grantedBy", "too_long", Meeting.LineLength));
        }

        if (ReasonError(reason) is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }

    public static FieldError? ReasonError(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? new("reason", "required")
        : reason.Trim().Length > Meeting.TextLength ? new("reason", "too_long", Meeting.TextLength)
        : null;

    private static IEnumerable<(string Field, string? Text)> Lines(MeetingContent content)
    {
        yield return ("contact.name", content.Contact?.Name);
        yield return ("contact.position", content.Contact?.Position);
        yield return ("contact.phone", content.Contact?.Phone);
        yield return ("contact.zalo", content.Contact?.Zalo);
        yield return ("contact.email", content.Contact?.Email);
        yield return ("outside.organiser", content.Outside?.Organiser);
        yield return ("outside.link", content.Outside?.Link);
        yield return ("outside.dial", content.Outside?.Dial);
        yield return ("letter.number", content.Letter?.Number);
    }
}
