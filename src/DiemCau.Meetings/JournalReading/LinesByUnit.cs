using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.JournalReading;

/// <summary>
/// Of each of some units, and of each meeting that one of them holds, as many of its newest lines as a page has. In SQL, because what EF
/// makes of the same numbers all lines that there are.
/// </summary>
internal static class LinesByUnit
{
    /// <summary>People write about a meeting for a while after it.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(90);

    private static readonly DateTimeOffset Ever = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Asked =
        """
        at >= {1} and at < {2} and at <= {3} and (at, id) < ({3}, {4})
          and (cardinality({5}) = 0 or action = any({5})) and (cardinality({6}) = 0 or severity = any({6}))
          and ({7} = '' or words @@ to_tsquery('simple', {7})) and (meeting_id is null or meeting_id <> all({8}))
          and (subject is null or subject <> all({8}::text[]))
        """;

    // A line that is found by its unit is not found by its meeting again.
    private const string Sql =
        $$"""
        select line.* from unnest({0}) unit cross join lateral (
          select * from journal where unit_id = unit and {{Asked}} order by at desc, id desc limit {9}) line
        union all
        select line.* from meetings cross join lateral (
          select * from journal where meeting_id = meetings.id and (unit_id is null or unit_id <> all({0})) and {{Asked}}
          order by at desc, id desc limit {9}) line
        where meetings.unit_id = any({0}) and (meetings.ends_at is null or meetings.ends_at > {10})
        """;

    /// <param name="hidden">Meetings whose lines are not for the reader.</param>
    public static IQueryable<JournalEntry> In(
        DiemCauDb db, Guid[] units, JournalFilter filter, (DateTimeOffset At, Guid Id)? after, Guid[] hidden, int count)
    {
        var from = filter.From?.ToUniversalTime() ?? Ever;
        return db.Journal.FromSqlRaw(
            Sql, units, from, filter.To?.ToUniversalTime() ?? Never, after?.At ?? Never, after?.Id ?? Guid.AllBitsSet, filter.Actions?.ToArray() ?? [],
            filter.Severities?.Select(severity => severity.ToString()).ToArray() ?? [], filter.Words ?? "", hidden, count,
            from > Ever + Aftermath ? from - Aftermath : Ever).AsNoTracking();
    }
}
