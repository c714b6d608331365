using DiemCau.Media;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Shared;

namespace DiemCau.Server.MediaPlane;

/// <summary>
/// The media engine as live meetings see it. The two sides don't know each other's types; here they are told apart by name.
/// </summary>
internal sealed class EngineMediaPlane(MediaServer engine, InstallationOptions installation) : IMediaPlane
{
    /// <summary>A day's meetings; a client that rejoins gets new ones, and an allocation outlives its credentials.</summary>
    private static readonly TimeSpan RelayCredentialsLife = TimeSpan.FromHours(12);

    public void Open(Guid conferenceId) => engine.Open(conferenceId);

    public void Seat(Guid conferenceId, Guid participantId) => engine.Seat(conferenceId, participantId);

    public MediaAnswer Answer(Guid conferenceId, Guid participantId, MediaOffer offer)
    {
        var (answer, refusal) = engine.Answer(conferenceId, participantId, offer.Sdp, new SlotPlan(
            offer.Send.Microphone, offer.Send.Camera, offer.Send.Screen,
            offer.Receive.Audio, offer.Receive.Podium, offer.Receive.Screen, offer.Receive.Tiles));
        return new MediaAnswer(answer, refusal);
    }

    public IReadOnlyList<IceServer> IceServers()
    {
        // The same port as HTTPS: wherever the page came through, this does, too; in TLS where a firewall looks inside.
        var place = $"{installation.PublicAddress.Host}:{installation.PublicAddress.Port}?transport=tcp";
        var (username, credential) = engine.IssueRelayCredentials(Guid.NewGuid().ToString("N"), RelayCredentialsLife);
        return [new IceServer([$"turn:{place}", $"turns:{place}"], username, credential)];
    }

    public void Leave(Guid conferenceId, Guid participantId) => engine.Leave(conferenceId, participantId);

    public void Close(Guid conferenceId) => engine.Close(conferenceId);

    public void Apply(Guid conferenceId, MediaProgramme programme) => engine.Apply(conferenceId, EngineFeeds.Of(programme));

    public void SetView(Guid conferenceId, Guid participantId, MediaView view) => engine.SetView(
        conferenceId, participantId, new ReceiverView(
            Size(view.Podium), Size(view.Screen), [.. view.Tiles.Select(tile => new ViewTile(tile.ParticipantId, tile.Width, tile.Height))]));

    public IReadOnlyList<MediaSlot> Slots(Guid conferenceId, Guid participantId) =>
        EngineEvents.Map(engine.Slots(conferenceId, participantId));

    public async Task<IReadOnlyList<MediaDiagnosis>> DiagnoseAsync(Guid conferenceId) =>
        [.. (await engine.DiagnoseAsync(conferenceId)).Select(EngineDiagnosis.Map)];

    public void Listen(IMediaPlaneListener listener) => engine.Listen(new EngineEvents(listener));

    private static ViewSize? Size(TileSize? size) => size is { } given ? new ViewSize(given.Width, given.Height) : null;

    private sealed class EngineEvents(IMediaPlaneListener listener) : IMediaEvents
    {
        public static IReadOnlyList<MediaSlot> Map(IReadOnlyList<SlotState> slots) =>
            [.. slots.Select(EngineWords.Slot)];

        public void TransportChanged(Guid conference, Guid participant, TransportState state) =>
            listener.TransportChanged(conference, participant, EngineWords.State(state));

        public void ActiveSpeakerChanged(Guid conference, Guid? participant) => listener.ActiveSpeakerChanged(conference, participant);

        public void SlotsChanged(Guid conference, Guid participant, IReadOnlyList<SlotState> slots) =>
            listener.SlotsChanged(conference, participant, Map(slots));

        public void LayersWanted(Guid conference, Guid participant, SourceKind source, IReadOnlyList<string> rids) =>
            listener.LayersWanted(conference, participant, EngineWords.Source(source), rids);

        public void QualityMeasured(Guid conference, Guid participant, LineQuality quality) => listener.QualityMeasured(
            conference, participant, EngineWords.Quality(quality));
    }
}
