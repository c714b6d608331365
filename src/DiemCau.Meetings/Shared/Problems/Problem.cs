using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Shared.Problems;

/// <summary>A refusal as it travels (RFC 9457), in HTTP bodies and over the hub.</summary>
/// <param name="Title">What happened, in the reader's language.</param>
/// <param name="Code">For machines, and to read out on the phone.</param>
/// <param name="Detail">What it means and what to do.</param>
/// <param name="Errors">By field, for code <c>validation</c> only.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors);
