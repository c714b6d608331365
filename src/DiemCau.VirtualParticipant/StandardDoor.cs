using System.Net;
using System.Net.Http.Headers;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;
using DiemCau.VirtualParticipant.Session;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.VirtualParticipant;

/// <summary>A publisher (WHIP, RFC 9725) or player (WHEP) at a server's standard doors, this one's or another's.</summary>
public sealed class StandardDoor : IAsyncDisposable
{
    private readonly PeerConnection _connection;
    private readonly HttpClient _http;
    private readonly string _token;
    private readonly Uri _resource;

    private StandardDoor(PeerConnection connection, HttpClient http, string token, Uri resource)
    {
        _connection = connection;
        _http = http;
        _token = token;
        _resource = resource;
    }

    /// <summary>Completes when media no longer flows.</summary>
    public Task MediaEnded => _connection.Ended;

    internal PeerConnection Connection => _connection;

    /// <param name="http">Its base address is the server's.</param>
    /// <param name="address">/whip/{room}</param>
    /// <param name="via">A relay in front of the server's media port.</param>
    /// <exception cref="ProblemException">The server refused.</exception>
    /// <exception cref="PeerConnectionException">Media could not be connected.</exception>
    public static Task<StandardDoor> PublishAsync(
        PeerNetwork network, HttpClient http, string address, string token, Clip clip, CancellationToken cancel, IPEndPoint? via = null) =>
        OpenAsync(network, http, address, token, new PeerPlan { Microphone = clip, Camera = clip, ClipStart = network.Started }, via, cancel);

    /// <param name="address">/whep/{room}?slot=podium|screen|mix</param>
    /// <param name="recognise">See <see cref="JoinRequest.Recognise"/>.</param>
    /// <param name="transportFeedback">Whether it reports when each packet came.</param>
    /// <inheritdoc cref="PublishAsync"/>
    public static Task<StandardDoor> PlayAsync(
        PeerNetwork network, HttpClient http, string address, string token, CancellationToken cancel,
        IReadOnlyList<Clip>? recognise = null, IPEndPoint? via = null, bool transportFeedback = true) =>
        OpenAsync(
            network, http, address, token,
            new PeerPlan
            {
                AudioSlots = 1,
                PodiumSlot = true,
                Check = recognise is null ? null : new ContentIndex(recognise),
                TransportFeedback = transportFeedback,
            }, via, cancel);

    /// <inheritdoc cref="Participant.StatisticsAsync"/>
    public Task<IReadOnlyList<SlotStatistics>> StatisticsAsync() => _connection.AskAsync<IReadOnlyList<SlotStatistics>>(
        session => [.. session.Received.Slots.Select(slot => slot.Statistics(PeerClock.Now))]);

    /// <summary>Ends the session at the server, then the connection.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, _resource);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await _http.SendAsync(request, cancel);
        await ProblemException.ThrowIfRefusedAsync(response, cancel);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<StandardDoor> OpenAsync(
        PeerNetwork network, HttpClient http, string address, string token, PeerPlan plan, IPEndPoint? via, CancellationToken cancel)
    {
        var connection = network.Connect(plan);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(connection.Session.Offer, new MediaTypeHeaderValue("application/sdp")),
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
            using var response = await http.SendAsync(request, cancel);
            await ProblemException.ThrowIfRefusedAsync(response, cancel);
            var location = response.Headers.Location ?? throw new PeerConnectionException("The answer has no Location");
            await connection.ConnectAsync(await response.Content.ReadAsStringAsync(cancel), via, cancel);
            return new StandardDoor(connection, http, token, location);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
