using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>"Tên hiển thị": who sits there, as everybody reads it.</summary>
internal static class DisplayName
{
    public const int Longest = 100;

    /// <summary>From wherever it comes: a request, a ticket, the command line.</summary>
    /// <param name="name">As it is shown; empty where it is refused.</param>
    /// <returns>Null: it will do.</returns>
    public static FieldError? Read(string? text, out string name)
    {
        name = "";
        if (TextFromPeople.Take(text ?? "", TextKind.Name, out var taken) is { } fault)
        {
            return fault.In("displayName");
        }

        var trimmed = taken.Trim();
        if (trimmed.Length is 0 or > Longest)
        {
            return new FieldError("displayName", "display_name", Longest);
        }

        name = trimmed;
        return null;
    }
}
