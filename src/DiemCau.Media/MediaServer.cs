using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using DiemCau.Media.Dtls;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Sessions;
using DiemCau.Media.Streams;
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

    private readonly PacketPool pool = new();
    private readonly TransportDirectory directory = new();
    private readonly ConcurrentDictionary<Guid, Conference> conferences = new();
    private readonly MediaEventQueue events;
    private readonly HandshakeThread handshake;
    private readonly DtlsContext dtls;
    private readonly DtlsCertificate certificate;
    private readonly TurnCredentials relayCredentials;
    private readonly StreamLines streams;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly MediaServerOptions options;
    private MediaWorker[] workers = [];
    private TransportFactory? transports;

    public MediaServer(MediaServerOptions options, TimeProvider time, ILogger<MediaServer> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.time = time;
        this.log = log;
        relayCredentials = new TurnCredentials(options.RelaySecret ?? RandomNumberGenerator.GetBytes(32));
        streams = new StreamLines(pool, directory, relayCredentials, time);
        events = new MediaEventQueue(log);
        handshake = new HandshakeThread(pool, log);
        certificate = DtlsCertificate.Generate(time);
        dtls = new DtlsContext(certificate);
    }

    /// <summary>The UDP port that all media uses. Once started.</summary>
    public int Port => workers[0].Port;

    public int WorkerCount => workers.Length;

    /// <summary>
    /// About how many RTP packets a second an engine could send on this machine with its processors fully used. Keeps them busy meanwhile.
    /// </summary>
    /// <param name="threads">As <see cref="MediaServerOptions.Workers"/>.</param>
    public static double MeasurePacketsPerSecond(int threads, TimeSpan duration) =>
        ThroughputGauge.PacketsPerSecond(WorkersOf(threads), (long)duration.TotalMicroseconds);

    /// <summary>Takes the port and starts the threads; offers are answered from now on.</summary>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public void Start()
    {
        var count = WorkersOf(options.Workers);
        using (UdpSocket.Bind(null, options.Port, reusePort: false))
        {
            // The workers share the port; another server must not. A socket that does not share finds it out.
        }

        var origins = options.AnnouncedAddresses.Count > 1 ? new Origins() : null;
        var started = new MediaWorker[count];
        started[0] = new MediaWorker(0, options.Port, pool, directory, streams, origins, log);
        for (var i = 1; i < count; i++)
        {
            started[i] = new MediaWorker(i, started[0].Port, pool, directory, streams, origins, log);
        }

        workers = started;
        var port = options.AnnouncedPort ?? Port;
        var addresses = options.AnnouncedAddresses.Count > 0 ? options.AnnouncedAddresses : [IPAddress.Loopback];
        var candidates = addresses.Select(address => new IPEndPoint(address, port)).ToArray();
        var tcpCandidates = options.AnnouncedTcpPort is { } tcp ? addresses.Select(address => new IPEndPoint(address, tcp)).ToArray() : [];
        transports = new TransportFactory(dtls, certificate, directory, handshake, candidates, tcpCandidates, options.CameraCodec);
        streams.Start(workers, candidates);
        workers[0].AddTicking(streams);
        handshake.Start();
        foreach (var worker in workers)
        {
            worker.Start();
        }

        MediaLog.Started(log, Port, workers.Length, string.Join(", ", addresses));
    }

    private static int WorkersOf(int wanted) => Math.Min(wanted > 0 ? wanted : Environment.ProcessorCount, 32);

    /// <summary>
    /// Lets a TCP connection carry media: what <see cref="StreamSniffer"/> has found to be ICE-TCP or TURN, before TLS or inside it.
    /// </summary>
    /// <param name="remote">The other end.</param>
    /// <returns>Null when too many strangers have come, from that network or in all: close the connection.</returns>
    public MediaStream? OpenStream(StreamProtocol protocol, IPEndPoint remote)
    {
        ArgumentNullException.ThrowIfNull(remote);
        return protocol is StreamProtocol.IceTcp or StreamProtocol.Turn
            && streams.TryOpen(protocol, new UdpEndpoint(remote), MonotonicClock.Now, out var stream) ? stream : null;
    }

    /// <summary>Credentials for the relay, which reaches nothing but this engine.</summary>
    /// <param name="whom">Tells credentials apart: letters and digits.</param>
    public (string Username, string Credential) IssueRelayCredentials(string whom, TimeSpan validFor) =>
        relayCredentials.Issue(whom, (time.GetUtcNow() + validFor).ToUnixTimeSeconds());

    /// <summary>Registers the receiver of events; there is one.</summary>
    public void Listen(IMediaEvents listener) => events.Listen(listener);

    /// <summary>
    /// Answers a participant's offer. One of the association in use restarts ICE or adds slots; one of another association replaces the
    /// transport.
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

        var place = conferences.GetOrAdd(conference, id => new Conference(id, workers, events)).FindOrAdd(participant);
        var result = Started.Answer(place, offer, plan, MonotonicClock.Now);
        return result.IsAccepted ? (result.Answer, null) : Refuse(result.Refusal);

        (string?, string?) Refuse(NegotiationRefusal refusal)
        {
            MediaLog.OfferRefused(log, refusal.ToString());
            return (null, refusal.ToString());
        }
    }

    /// <summary>Ends a participant's transport and forgets its sources.</summary>
    public void Leave(Guid conference, Guid participant) => Find(conference)?.Remove(participant);

    /// <summary>Ends all transports of a conference and forgets it.</summary>
    public void Close(Guid conference)
    {
        if (conferences.TryRemove(conference, out var closed))
        {
            closed.Close();
        }
    }

    /// <summary>Sets who is heard and seen. It may name participants that come later.</summary>
    public void Apply(Guid conference, Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        conferences.GetOrAdd(conference, id => new Conference(id, workers, events)).Apply(programme);
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

    /// <summary>What flows in a participant's receive slots.</summary>
    public IReadOnlyList<SlotState> Slots(Guid conference, Guid participant) =>
        Find(conference)?.Find(participant)?.Transport?.Receiver.Announced ?? [];

    /// <summary>How each participant of a conference does now; empty for a conference that is not here.</summary>
    public Task<IReadOnlyList<ParticipantDiagnosis>> DiagnoseAsync(Guid conference) =>
        Find(conference) is { } found ? Diagnosis.OfAsync(found, time) : Task.FromResult<IReadOnlyList<ParticipantDiagnosis>>([]);

    /// <summary>Counters of all workers; each is as fresh as its worker's last look, a few milliseconds ago.</summary>
    public MediaStatistics Statistics() => EngineStatistics.Of(workers, directory, pool, streams, handshake, conferences.Count);

    public async ValueTask DisposeAsync()
    {
        await SayGoodbyeAsync().ConfigureAwait(false);
        foreach (var worker in workers)
        {
            worker.Dispose();
        }

        handshake.Dispose();
        await events.DisposeAsync().ConfigureAwait(false);
        dtls.Dispose();
        pool.Dispose();
    }

    /// <summary>
    /// Ends every DTLS session in order while there are still threads to send with: clients that are told look for the server again at once,
    /// the others only after ten silent seconds.
    /// </summary>
    private async Task SayGoodbyeAsync()
    {
        if (directory.Count == 0)
        {
            return;
        }

        foreach (var conference in conferences.Keys)
        {
            Close(conference);
        }

        await Patience.UntilAsync(() => directory.Count == 0 && handshake.Waiting == 0, LongestGoodbye, time).ConfigureAwait(false);
        await Patience.UntilAsync(static () => true, 0, time).ConfigureAwait(false); // the last ones are with the workers
    }

    private TransportFactory Started => transports ?? throw new InvalidOperationException("The media server has not been started.");

    private Conference? Find(Guid conference) => conferences.TryGetValue(conference, out var found) ? found : null;
}
