using System.Net;
using DiemCau.Media;
using DiemCau.Meetings.Live;
using MediaWay = DiemCau.Media.MediaWay;

namespace DiemCau.Server.MediaPlane;

/// <summary>What the engine tells, passed on to live meetings in their words.</summary>
internal sealed class EngineEvents(IMediaPlaneListener listener, TimeProvider time) : IMediaEvents
{
    public void TransportChanged(Guid conference, Guid participant, TransportState state) =>
        listener.TransportChanged(conference, participant, EngineWords.State(state));

    public void PathChanged(Guid conference, Guid participant, MediaWay way, IPAddress? address) =>
        listener.PathChanged(conference, participant, EngineWords.Way(way), address);

    public void ActiveSpeakerChanged(Guid conference, Guid? participant) => listener.ActiveSpeakerChanged(conference, participant);

    public void SlotsChanged(Guid conference, Guid participant, IReadOnlyList<SlotState> slots) =>
        listener.SlotsChanged(conference, participant, EngineWords.Slots(slots));

    public void SourceReached(Guid conference, Guid receiver, SourceArrival arrival) => listener.SourceReached(
        conference,
        receiver,
        new MediaArrival(
            EngineFeeds.Slot(arrival.Feed), arrival.ParticipantId, EngineWords.Source(arrival.Source),
            EngineWords.At(arrival.At, time.GetUtcNow()), arrival.At - arrival.GrantedAt));

    public void MicrophoneChanged(Guid conference, Guid participant, MicrophoneReport report) =>
        listener.MicrophoneChanged(conference, participant, EngineWords.Sound(report, report.Level, time.GetUtcNow()));

    public void PictureChanged(Guid conference, Guid participant, SourceKind source, PictureReport report) => listener.PictureChanged(
        conference, participant, EngineWords.Source(source), EngineWords.Picture(report, time.GetUtcNow()));

    public void LayersWanted(Guid conference, Guid participant, SourceKind source, IReadOnlyList<string> rids) =>
        listener.LayersWanted(conference, participant, EngineWords.Source(source), rids);

    public void QualityMeasured(Guid conference, Guid participant, LineQuality quality) =>
        listener.QualityMeasured(conference, participant, EngineWords.Quality(quality));
}
