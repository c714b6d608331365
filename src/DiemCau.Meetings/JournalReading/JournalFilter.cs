using System.Globalization;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.JournalReading;

/// <summary>What the reader asks for, bound from the query; what is null does not narrow.</summary>
/// <param name="From">Not before it.</param>
/// <param name="To">Before it.</param>
/// <param name="ActorId">Whose session it was.</param>
/// <param name="Action">An action such as "meeting.approve", or an area such as "meeting".</param>
/// <param name="Severity">At least so much attention.</param>
/// <param name="Text">Words, and the beginning of the last, without regard to accents and case: of actor, subject, detail, network address.</param>
/// <param name="After">Where the page before ended: its <c>next</c>.</param>
/// <param name="PageSize">1–200, 50 when not given.</param>
internal readonly record struct JournalFilter(
    DateTimeOffset? From, DateTimeOffset? To, Guid? MeetingId, Guid? ConferenceId, Guid? UnitId, Guid? SiteId, Guid? ActorId,
    string? Action, string? Severity, string? Text, string? After, int? PageSize)
{
    private const int DefaultPageSize = 50;
    private const int MostWords = 8;

    public int Take => Math.Clamp(PageSize ?? DefaultPageSize, 1, 200);

    /// <summary>The actions that <see cref="Action"/> names; empty: it names none that there is. Null: all.</summary>
    public IReadOnlyList<string>? Actions => string.IsNullOrWhiteSpace(Action) ? null : JournalActions.Of(Action.Trim());

    /// <summary>Those that are asked for; null: all.</summary>
    public IReadOnlyList<JournalSeverity>? Severities =>
        Enum.TryParse<JournalSeverity>(Severity, ignoreCase: true, out var least) && least > JournalSeverity.Info && Enum.IsDefined(least)
            ? [.. Enum.GetValues<JournalSeverity>().Where(severity => severity >= least)]
            : null;

    /// <summary>
    /// As PostgreSQL's full text search reads it: each word, and the beginning of the last, which may still be typed. Null: nothing to look for.
    /// Beginnings of all of them would have the index collect every line with a word such as "xã…" (400 ms in two million lines, 50 so).
    /// </summary>
    public string? Words
    {
        get
        {
            var letters = string.Concat(FoldedText.Of(Text ?? "").Select(letter => char.IsLetterOrDigit(letter) ? letter : ' '));
            var words = letters.Split(' ', MostWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(word => $"'{word}'");
            return string.Join(" & ", words) is { Length: > 0 } query ? query + ":*" : null;
        }
    }

    /// <summary>Whether a column with an index of its own leaves few lines, or just those that are wanted.</summary>
    public bool NamesOne => MeetingId is not null || ConferenceId is not null || UnitId is not null || SiteId is not null || ActorId is not null;

    /// <summary>Where the page begins.</summary>
    public bool TryAfter(out (DateTimeOffset At, Guid Id)? after, out Refusal? refusal)
    {
        (after, refusal) = (null, null);
        if (string.IsNullOrEmpty(After))
        {
            return true;
        }

        if (After.Split('-') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(id, "N", out var lineId))
        {
            after = (new(at, TimeSpan.Zero), lineId);
            return true;
        }

        refusal = Refusal.Validation(new FieldError("after", "journal_after"));
        return false;
    }

    public static string NextOf(JournalEntry last) => string.Create(CultureInfo.InvariantCulture, $"{last.At.UtcTicks}-{last.Id:N}");
}
