namespace DiemCau.Meetings.Shared.Calendars;

/// <summary>An event to be put into calendars (VEVENT of RFC 5545).</summary>
/// <param name="Uid">The same for whatever is ever said about this event: what comes later replaces it in the reader's calendar.</param>
/// <param name="Sequence">Grows with every change of the event.</param>
/// <param name="StampedAt">When this was written, or, in a feed, when the event last changed.</param>
internal sealed record CalendarEvent(
    string Uid, int Sequence, DateTimeOffset StampedAt, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Summary)
{
    public string? Description { get; init; }

    /// <summary>Null: the link stands for it.</summary>
    public string? Location { get; init; }

    public Uri? Link { get; init; }

    /// <summary>By what one comes in, and what it is called (CONFERENCE of RFC 7986); null: it is not known here.</summary>
    public (string Label, Uri Address)? Conference { get; init; }

    /// <summary>Who invites; null in a feed, which invites nobody.</summary>
    public CalendarMailbox? Organizer { get; init; }

    /// <summary>The mailbox of who is invited; null in a feed.</summary>
    public string? Attendee { get; init; }

    public CalendarStatus Status { get; init; }
}

internal sealed record CalendarMailbox(string Name, string Address);

/// <summary>RFC 5545 section 3.8.1.11.</summary>
internal enum CalendarStatus { Confirmed, Tentative, Cancelled }

/// <summary>What an iTIP message asks of its reader (RFC 5546).</summary>
internal static class CalendarMethod
{
    /// <summary>Put it into the calendar, or replace what is there.</summary>
    public const string Request = "REQUEST";

    /// <summary>It does not take place: goes with <see cref="CalendarStatus.Cancelled"/>.</summary>
    public const string Cancel = "CANCEL";
}
