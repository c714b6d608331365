using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Server.CommandLine;

/// <summary>The command line is a door for text like any other: names of rooms and units come in by it.</summary>
internal static class Arguments
{
    private const string Password = "--password";

    /// <param name="taken">The arguments as they go on.</param>
    /// <returns>The number of the argument that is refused, from 1, and why; null: none.</returns>
    public static (int Number, TextFault Fault)? Take(IReadOnlyList<string> written, out string[] taken)
    {
        taken = [.. written];
        for (var i = 0; i < taken.Length; i++)
        {
            var isPassword = taken[i].StartsWith(Password + "=", StringComparison.Ordinal) || (i > 0 && taken[i - 1] == Password);
            if (TextFromPeople.Take(taken[i], isPassword ? TextKind.Secret : TextKind.Line, out taken[i]) is { } fault)
            {
                return (i + 1, fault);
            }
        }

        return null;
    }
}
