using DiemCau.Meetings.Shared;
using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>What flows in each of a participant's receive slots now. A higher version replaces a lower one.</summary>
internal sealed record Slots(long Version, IReadOnlyList<SlotView> Items)
{
    public static readonly Slots None = new(0, []);

    public static Slots Of(long version, IReadOnlyList<MediaSlot> slots) => new(version, [.. slots.Select(SlotView.Of)]);
}

/// <param name="Mid">The m-line of the receiver's own offer.</param>
internal sealed record SlotView(
    string Mid,
    [property: JsonConverter(typeof(CamelCaseEnum<MediaSlotKind>))] MediaSlotKind Kind,
    Guid? ParticipantId,
    [property: JsonConverter(typeof(CamelCaseEnum<MediaSource>))] MediaSource? Source,
    [property: JsonConverter(typeof(CamelCaseEnum<MediaPause>))] MediaPause? Paused)
{
    public static SlotView Of(MediaSlot slot) => new(slot.Mid, slot.Kind, slot.ParticipantId, slot.Source, slot.Paused);
}
