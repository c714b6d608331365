using DiemCau.Meetings.Shared.Problems;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// Rows that go out one after the other, where a bad one costs itself alone: it is left out, the log says which, and the others go on. What
/// is wrong with everything, such as a database that is away, still ends the whole.
/// </summary>
internal static partial class RowByRow
{
    /// <param name="nameOf">What the log calls a row: its id, never what is written in it.</param>
    public static IEnumerable<TMade> Made<TRow, TMade>(
        this IEnumerable<TRow> rows, Func<TRow, TMade> make, string what, Func<TRow, object> nameOf, ILogger logger)
    {
        foreach (var row in rows)
        {
            TMade made;
            try
            {
                made = make(row);
            }
            catch (Exception cause) when (IsOfRow(cause))
            {
                LeftOut(logger, cause, what, nameOf(row));
                continue;
            }

            yield return made;
        }
    }

    /// <returns>False: it was left out.</returns>
    public static async Task<bool> TryAsync(Func<Task> work, string what, object name, ILogger logger)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception cause) when (IsOfRow(cause))
        {
            LeftOut(logger, cause, what, name);
            return false;
        }
    }

    /// <summary>Whether it is the row that is wrong, and not everything.</summary>
    public static bool IsOfRow(Exception cause) => cause is not OperationCanceledException && !IsOfDatabase(cause);

    /// <summary>Whether the database is away.</summary>
    public static bool IsOfDatabase(Exception cause) => ExceptionProblems.Of(cause).Code == Refusals.DatabaseUnavailable.Code;

    [LoggerMessage(LogLevel.Warning, "Left out of {What}: {Row}.")]
    private static partial void LeftOut(ILogger logger, Exception cause, string what, object row);
}
