using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Computes the deadlines of a meeting from the calendar and the rules. It knows neither clock nor database.</summary>
internal sealed class MeetingTimes(WorkingCalendar calendar, WorkingCalendars days, IReadOnlyDictionary<MeetingDeadline, DeadlineRule> rules)
{
    /// <summary>The latest time to send a registration without an exemption.</summary>
    public DateTimeOffset RegisterBy(DateTimeOffset startsAt) => Before(rules[MeetingDeadline.Registration], startsAt);

    /// <summary>From when the sites of a meeting may connect, and its conference is open.</summary>
    public DateTimeOffset ConnectFrom(DateTimeOffset startsAt) => Before(rules[MeetingDeadline.Connection], startsAt);

    /// <summary>Whether a time lies on a day that is not worked.</summary>
    public bool IsDayOff(DateTimeOffset time) => !calendar.IsWorkingDay(days.DayOf(time));

    /// <summary>
    /// Between which times lie the meetings, those that wait for approval aside, of which a deadline can be due now or have been missed
    /// lately. A day wider than need be at both ends, because days end at midnight.
    /// </summary>
    /// <param name="lately">How long ago a deadline may have been missed.</param>
    public (DateTimeOffset EndAfter, DateTimeOffset StartBefore) MayBeDue(DateTimeOffset now, TimeSpan lately) =>
        (Before(rules[MeetingDeadline.Conclusions], now - lately).AddDays(-1),
            rules.Values.Max(rule => After(rule, now.AddMinutes(rule.WarnMinutes))).AddDays(1));

    /// <summary>The deadlines that apply, in the order of the way; none while the meeting has no time or has come to an end beside it.</summary>
    public IReadOnlyList<DeadlineState> Of(
        MeetingKind kind, MeetingStage stage, DateTimeOffset? startsAt, DateTimeOffset? endsAt,
        IReadOnlyList<StagePassage> passages, IReadOnlyList<MeetingExemption> exemptions)
    {
        if (startsAt is not { } starts || stage is MeetingStage.Rejected or MeetingStage.Cancelled)
        {
            return [];
        }

        List<DeadlineState> states = [];
        foreach (var deadline in Applying(kind))
        {
            var rule = rules[deadline];
            var (due, since) = deadline switch
            {
                MeetingDeadline.Approval => Last(passages, MeetingVerb.Submit, MeetingVerb.Reconsider) is { } sent ? (After(rule, sent), sent) : (default, default),
                MeetingDeadline.Conclusions => (After(rule, endsAt ?? starts), endsAt ?? starts),
                // What is announced at short notice is prepared until its sites connect.
                MeetingDeadline.Preparation when kind != MeetingKind.Planned => (Before(rules[MeetingDeadline.Connection], starts), DateTimeOffset.MinValue),
                _ => (Before(rule, starts), DateTimeOffset.MinValue),
            };
            if (due == default)
            {
                continue;
            }

            // A meeting that is called a quarter of an hour before it begins was never late: what it needs is to be done at once.
            var isAtOnce = false;
            if (kind != MeetingKind.Planned && rule.AtOnceMinutes is { } grace && Last(passages, MeetingVerb.Submit) is { } called
                && called.AddMinutes(grace) > due)
            {
                (due, since, isAtOnce) = (Earlier(starts, called.AddMinutes(grace)), called, true);
            }

            var latest = rule.LatestMinutes is { } minutes ? Later(due, starts.AddMinutes(-minutes)) : due;
            var fulfilment = Fulfilment(kind, deadline, passages);
            states.Add(new(
                deadline, due, latest, Later(since, due.AddMinutes(-rule.WarnMinutes)), fulfilment is { IsAnyway: false } ? fulfilment.At : null,
                exemptions.FirstOrDefault(exemption => exemption.Deadline == deadline), fulfilment is { IsAnyway: true } ? fulfilment : null,
                ReachOf(kind, stage, deadline), isAtOnce));
        }

        return states;
    }

    public IReadOnlyList<DeadlineState> Of(Meeting meeting) =>
        Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, meeting.Passages, meeting.Exemptions);

    private static IEnumerable<MeetingDeadline> Applying(MeetingKind kind) => kind switch
    {
        MeetingKind.Planned =>
        [
            MeetingDeadline.Registration, MeetingDeadline.Approval, MeetingDeadline.Invitations, MeetingDeadline.Preparation,
            MeetingDeadline.TechnicalCheck, MeetingDeadline.Connection, MeetingDeadline.Readiness, MeetingDeadline.Conclusions,
        ],
        MeetingKind.AdHoc => [MeetingDeadline.Preparation, MeetingDeadline.Connection, MeetingDeadline.Readiness, MeetingDeadline.Conclusions],
        _ => [MeetingDeadline.Preparation, MeetingDeadline.Readiness],
    };

    /// <summary>Whether the meeting stands between the first and the last stage in which the thing can be done.</summary>
    private static DeadlineReach ReachOf(MeetingKind kind, MeetingStage stage, MeetingDeadline deadline)
    {
        // What was given back or put off has to be registered before anything else.
        if (stage is MeetingStage.Draft or MeetingStage.Returned or MeetingStage.Postponed)
        {
            return deadline == MeetingDeadline.Registration ? DeadlineReach.Open : DeadlineReach.Ahead;
        }

        var (first, last) = deadline switch
        {
            MeetingDeadline.Registration => (MeetingStage.Draft, MeetingStage.Draft),
            MeetingDeadline.Approval => (MeetingStage.PendingApproval, MeetingStage.PendingApproval),
            MeetingDeadline.Invitations => (MeetingStage.Approved, MeetingStage.Approved),
            MeetingDeadline.Preparation => (MeetingStage.Approved, MeetingStage.Preparing),
            MeetingDeadline.TechnicalCheck => (MeetingStage.Approved, MeetingStage.TechnicalCheck),
            MeetingDeadline.Connection => (MeetingStage.Approved, MeetingStage.Ready),
            // Outside the system nobody sees who is connected: that the own sites are ready is all there is.
            MeetingDeadline.Readiness => (MeetingStage.Approved, kind == MeetingKind.Outside ? MeetingStage.Preparing : MeetingStage.Connecting),
            _ => (MeetingStage.Ended, MeetingStage.Ended),
        };
        return stage < first ? DeadlineReach.Ahead : stage > last ? DeadlineReach.Past : DeadlineReach.Open;
    }

    /// <summary>The step by which it was done, or decided to be done without; what is approved anew is to be told and checked anew.</summary>
    private static StagePassage? Fulfilment(MeetingKind kind, MeetingDeadline deadline, IReadOnlyList<StagePassage> passages)
    {
        // The day of the registration is the day on which it was first sent, however often it was returned.
        if (deadline == MeetingDeadline.Registration)
        {
            return passages.Where(passage => passage.Verb == MeetingVerb.Submit).MinBy(passage => passage.At);
        }

        MeetingVerb[] verbs = deadline switch
        {
            MeetingDeadline.Approval => [MeetingVerb.Approve, MeetingVerb.Reject, MeetingVerb.Return],
            MeetingDeadline.Invitations => [MeetingVerb.Notify],
            MeetingDeadline.Preparation when kind == MeetingKind.Planned => [MeetingVerb.Check],
            MeetingDeadline.Preparation or MeetingDeadline.TechnicalCheck => [MeetingVerb.DeclareReady],
            MeetingDeadline.Readiness => [kind == MeetingKind.Outside ? MeetingVerb.DeclareReady : MeetingVerb.ConfirmConnected],
            MeetingDeadline.Connection => [MeetingVerb.Connect],
            _ => [MeetingVerb.Summarise],
        };
        var undone = Last(passages, MeetingVerb.Submit, MeetingVerb.Reconsider, MeetingVerb.TakeBack, MeetingVerb.Postpone, MeetingVerb.Displace);
        // What was confirmed in time stays so, however often it is confirmed again; what somebody decided to do without may still be done.
        return passages.Where(passage => verbs.Contains(passage.Verb) && !(passage.At < undone))
            .OrderBy(passage => passage.IsAnyway).ThenBy(passage => passage.At).FirstOrDefault();
    }

    private DateTimeOffset Before(DeadlineRule rule, DateTimeOffset startsAt) => rule.Measure switch
    {
        DeadlineMeasure.WorkingDays => days.EndOf(calendar.AddWorkingDays(days.DayOf(startsAt), -rule.Amount)),
        DeadlineMeasure.HalfDays => days.EndOf(calendar.AddHalfDays(days.HalfOf(startsAt), -rule.Amount)),
        _ => startsAt.AddMinutes(-rule.Amount),
    };

    private DateTimeOffset After(DeadlineRule rule, DateTimeOffset since) => rule.Measure switch
    {
        DeadlineMeasure.WorkingDays => days.EndOf(WorkingDayAfter(days.DayOf(since), rule.Amount)),
        DeadlineMeasure.HalfDays => days.EndOf(calendar.AddHalfDays(days.HalfOf(since), rule.Amount)),
        _ => since.AddMinutes(rule.Amount),
    };

    /// <summary>"The same day" of something that came on a day off is the next working day.</summary>
    private DateOnly WorkingDayAfter(DateOnly day, int amount) =>
        amount == 0 && calendar.IsWorkingDay(day) ? day : calendar.AddWorkingDays(day, Math.Max(1, amount));

    private static DateTimeOffset? Last(IReadOnlyList<StagePassage> passages, params ReadOnlySpan<MeetingVerb> verbs)
    {
        DateTimeOffset? last = null;
        foreach (var passage in passages)
        {
            if (verbs.Contains(passage.Verb) && !(passage.At < last))
            {
                last = passage.At;
            }
        }

        return last;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
