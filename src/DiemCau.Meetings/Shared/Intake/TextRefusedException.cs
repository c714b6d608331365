using System.Text.Json;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>A text in a request's JSON that is not taken. The serializer writes the way to it into <see cref="JsonException.Path"/>.</summary>
internal sealed class TextRefusedException(string code, params IReadOnlyList<object?> arguments) : JsonException
{
    /// <summary>Of the field's error.</summary>
    public string Code => code;

    public IReadOnlyList<object?> Arguments => arguments;

    /// <summary>As its sender calls it: <c>title</c>, <c>sites[3].place</c>.</summary>
    public string Field => Path switch
    {
        null or "$" => "",
        ['$', '.', .. var way] => way,
        ['$', .. var way] => way,
        var way => way,
    };
}
