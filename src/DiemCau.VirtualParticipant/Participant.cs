using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;
using DiemCau.VirtualParticipant.Session;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.VirtualParticipant;

/// <summary>A participant of a room without a browser: it joins, plays a clip, and counts and checks what it receives.</summary>
public sealed class Participant : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly PeerConnection _connection;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly string _token;

    private Participant(JoinRequest request, HttpClient http, PeerConnection connection, JsonElement joined, HubConnection hub)
    {
        _connection = connection;
        _http = http;
        _ownsHttp = request.Http is null;
        _token = joined.GetProperty("token").GetString()!;
        ConferenceId = joined.GetProperty("conferenceId").GetString()!;
        Id = joined.GetProperty("participantId").GetString()!;
        Snapshot = joined.GetProperty("snapshot");
        Hub = hub;
    }

    public string Id { get; }

    public string ConferenceId { get; }

    /// <summary>As it was on joining.</summary>
    public JsonElement Snapshot { get; }

    public HubConnection Hub { get; }

    /// <summary>Completes when media no longer flows.</summary>
    public Task MediaEnded => _connection.Ended;

    internal PeerConnection Connection => _connection;

    internal PeerLines Lines => _connection.Session.Lines;

    /// <summary>Joins and returns when media can flow; waits for the chair or for admission where the room asks for it.</summary>
    /// <exception cref="ProblemException">The server refused.</exception>
    /// <exception cref="PeerConnectionException">Media could not be connected.</exception>
    public static async Task<Participant> JoinAsync(PeerNetwork network, JoinRequest request, CancellationToken cancel)
    {
        var http = request.Http ?? ServerHttp.For(request.Server);
        var connection = network.Connect(request.Plan(network.Started));
        HubConnection? hub = null;
        try
        {
            var joined = await PostJoinAsync(http, request, connection, cancel);
            var token = joined.GetProperty("token").GetString()!;
            hub = await HubConnection.ConnectAsync(request.Server, token, cancel);
            await connection.ConnectAsync(joined.GetProperty("answer").GetProperty("sdp").GetString()!, request.MediaVia, cancel);
            var participant = new Participant(request, http, connection, joined, hub);
            await participant.InvokeAsync(
                "SetSending", cancel, new { microphone = request.Clip is not null, camera = request.Clip is not null, screen = request.Screen is not null });
            return participant;
        }
        catch
        {
            if (hub is not null)
            {
                await hub.DisposeAsync();
            }

            await connection.DisposeAsync();
            if (request.Http is null)
            {
                http.Dispose();
            }

            throw;
        }
    }

    /// <summary>Calls a method of the hub that answers <c>{ ok, problem }</c>.</summary>
    /// <exception cref="ProblemException">It was refused.</exception>
    public async Task InvokeAsync(string method, CancellationToken cancel, params object?[] arguments)
    {
        var result = await Hub.InvokeAsync(method, cancel, arguments);
        if (result.ValueKind == JsonValueKind.Object && result.TryGetProperty("ok", out var ok) && !ok.GetBoolean())
        {
            var problem = result.GetProperty("problem");
            throw new ProblemException(HttpStatusCode.Forbidden, problem.GetProperty("code").GetString(), problem.GetRawText());
        }
    }

    /// <summary>Switches what is really sent; the server is not told (that is <c>SetSending</c>).</summary>
    public Task SendAsync(bool microphone, bool camera) => _connection.AskAsync(session =>
    {
        session.Published.Microphone?.SwitchOn(microphone);
        session.Published.Camera?.SwitchOn(camera);
        return true;
    });

    /// <summary>What has come in each receive slot since joining or the last reset.</summary>
    public Task<IReadOnlyList<SlotStatistics>> StatisticsAsync() => _connection.AskAsync<IReadOnlyList<SlotStatistics>>(
        session => [.. session.Received.Slots.Select(slot => slot.Statistics(PeerClock.Now))]);

    public Task ResetStatisticsAsync() => _connection.AskAsync(session =>
    {
        foreach (var slot in session.Received.Slots)
        {
            slot.ResetCounters();
        }

        return true;
    });

    /// <summary>Leaves politely.</summary>
    public async Task LeaveAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/conferences/{ConferenceId}/participants/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await _http.SendAsync(request, cancel);
        await ProblemException.ThrowIfRefusedAsync(response, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await Hub.DisposeAsync();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private static async Task<JsonElement> PostJoinAsync(HttpClient http, JoinRequest request, PeerConnection connection, CancellationToken cancel)
    {
        string? ticket = null;
        while (true)
        {
            using var response = await http.PostAsJsonAsync(
                request.Door, Body(request, connection.Session, ticket), Json, cancel);
            await ProblemException.ThrowIfRefusedAsync(response, cancel);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                return answer;
            }

            ticket = answer.GetProperty("ticket").GetString()!;
            await WaitForAdmissionAsync(request.Server, ticket, cancel);
        }
    }

    private static async Task WaitForAdmissionAsync(Uri server, string ticket, CancellationToken cancel)
    {
        await using var hub = await HubConnection.ConnectAsync(server, ticket, cancel);
        await foreach (var message in hub.Messages.ReadAllAsync(cancel))
        {
            switch (message.Target)
            {
                case "Admitted":
                    return;
                case "Refused":
                    throw new ProblemException(
                        HttpStatusCode.Forbidden, message.Arguments[0].GetProperty("code").GetString(), message.Arguments[0].GetRawText());
            }
        }

        throw new PeerConnectionException("The hub closed while waiting for admission");
    }

    private static object Body(JoinRequest request, PeerSession session, string? ticket) => new
    {
        displayName = request.DisplayName,
        password = request.Password,
        ticket,
        media = new
        {
            sdp = session.Offer,
            send = new { microphone = session.Lines.Microphone, camera = session.Lines.Camera, screen = session.Lines.Screen },
            receive = new { audio = session.Lines.Audio, podium = session.Lines.Podium, screen = session.Lines.ScreenSlot, tiles = session.Lines.Tiles },
        },
    };
}
