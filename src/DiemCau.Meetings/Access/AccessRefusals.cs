using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Access;

internal static class AccessRefusals
{
    public static Refusal AccountUnknown { get; } = Refusal.Validation(new FieldError("email", "account_unknown"));
}
