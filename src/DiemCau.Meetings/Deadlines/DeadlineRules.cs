using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Deadlines;

/// <summary>The administrator's table of deadlines.</summary>
internal static class DeadlineRules
{
    private const int MostWorkingDays = 60;
    private const int MostMinutes = 14 * 24 * 60;

    /// <summary>What is null goes back to the default.</summary>
    internal sealed record DeadlineRuleChange(int? Amount = null, DeadlineMeasure? Measure = null, int? LatestMinutes = null, int? AtOnceMinutes = null, int? WarnMinutes = null);

    internal sealed record DeadlineRuleView(
        MeetingDeadline Deadline, int Amount, DeadlineMeasure Measure, int? LatestMinutes, int? AtOnceMinutes, int WarnMinutes, bool IsDefault);

    public static void Map(IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/deadline-rules").WithTags("Deadlines").ForSignedIn("every office plans by the same deadlines");
        rules.MapGet("", ListAsync).WithName("ListDeadlineRules");
        rules.MapPut("/{name}", ChangeAsync).WithName("ChangeDeadlineRule").NeedsEverywhere(Permission.ManageCalendar);
    }

    private static async Task<Ok<List<DeadlineRuleView>>> ListAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok((await MeetingClock.RulesAsync(db, cancellation)).Values.OrderBy(rule => rule.Deadline)
            .Select(rule => new DeadlineRuleView(
                rule.Deadline, rule.Amount, rule.Measure, rule.LatestMinutes, rule.AtOnceMinutes, rule.WarnMinutes, IsDefault(rule)))
            .ToList());

    private static async Task<Results<NoContent, Refusal>> ChangeAsync(
        string name, DeadlineRuleChange change, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        // The API writes names in camel case; the framework reads enumerations of a route in C#'s case only.
        if (!Enum.TryParse<MeetingDeadline>(name, ignoreCase: true, out var deadline) || !Enum.IsDefined(deadline))
        {
            return Refusals.NotFound;
        }

        var normal = DeadlineRule.Defaults.Single(rule => rule.Deadline == deadline);
        var rule = normal with
        {
            Amount = change.Amount ?? normal.Amount,
            Measure = change.Measure ?? normal.Measure,
            LatestMinutes = change.LatestMinutes ?? normal.LatestMinutes,
            // Only those that are asked of meetings without registration have it.
            AtOnceMinutes = normal.AtOnceMinutes is { } atOnce ? change.AtOnceMinutes ?? atOnce : null,
            WarnMinutes = change.WarnMinutes ?? normal.WarnMinutes,
        };
        if (rule.Amount < 0 || rule.Amount > (rule.Measure == DeadlineMeasure.Minutes ? MostMinutes : MostWorkingDays)
            || rule.LatestMinutes is < 0 or > MostMinutes || rule.AtOnceMinutes is < 0 or > MostMinutes || rule.WarnMinutes is < 0 or > MostMinutes)
        {
            return Refusal.Validation(new FieldError("amount", "deadline_amount", MostWorkingDays, MostMinutes));
        }

        if (await db.DeadlineRules.FindAsync([deadline], cancellation) is { } known)
        {
            if (IsDefault(rule))
            {
                db.DeadlineRules.Remove(known);
            }
            else
            {
                db.Entry(known).CurrentValues.SetValues(rule);
            }
        }
        else if (!IsDefault(rule))
        {
            db.DeadlineRules.Add(rule);
        }

        journal.Add(db, "deadline_rule.changed", deadline.ToString(), rule);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static bool IsDefault(DeadlineRule rule) => DeadlineRule.Defaults.Contains(rule);
}
