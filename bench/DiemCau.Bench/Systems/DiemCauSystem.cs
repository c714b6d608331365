using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DiemCau.Bench.Server;
using DiemCau.Media;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Systems;

/// <summary>The server as it is shipped, with a room whose chair is the first who publishes.</summary>
internal sealed class DiemCauSystem : ConferenceSystem
{
    private const string Password = "do-tai";

    private readonly RunSettings _settings;
    private ServerProcess _server;
    private readonly string _folder;
    private readonly string _room;
    private readonly string _playToken;
    private readonly ConcurrentQueue<string> _publishers = new();
    private readonly IPEndPoint _media;
    private Participant? _chair;
    private string? _conference;

    private DiemCauSystem(LoadNetwork network, RunSettings settings, ServerProcess server, IPEndPoint media, string folder, string room, string playToken)
        : base(network)
    {
        _media = media;
        _settings = settings;
        _server = server;
        _folder = folder;
        _room = room;
        _playToken = playToken;
    }

    public override string Name => "DiemCau";

    public override int ProcessId => _server.Id;

    public static async Task<DiemCauSystem> StartAsync(LoadNetwork network, RunSettings settings, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
        var server = await StartServerAsync(folder, settings, cancel);
        try
        {
            await server.MakeAdministratorAsync("bench@example.vn", "đo-tải-12-cổng", cancel);
            await server.LiftCapacityAsync(cancel);
            var created = await server.PostAsync(
                "/api/rooms", new { name = "Đo tải", password = Password, mode = "discussion", waitingRoom = false }, cancel);
            var room = created.GetProperty("id").GetString()!;
            var play = await server.CommandAsync(cancel, "room", "token", "--room", room, "--play", "--open");
            return new DiemCauSystem(
                network, settings, server, new IPEndPoint(settings.Address, settings.Port + 1), folder, room, play.GetProperty("token").GetString()!);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override async Task<LoadPeer> PublishAsync(Clip clip, CancellationToken cancel)
    {
        var request = Site($"Phát biểu {_publishers.Count + 1}") with { Clip = clip, AudioSlots = 0, PodiumSlot = false };
        var publisher = await Participant.JoinAsync(
            Network.Publishers, _chair is null ? request with { Password = null, Http = _server.Http } : request, cancel);
        _publishers.Enqueue(publisher.Id);
        if (_chair is null)
        {
            _chair = publisher;
            await _chair.InvokeAsync("SetPodium", cancel, publisher.Id);
        }

        return Peer(publisher);
    }

    public override async Task<LoadPeer> WatchPodiumAsync(CancellationToken cancel)
    {
        var player = await StandardDoor.PlayAsync(
            Network.Receivers, _server.Http, $"/whep/{_room}?slot=podium", _playToken, cancel, recognise: [], transportFeedback: TransportFeedback);
        return new LoadPeer("", player.Connection, player.CloseAsync, player.DisposeAsync);
    }

    public override async Task<LoadPeer> WatchOverAsync(Func<IPEndPoint, IPEndPoint> line, CancellationToken cancel)
    {
        var watcher = await Participant.JoinAsync(
            Network.Receivers, Site("Đường truyền yếu") with { AudioSlots = 1, Recognise = [], MediaVia = line(_media) }, cancel);
        await watcher.InvokeAsync("SetView", cancel, new
        {
            podium = new { width = 1280, height = 720 },
            screen = (object?)null,
            tiles = Array.Empty<object>(),
        });
        return Peer(watcher);
    }

    public override async Task<IReadOnlyDictionary<string, DownlinkDiagnosis>?> EstimatesAsync(CancellationToken cancel)
    {
        _conference ??= (await _server.Http.GetFromJsonAsync<JsonElement>("/api/conferences", cancel))[0].GetProperty("id").GetString()!;
        var found = await _server.Http.GetFromJsonAsync<JsonElement>($"/api/conferences/{_conference}/diagnostics", cancel);
        Dictionary<string, DownlinkDiagnosis> estimates = [];
        foreach (var participant in found.GetProperty("participants").EnumerateArray())
        {
            if (participant.GetProperty("media") is { ValueKind: JsonValueKind.Object } media
                && media.GetProperty("downlink") is { ValueKind: JsonValueKind.Object } line)
            {
                estimates[participant.GetProperty("id").GetString()!] = line.Deserialize<DownlinkDiagnosis>(JsonSerializerOptions.Web)!;
            }
        }

        return estimates;
    }

    public override async Task<LoadPeer> WatchAllAsync(CancellationToken cancel)
    {
        var wanted = _publishers.ToArray();
        var watcher = await Participant.JoinAsync(
            Network.Receivers, Site("Theo dõi") with { PodiumSlot = false, AudioSlots = 3, Tiles = wanted.Length, Recognise = [] }, cancel);
        await watcher.InvokeAsync("SetView", cancel, new
        {
            podium = (object?)null,
            screen = (object?)null,
            tiles = wanted.Select(id => new { participantId = id, width = 1280, height = 720 }).ToArray(),
        });
        return Peer(watcher);
    }

    public override async Task<LoadPeer> JoinAsync(int number, CancellationToken cancel) =>
        Peer(await Participant.JoinAsync(Network.Publishers, Site($"Điểm cầu Số {number}") with { AudioSlots = 1, Recognise = [] }, cancel));

    public override Task SetPodiumAsync(LoadPeer publisher, CancellationToken cancel) => _chair!.InvokeAsync("SetPodium", cancel, publisher.Id);

    public override async Task<TimeSpan?> CommandCostAsync(string command, CancellationToken cancel) => await _server.CommandCostAsync(command, cancel);

    public override async Task<(TimeSpan Ready, TimeSpan Processor)?> StartAgainAsync(CancellationToken cancel)
    {
        await _server.DisposeAsync();
        var began = Stopwatch.GetTimestamp();
        _server = await StartServerAsync(_folder, _settings, cancel);
        return (Stopwatch.GetElapsedTime(began), ProcessorTime.Of(_server.Id));
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public override async Task<double?> AllocatedBytesPerSecondAsync(TimeSpan duration, CancellationToken cancel) =>
        await AllocationMeter.MeasureAsync(_server.Id, duration, cancel);

    private static Task<ServerProcess> StartServerAsync(string folder, RunSettings settings, CancellationToken cancel) =>
        ServerProcess.StartAsync(folder, settings.Port, settings.Port + 1, cancel, new Dictionary<string, string>
        {
            ["DIEMCAU_ANNOUNCE"] = $"{settings.Address}",
            ["DIEMCAU_MEDIA_WORKERS"] = $"{settings.Workers}",
            ["DIEMCAU_LOG_LEVEL"] = "Warning",
        });

    private static LoadPeer Peer(Participant participant) =>
        new(participant.Id, participant.Connection, participant.LeaveAsync, participant.DisposeAsync);

    private JoinRequest Site(string name) =>
        new(_server.Address, _room, name) { Password = Password, ScreenSlot = false, Tiles = 0 };
}
