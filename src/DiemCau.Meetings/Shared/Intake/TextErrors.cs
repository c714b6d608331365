using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>Text faults in the words of refusals.</summary>
internal static class TextErrors
{
    /// <param name="field">The JSON name of the field, or whatever else its sender calls it.</param>
    public static FieldError In(this TextFault fault, string field) => new(field, CodeOf(fault));

    public static string CodeOf(TextFault fault) => fault switch
    {
        TextFault.Control => "text_control",
        TextFault.Broken => "text_broken",
        TextFault.Direction => "text_direction",
        TextFault.Invisible => "text_invisible",
        TextFault.Marks => "text_marks",
        _ => "text_scripts",
    };
}
