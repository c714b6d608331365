using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Bench.Janus;
using DiemCau.Media.Negotiation;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.Bench.Systems;

/// <summary>Janus with a VideoRoom. It offers to those who receive; those who send offer to it.</summary>
internal sealed class JanusSystem : ConferenceSystem
{
    private const int Room = 1;
    private const int VoicesOfAll = 3;

    private readonly JanusProcess _process;
    private readonly JanusSession _session;
    private readonly IPAddress _address;
    private readonly List<long> _feeds = [];
    private readonly ConcurrentDictionary<long, long> _podiumWatchers = new();
    private long _podium;

    private JanusSystem(LoadNetwork network, JanusProcess process, JanusSession session, IPAddress address)
        : base(network)
    {
        _process = process;
        _session = session;
        _address = address;
    }

    public override string Name => "Janus";

    public override int ProcessId => _process.Id;

    public static async Task<JanusSystem> StartAsync(LoadNetwork network, RunSettings settings, CancellationToken cancel)
    {
        var process = await JanusProcess.StartAsync(
            settings.Address, settings.Port + 2, (settings.JanusMediaPorts, settings.JanusMediaPorts + 3000), settings.EventLoops, cancel);
        try
        {
            var session = await JanusSession.OpenAsync(process.Address, cancel);
            var handle = await session.AttachAsync(cancel);
            await session.TellAsync(handle, new JsonObject
            {
                ["request"] = "create", ["room"] = Room, ["publishers"] = 100, ["bitrate"] = 0, ["fir_freq"] = 0,
                ["audiocodec"] = "opus", ["videocodec"] = "vp8", ["notify_joining"] = false,
            }, cancel);
            return new JanusSystem(network, process, session, settings.Address);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public override async Task<LoadPeer> PublishAsync(Clip clip, CancellationToken cancel)
    {
        var handle = await _session.AttachAsync(cancel);
        var joined = await _session.TellAsync(
            handle, new JsonObject { ["request"] = "join", ["ptype"] = "publisher", ["room"] = Room, ["display"] = "publisher" }, cancel);
        var feed = (long)joined["plugindata"]!["data"]!["id"]!;
        var connection = Network.Publishers.Connect(new PeerPlan { Microphone = clip, Camera = clip, ClipStart = Network.Publishers.Started });
        var answer = await _session.TellAsync(
            handle, new JsonObject { ["request"] = "publish" }, cancel, "offer", PublisherOffer(connection.Session.Offer));
        await connection.ConnectAsync((string)answer["jsep"]!["sdp"]!, via: null, cancel);
        while (!await IsPublishedAsync(handle, feed, cancel))
        {
            await Task.Delay(20, cancel);
        }

        _feeds.Add(feed);
        _podium = _podium == 0 ? feed : _podium;
        return Peer(handle, $"{feed}", connection);
    }

    public override Task<LoadPeer> WatchPodiumAsync(CancellationToken cancel) => SubscribeAsync([new JsonObject { ["feed"] = _podium }], onPodium: true, cancel);

    public override Task<LoadPeer> WatchOverAsync(Func<IPEndPoint, IPEndPoint> line, CancellationToken cancel) =>
        SubscribeAsync([new JsonObject { ["feed"] = _podium }], onPodium: true, cancel, line);

    public override Task<LoadPeer> WatchAllAsync(CancellationToken cancel)
    {
        // In a publisher's offer line 0 is the microphone and line 1 the camera.
        var voices = _feeds.Take(VoicesOfAll).Select(feed => new JsonObject { ["feed"] = feed, ["mid"] = "0" });
        var pictures = _feeds.Select(feed => new JsonObject { ["feed"] = feed, ["mid"] = "1" });
        return SubscribeAsync([.. voices, .. pictures], onPodium: false, cancel);
    }

    public override Task<LoadPeer> JoinAsync(int number, CancellationToken cancel) => WatchPodiumAsync(cancel);

    public override async Task SetPodiumAsync(LoadPeer publisher, CancellationToken cancel)
    {
        var feed = _podium = long.Parse(publisher.Id, System.Globalization.CultureInfo.InvariantCulture);
        await Task.WhenAll(_podiumWatchers.Keys.Select(handle => _session.TellAsync(handle, new JsonObject
        {
            ["request"] = "switch",
            ["streams"] = new JsonArray(Switch("0"), Switch("1")),
        }, cancel)));

        JsonObject Switch(string mid) => new() { ["feed"] = feed, ["mid"] = mid, ["sub_mid"] = mid };
    }

    public override async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _process.DisposeAsync();
    }

    private async Task<LoadPeer> SubscribeAsync(
        IEnumerable<JsonNode> streams, bool onPodium, CancellationToken cancel, Func<IPEndPoint, IPEndPoint>? line = null)
    {
        var handle = await _session.AttachAsync(cancel);
        var offered = await _session.TellAsync(handle, new JsonObject
        {
            ["request"] = "join", ["ptype"] = "subscriber", ["room"] = Room, ["streams"] = new JsonArray([.. streams]),
        }, cancel);
        var sdp = (string)offered["jsep"]!["sdp"]!;
        if (!SdpDescription.TryParse(sdp, out var offer))
        {
            throw new JanusException("Its offer is not SDP");
        }

        var connection = Network.Receivers.Connect(new PeerPlan { Check = ContentIndex.Synthetic, TransportFeedback = TransportFeedback });
        var answer = WithCandidate(connection.Session.AnswerTo(offer));
        await _session.TellAsync(handle, new JsonObject { ["request"] = "start" }, cancel, "answer", answer);
        var media = offer.Media.SelectMany(static media => media.Candidates).First(static candidate => candidate.Transport == "udp").EndPoint;
        await connection.ConnectAsync(sdp, line?.Invoke(media), cancel);
        if (onPodium)
        {
            _podiumWatchers[handle] = handle;
        }

        return Peer(handle, $"{handle}", connection);
    }

    /// <summary>Janus notices a moment after the publisher that both are connected, and knows no such feed before.</summary>
    private async Task<bool> IsPublishedAsync(long handle, long feed, CancellationToken cancel)
    {
        var listed = await _session.TellAsync(handle, new JsonObject { ["request"] = "listparticipants", ["room"] = Room }, cancel);
        return listed["plugindata"]!["data"]!["participants"]!.AsArray()
            .Any(participant => (long)participant!["id"]! == feed && (bool)participant["publisher"]!);
    }

    private LoadPeer Peer(long handle, string id, PeerConnection connection) => new(
        id, connection,
        async cancel =>
        {
            _podiumWatchers.TryRemove(handle, out _);
            await _session.DetachAsync(handle, cancel);
        },
        connection.DisposeAsync);

    /// <summary>The virtual participant is always DTLS client; offered the choice, Janus would take that part for itself.</summary>
    private string PublisherOffer(string offer) => WithCandidate(offer
        .Replace("a=setup:actpass", "a=setup:active", StringComparison.Ordinal)
        .Replace("a=ice-options:trickle\r\n", "", StringComparison.Ordinal));

    /// <summary>Janus begins with ICE when it knows a candidate; the one it then uses is where our checks come from. Nobody is at this port (discard).</summary>
    private string WithCandidate(string sdp)
    {
        const string Before = "a=rtcp-mux\r\n"; // of the first m-line, whose transport all others share
        return sdp.Insert(sdp.IndexOf(Before, StringComparison.Ordinal), $"a=candidate:1 1 udp 2130706431 {_address} 9 typ host\r\n");
    }
}
