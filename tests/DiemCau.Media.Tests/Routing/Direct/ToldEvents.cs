using System.Net;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>Keeps what the engine has told, in its order.</summary>
internal sealed class ToldEvents : IMediaEvents
{
    public List<(Guid Receiver, SourceArrival Arrival)> Arrivals { get; } = [];

    public List<(Guid Participant, MediaWay Way, IPAddress? Address)> Paths { get; } = [];

    public List<(Guid Participant, MicrophoneReport Report)> Microphones { get; } = [];

    public List<(Guid Participant, SourceKind Source, PictureReport Report)> Pictures { get; } = [];

    public List<Guid?> Speakers { get; } = [];

    public void SourceReached(Guid conference, Guid receiver, SourceArrival arrival) => Arrivals.Add((receiver, arrival));

    public void PathChanged(Guid conference, Guid participant, MediaWay way, IPAddress? address) => Paths.Add((participant, way, address));

    public void ActiveSpeakerChanged(Guid conference, Guid? participant) => Speakers.Add(participant);

    public void MicrophoneChanged(Guid conference, Guid participant, MicrophoneReport report) => Microphones.Add((participant, report));

    public void PictureChanged(Guid conference, Guid participant, SourceKind source, PictureReport report) =>
        Pictures.Add((participant, source, report));

    public void TransportChanged(Guid conference, Guid participant, TransportState state)
    {
        // Asked of the transport where it matters.
    }

    public void SlotsChanged(Guid conference, Guid participant, IReadOnlyList<SlotState> slots)
    {
        // Asked of the receiver where it matters.
    }

    public void LayersWanted(Guid conference, Guid participant, SourceKind source, IReadOnlyList<string> rids)
    {
        // LayerDemandTests.
    }

    public void QualityMeasured(Guid conference, Guid participant, LineQuality quality)
    {
        // Of no test on direct transports.
    }
}
