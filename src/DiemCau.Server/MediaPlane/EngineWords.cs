using DiemCau.Media;
using DiemCau.Meetings.Live;
using MediaWay = DiemCau.Meetings.Live.MediaWay;

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

    public static MediaWay Way(Media.MediaWay way) => way switch
    {
        Media.MediaWay.Udp => MediaWay.Udp,
        Media.MediaWay.Tcp => MediaWay.Tcp,
        _ => MediaWay.Turn,
    };

    public static IReadOnlyList<MediaSlot> Slots(IReadOnlyList<SlotState> slots) => [.. slots.Select(Slot)];

    public static MediaSlot Slot(SlotState slot) => new(
        slot.Mid, Kind(slot.Kind), slot.ParticipantId, slot.Source is { } source ? Source(source) : null, Pause(slot.Paused));

    public static MediaSource Source(SourceKind source) => source switch
    {
        SourceKind.Microphone => MediaSource.Microphone,
        SourceKind.Camera => MediaSource.Camera,
        _ => MediaSource.Screen,
    };

    /// <param name="level">RFC 6464's, of this moment.</param>
    public static MediaSound Sound(MicrophoneReport report, int level, DateTimeOffset now) => new(
        report.State switch
        {
            MicrophoneState.Speaking => MediaSoundState.Speaking,
            MicrophoneState.Quiet => MediaSoundState.Quiet,
            MicrophoneState.Silent => MediaSoundState.Silent,
            MicrophoneState.NoSignal => MediaSoundState.NoSignal,
            _ => MediaSoundState.Missing,
        },
        At(report.Since, now),
        level,
        report.EchoOf,
        (int?)report.EchoDelay?.TotalMilliseconds);

    public static MediaPicture Picture(PictureReport report, DateTimeOffset now) => new(
        report.State switch
        {
            PictureState.Moving => MediaPictureState.Moving,
            PictureState.Still => MediaPictureState.Still,
            PictureState.Uniform => MediaPictureState.Uniform,
            _ => MediaPictureState.Frozen,
        },
        At(report.Since, now));

    /// <summary>A moment of the engine's clock, in the world's.</summary>
    public static DateTimeOffset At(TimeSpan moment, DateTimeOffset now) => now - (MediaServer.Clock - moment);

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
