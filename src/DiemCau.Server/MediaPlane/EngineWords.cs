using DiemCau.Media;
using DiemCau.Meetings.Live;

namespace DiemCau.Server.MediaPlane;

/// <summary>The engine's words in those of live meetings.</summary>
internal static class EngineWords
{
    public static MediaTransportState State(TransportState state) => state switch
    {
        TransportState.Connecting => MediaTransportState.Connecting,
        TransportState.Connected => MediaTransportState.Connected,
        TransportState.Disconnected => MediaTransportState.Disconnected,
        _ => MediaTransportState.Closed,
    };

    public static MediaQuality Quality(LineQuality quality) =>
        new(quality.UplinkLoss, quality.DownlinkLoss, quality.RoundTrip, quality.DownlinkRate, quality.UplinkRate);

    public static MediaSlot Slot(SlotState slot) => new(
        slot.Mid, Kind(slot.Kind), slot.ParticipantId, slot.Source is { } source ? Source(source) : null, Pause(slot.Paused));

    public static MediaSource Source(SourceKind source) => source switch
    {
        SourceKind.Microphone => MediaSource.Microphone,
        SourceKind.Camera => MediaSource.Camera,
        _ => MediaSource.Screen,
    };

    private static MediaSlotKind Kind(SlotKind kind) => kind switch
    {
        SlotKind.Audio => MediaSlotKind.Audio,
        SlotKind.Podium => MediaSlotKind.Podium,
        SlotKind.Screen => MediaSlotKind.Screen,
        SlotKind.ChairScreen => throw new NotSupportedException("No participant plans a slot for the chair's screen yet."),
        _ => MediaSlotKind.Tile,
    };

    private static MediaPause? Pause(PauseReason? reason) => reason switch
    {
        null => null,
        PauseReason.Bandwidth => MediaPause.Bandwidth,
        PauseReason.SourceOff => MediaPause.SourceOff,
        _ => MediaPause.LayerOff,
    };
}
