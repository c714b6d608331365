using DiemCau.Media;
using DiemCau.Meetings.Live;
using DownlinkDiagnosis = DiemCau.Meetings.Live.DownlinkDiagnosis;
using LayerDiagnosis = DiemCau.Meetings.Live.LayerDiagnosis;
using SlotDiagnosis = DiemCau.Meetings.Live.SlotDiagnosis;
using SourceDiagnosis = DiemCau.Meetings.Live.SourceDiagnosis;

namespace DiemCau.Server.MediaPlane;

/// <summary>What the engine finds, as live meetings tell it.</summary>
internal static class EngineDiagnosis
{
    public static MediaDiagnosis Map(ParticipantDiagnosis found, DateTimeOffset now) => new(
        found.Id,
        found.State is { } state ? EngineWords.State(state) : null,
        found.Way is { } way ? EngineWords.Way(way) : null,
        found.Address,
        found.Quality is { } quality ? EngineWords.Quality(quality) : null,
        found.Downlink is { } line ? Of(line) : null,
        [.. found.Sources.Select(source => new SourceDiagnosis(
            EngineWords.Source(source.Kind),
            source.Codec,
            source.Refusal,
            [.. source.Layers.Select(layer => new LayerDiagnosis(layer.Height, layer.Kbps, layer.IsFlowing, layer.IsWatched))],
            source.Sound is { } sound ? EngineWords.Sound(sound, source.Level, now) : null,
            source.Picture is { } picture ? EngineWords.Picture(picture, now) : null))],
        [.. found.Slots.Select(slot => new SlotDiagnosis(
            EngineWords.Slot(slot.State), slot.Height, slot.Kbps, slot.Codec, (int?)slot.ArrivalTook?.TotalMilliseconds))]);

    private static DownlinkDiagnosis Of(Media.DownlinkDiagnosis line) => new(
        line.Kbps, line.TargetKbps, line.DelayKbps, line.LossKbps, line.AcknowledgedKbps, line.QueuedKbps, line.SentKbps, line.WantedKbps,
        line.Use, line.QueueMs, line.LossPercent, line.OwnLossPercent, line.Probes, line.ProbeKbps, line.ProbeResultKbps,
        line.Packets, line.PacketsLost);
}
