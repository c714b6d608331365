using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Signalling;

/// <summary>What every intent is answered with.</summary>
internal sealed record HubAnswer(bool Ok, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Problem? Problem = null)
{
    public static readonly HubAnswer Done = new(true);
}
