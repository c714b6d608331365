using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using DiemCau.Media.Dtls;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Tcp;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media;

/// <summary>
/// The media engine: conferences of participants who send and receive through one UDP port. Safe from any thread; what it is told takes
/// effect within a few milliseconds, in order.
/// </summary>
public sealed class MediaServer : IAsyncDisposable
{
    private const long LongestGoodbye = 500_000;

    /// <summary>Events that wait for a follower: of a thousand participants, everything at once with room to spare.</summary>
    private const int MostWaiting = 8_192;

    private readonly PacketPool _pool = new();
    private readonly TransportDirectory _directory = new();
    private readonly ConcurrentDictionary<Guid, Conference> _conferences = new();
    private readonly MediaEventQueue _events;
    private readonly HandshakeThread _handshake;
    private readonly DtlsContext _dtls;
    private readonly DtlsCertificate _certificate;
    private readonly TurnCredentials _relayCredentials;
    private readonly TcpConnections _tcp;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly MediaServerOptions _options;
    private readonly FaultLog _faults;
    private WorkerThread[] _workers = [];
    private WorkerRouting[] _routing = [];
    private OfferAnswerer? _answerer;

    public MediaServer(MediaServerOptions options, TimeProvider time, ILogger<MediaServer> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _log = log;
        _relayCredentials = new TurnCredentials(options.RelaySecret ?? RandomNumberGenerator.GetBytes(32));
        _tcp = new TcpConnections(_pool, _directory, _relayCredentials, time);
        _events = new MediaEventQueue(log);
        _faults = new FaultLog(log);
        _handshake = new HandshakeThread(_pool, _faults, log);
        _certificate = DtlsCertificate.Generate(time);
        _dtls = new DtlsContext(_certificate);
    }

    /// <summary>The UDP port that all media uses. Once started.</summary>
    public int Port => _workers[0].Port;

    public int WorkerCount => _workers.Length;

    /// <summary>
    /// About how many RTP packets a second an engine could send on this machine with its processors fully used. Keeps them busy meanwhile.
    /// </summary>
    /// <param name="threads">As <see cref="MediaServerOptions.Workers"/>.</param>
    public static double MeasurePacketsPerSecond(int threads, TimeSpan duration) =>
        ThroughputGauge.PacketsPerSecond(WorkersOf(threads), (long)duration.TotalMicroseconds);

    /// <summary>The time that events tell theirs in: since an arbitrary moment, never set.</summary>
    public static TimeSpan Clock => TimeSpan.FromMicroseconds(MonotonicClock.Now);

    /// <summary>Takes the port and starts the threads; offers are answered from now on.</summary>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public void Start()
    {
        var count = WorkersOf(_options.Workers);
        using (UdpSocket.Bind(null, _options.Port, reusePort: false))
        {
            // The workers share the port; another server must not. A socket that does not share finds it out.
        }

        var localAddresses = _options.AnnouncedAddresses.Count > 1 ? new LocalAddresses() : null;
        var started = new WorkerThread[count];
        for (var i = 0; i < count; i++)
        {
            var sharedPort = i == 0 ? _options.Port : started[0].Port;
            started[i] = new WorkerThread(new Worker(i, _faults), sharedPort, _pool, _tcp, localAddresses);
        }

        _workers = started;
        _routing = Array.ConvertAll(started, thread => new WorkerRouting(thread.Worker));
        var tables = Array.ConvertAll(started, thread => new TransportTable(thread.Worker, thread.Outlet));
        var port = _options.AnnouncedPort ?? Port;
        var addresses = _options.AnnouncedAddresses.Count > 0 ? _options.AnnouncedAddresses : [IPAddress.Loopback];
        var candidates = addresses.Select(address => new IPEndPoint(address, port)).ToArray();
        var tcpCandidates = _options.AnnouncedTcpPort is { } tcp ? addresses.Select(address => new IPEndPoint(address, tcp)).ToArray() : [];
        _answerer = new OfferAnswerer(_dtls, _certificate, _directory, _handshake, candidates, tcpCandidates, _options.CameraCodec);
        _tcp.Start(tables, candidates);
        _workers[0].Worker.AddTicking(_tcp);
        _workers[0].Worker.AddTicking(_directory);
        _handshake.Start();
        for (var i = 0; i < count; i++)
        {
            _workers[i].Start(new PacketPath(tables[i], _directory, _routing[i]));
        }

        MediaLog.Started(_log, Port, _workers.Length, string.Join(", ", addresses));
    }

    private static int WorkersOf(int wanted) => Math.Min(wanted > 0 ? wanted : Environment.ProcessorCount, 32);

    /// <summary>
    /// Lets a TCP connection carry media: what <see cref="TcpSniffer"/> has found to be ICE-TCP or TURN, before TLS or inside it.
    /// </summary>
    /// <param name="remote">The other end.</param>
    /// <returns>Null when too many strangers have come, from that network or in all: close the connection.</returns>
    public TcpConnection? OpenTcp(TcpProtocol protocol, IPEndPoint remote)
    {
        ArgumentNullException.ThrowIfNull(remote);
        return protocol is TcpProtocol.IceTcp or TcpProtocol.Turn
            && _tcp.TryOpen(protocol, new PeerAddress(remote), MonotonicClock.Now, out var connection) ? connection : null;
    }

    /// <summary>Credentials for the relay, which reaches nothing but this engine.</summary>
    /// <param name="whom">Tells credentials apart: letters and digits.</param>
    public (string Username, string Credential) IssueRelayCredentials(string whom, TimeSpan validFor) =>
        _relayCredentials.Issue(whom, (_time.GetUtcNow() + validFor).ToUnixTimeSeconds());

    /// <summary>Registers the receiver of events; there is one.</summary>
    public void Listen(IMediaEvents listener) => _events.Listen(listener);

    /// <summary>
    /// What happens in a conference, beside the receiver of events: for a recorder. First what holds now, then all that happens, in its
    /// order.
    /// </summary>
    /// <returns>Null when the conference is not there. To be disposed of.</returns>
    public ConferenceFollower? Follow(Guid conference)
    {
        if (Find(conference) is not { } followed)
        {
            return null;
        }

        var follower = new ConferenceFollower(MostWaiting);
        followed.Story.Follow(follower);
        return follower;
    }

    /// <summary>
    /// Begins a conference; it is there until it is closed. Whatever is asked of one that is not there is refused or ignored.
    /// </summary>
    public void Open(Guid conference)
    {
        var opened = new Conference(conference, _routing, _events);
        if (_conferences.TryAdd(conference, opened))
        {
            opened.Start();
        }
    }

    /// <summary>Gives a participant a seat in a conference: only who has one is answered.</summary>
    /// <returns>False when the conference is not there.</returns>
    public bool Seat(Guid conference, Guid participant) => Find(conference)?.TrySeat(participant, MonotonicClock.Now) == true;

    /// <summary>
    /// Answers a seated participant's offer. One of the association in use restarts ICE or adds slots; one of another association replaces
    /// the transport.
    /// </summary>
    /// <param name="sdp">The offer, RFC 8866.</param>
    /// <returns>The SDP answer, or a refusal's code.</returns>
    public (string? Answer, string? Refusal) Answer(Guid conference, Guid participant, string sdp, SlotPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!SdpDescription.TryParse(sdp, out var offer))
        {
            return Refuse(NegotiationRefusal.NotSdp);
        }

        if (Find(conference)?.Find(participant) is not { } place)
        {
            return Refuse(NegotiationRefusal.NotSeated);
        }

        var result = Answerer.Answer(place, offer, plan, MonotonicClock.Now);
        return result.IsAccepted ? (result.Answer, null) : Refuse(result.Refusal);

        (string?, string?) Refuse(NegotiationRefusal refusal)
        {
            MediaLog.OfferRefused(_log, refusal.ToString());
            return (null, refusal.ToString());
        }
    }

    /// <summary>Takes a participant's seat: ends its transport and forgets its sources.</summary>
    public void Leave(Guid conference, Guid participant) => Find(conference)?.Remove(participant, MonotonicClock.Now);

    /// <summary>Ends all transports of a conference and forgets it.</summary>
    public void Close(Guid conference)
    {
        if (_conferences.TryRemove(conference, out var closed))
        {
            closed.Close(MonotonicClock.Now);
        }
    }

    /// <summary>Sets who is heard and seen. It may name participants that come later.</summary>
    public void Apply(Guid conference, Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        Find(conference)?.Apply(programme, MonotonicClock.Now);
    }

    /// <summary>Sets what a participant wants to see.</summary>
    public void SetView(Guid conference, Guid participant, ReceiverView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (Find(conference)?.Find(participant) is { } place)
        {
            place.SetView(view);
        }
    }

    /// <summary>
    /// Has a participant's line measured by padding though nothing is shown on it; it needs a picture slot. What it carries is in
    /// <see cref="DiagnoseAsync"/>.
    /// </summary>
    /// <param name="kbps">More than that nobody cares for; 0: no more.</param>
    public void MeasureLine(Guid conference, Guid participant, int kbps)
    {
        if (Find(conference)?.Find(participant) is { } place)
        {
            place.MeasuredLine = kbps * 1000.0;
        }
    }

    /// <summary>What flows in a participant's receive slots.</summary>
    public IReadOnlyList<SlotState> Slots(Guid conference, Guid participant) =>
        Find(conference)?.Find(participant)?.Transport?.Receiver.Announced ?? [];

    /// <summary>How each participant of a conference does now; empty for a conference that is not here.</summary>
    public Task<IReadOnlyList<ParticipantDiagnosis>> DiagnoseAsync(Guid conference) =>
        Find(conference) is { } found ? Diagnosis.OfAsync(found, _time) : Task.FromResult<IReadOnlyList<ParticipantDiagnosis>>([]);

    /// <summary>Counters of all workers; each is as fresh as its worker's last look, a few milliseconds ago.</summary>
    public MediaStatistics Statistics() => EngineStatistics.Of(
        Array.ConvertAll(_workers, static thread => thread.Worker), _directory, _pool, _tcp, _handshake, _conferences.Count);

    public async ValueTask DisposeAsync()
    {
        await SayGoodbyeAsync().ConfigureAwait(false);
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }

        _handshake.Dispose();
        await _events.DisposeAsync().ConfigureAwait(false);
        _dtls.Dispose();
        _pool.Dispose();
    }

    /// <summary>
    /// Ends every DTLS session in order while there are still threads to send with: clients that are told look for the server again at
    /// once, the others only after ten silent seconds.
    /// </summary>
    private async Task SayGoodbyeAsync()
    {
        foreach (var conference in _conferences.Keys)
        {
            Close(conference);
        }

        if (_directory.Count == 0)
        {
            return;
        }

        await BoundedWait.UntilAsync(() => _directory.Count == 0 && _handshake.Waiting == 0, LongestGoodbye, _time).ConfigureAwait(false);
        await BoundedWait.UntilAsync(static () => true, 0, _time).ConfigureAwait(false); // the last ones are with the workers
    }

    /// <summary>For tests that put something of their own into the engine.</summary>
    internal IReadOnlyList<WorkerRouting> Routing => _routing;

    /// <summary>For tests that let time pass.</summary>
    internal TransportDirectory Directory => _directory;

    /// <summary>Null for a conference that is not here.</summary>
    internal Conference? Find(Guid conference) => _conferences.TryGetValue(conference, out var found) ? found : null;

    private OfferAnswerer Answerer => _answerer ?? throw new InvalidOperationException("The media server has not been started.");
}
