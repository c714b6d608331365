using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Rooms;

/// <summary>What a room's name and password must look like.</summary>
internal static class RoomRules
{
    /// <summary>The name as it is kept: trimmed and composed, its case and accents untouched.</summary>
    public static string Written(string? name) => (TextFromPeople.Take(name ?? "", TextKind.Line, out var taken) is null ? taken : name!).Trim();

    public static IEnumerable<FieldError> NameErrors(string name)
    {
        if (name.Length == 0)
        {
            yield return new FieldError("name", "required");
        }
        else if (name.Length > Room.NameLength)
        {
            yield return new FieldError("name", "too_long", Room.NameLength);
        }
        else if (TextFromPeople.Take(name, TextKind.Line, out _) is { } fault)
        {
            yield return fault.In("name");
        }
    }

    public static IEnumerable<FieldError> PasswordErrors(string? password)
    {
        if (password is not null)
        {
            password = OpaqueString.Of(password);
        }

        if (password is null || password.Length < Room.ShortestPassword)
        {
            yield return new FieldError("password", "room_password_too_short", Room.ShortestPassword);
        }
        else if (password.Length > Room.LongestPassword)
        {
            yield return new FieldError("password", "too_long", Room.LongestPassword);
        }
    }
}
