namespace DiemCau.Meetings.Shared.Intake;

/// <summary>What a text of a request is, where it is not a single line.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class TextOfKindAttribute(TextKind kind) : Attribute
{
    public TextKind Kind => kind;
}

/// <summary>May have lines.</summary>
internal sealed class LinesAttribute() : TextOfKindAttribute(TextKind.Lines);

/// <summary>What a unit, a site or a person is called.</summary>
internal sealed class NameAttribute() : TextOfKindAttribute(TextKind.Name);

/// <summary>A password.</summary>
internal sealed class SecretAttribute() : TextOfKindAttribute(TextKind.Secret);

/// <summary>Written by a program for a program.</summary>
internal sealed class VerbatimAttribute() : TextOfKindAttribute(TextKind.Verbatim);
