using DiemCau.Media;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Shared;

namespace DiemCau.Server.MediaPlane;

/// <summary>
/// The media engine as live meetings see it. The two sides don't know each other's types; here they are told apart by name.
/// </summary>
internal sealed class EngineMediaPlane(MediaServer engine, InstallationOptions installation, TimeProvider time) : IMediaPlane
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

    public void MeasureLine(Guid conferenceId, Guid participantId, int kbps) => engine.MeasureLine(conferenceId, participantId, kbps);

    public IReadOnlyList<MediaSlot> Slots(Guid conferenceId, Guid participantId) =>
        EngineWords.Slots(engine.Slots(conferenceId, participantId));

    public async Task<IReadOnlyList<MediaDiagnosis>> DiagnoseAsync(Guid conferenceId) =>
        [.. (await engine.DiagnoseAsync(conferenceId)).Select(found => EngineDiagnosis.Map(found, time.GetUtcNow()))];

    public void Listen(IMediaPlaneListener listener) => engine.Listen(new EngineEvents(listener, time));

    private static ViewSize? Size(TileSize? size) => size is { } given ? new ViewSize(given.Width, given.Height) : null;
}
