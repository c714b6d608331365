using System.Collections.Concurrent;
using DiemCau.Meetings.Live;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>Writes down what live meetings ask of a media engine, and lets a test raise the engine's events.</summary>
internal sealed class RecordingMediaPlane : IMediaPlane
{
    private readonly ConcurrentDictionary<Guid, MediaProgramme> _programmes = new();

    public ConcurrentQueue<(Guid Participant, MediaOffer Offer)> Offers { get; } = new();

    public ConcurrentDictionary<Guid, MediaView> Views { get; } = new();

    /// <summary>Who has a seat; only these are answered, as by the engine.</summary>
    public ConcurrentDictionary<(Guid Conference, Guid Participant), bool> Seats { get; } = new();

    public ConcurrentQueue<Guid> Left { get; } = new();

    public ConcurrentQueue<Guid> Closed { get; } = new();

    /// <summary>Offers that contain this are refused.</summary>
    public string Unusable { get; set; } = "unusable";

    /// <summary>… for this reason.</summary>
    public string Refusal { get; set; } = "no_codec";

    public IMediaPlaneListener Listener { get; private set; } = null!;

    public MediaProgramme Programme(Guid conferenceId) => _programmes[conferenceId];

    public void Open(Guid conferenceId) => _programmes.TryAdd(
        conferenceId, new MediaProgramme(new HashSet<Guid>(), new HashSet<Guid>(), null, null, new Dictionary<Guid, Guid>()));

    public void Seat(Guid conferenceId, Guid participantId) => Seats[(conferenceId, participantId)] = true;

    public MediaAnswer Answer(Guid conferenceId, Guid participantId, MediaOffer offer)
    {
        if (!Seats.ContainsKey((conferenceId, participantId)))
        {
            return new MediaAnswer(null, "NotSeated");
        }

        Offers.Enqueue((participantId, offer));
        return offer.Sdp.Contains(Unusable, StringComparison.Ordinal)
            ? new MediaAnswer(null, Refusal)
            : new MediaAnswer("v=0\r\na=ice-ufrag:srv1\r\na=ice-pwd:server-password-of-22ch\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 10000 typ host\r\n");
    }

    public IReadOnlyList<IceServer> IceServers() => [new(["turns:meet.example:443?transport=tcp"], "1800000000:site", "secret")];

    public void Leave(Guid conferenceId, Guid participantId)
    {
        Seats.TryRemove((conferenceId, participantId), out _);
        Left.Enqueue(participantId);
    }

    public ConcurrentQueue<(Guid Participant, int Kbps)> MeasuredLines { get; } = new();

    public void MeasureLine(Guid conferenceId, Guid participantId, int kbps) => MeasuredLines.Enqueue((participantId, kbps));

    public void Close(Guid conferenceId) => Closed.Enqueue(conferenceId);

    public void Apply(Guid conferenceId, MediaProgramme programme) => _programmes[conferenceId] = programme;

    public void SetView(Guid conferenceId, Guid participantId, MediaView view) => Views[participantId] = view;

    public IReadOnlyList<MediaSlot> Slots(Guid conferenceId, Guid participantId) => [];

    public ConcurrentDictionary<Guid, MediaDiagnosis> Diagnoses { get; } = new();

    public Task<IReadOnlyList<MediaDiagnosis>> DiagnoseAsync(Guid conferenceId) =>
        Task.FromResult<IReadOnlyList<MediaDiagnosis>>([.. Diagnoses.Values]);

    public void Listen(IMediaPlaneListener listener) => Listener = listener;
}
