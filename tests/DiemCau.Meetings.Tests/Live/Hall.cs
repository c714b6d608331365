using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.VirtualParticipant.Signalling;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>A running installation with one room, its owner signed in, and a media plane that writes down what it is asked.</summary>
internal sealed class Hall : IAsyncDisposable
{
    public const string Password = "Mật khẩu 1";

    private readonly IDataProtectionProvider _keys;
    private readonly List<Seat> _seats = [];

    private Hall(TestInstallation installation, RecordingMediaPlane media, IDataProtectionProvider keys) =>
        (Installation, Media, _keys) = (installation, media, keys);

    public TestInstallation Installation { get; private set; }

    public RecordingMediaPlane Media { get; private set; }

    public Browser Owner { get; private set; } = null!;

    public Guid RoomId { get; private set; }

    public LiveConferences Conferences => Installation.Services.GetRequiredService<LiveConferences>();

    /// <param name="services">What is another than usual; until a restart.</param>
    public static async Task<Hall> OpenAsync(string mode = "discussion", bool waitingRoom = false, Action<IServiceCollection>? services = null)
    {
        var keys = new EphemeralDataProtectionProvider();
        var (installation, media) = await StartAsync(keys, null, services);
        var hall = new Hall(installation, media, keys) { Owner = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh") };
        var room = await hall.Owner.Post("/api/rooms", new { name = "Giao ban tuần", password = Password, mode, waitingRoom });
        Assert.Equal(HttpStatusCode.Created, room.Status);
        hall.RoomId = (Guid)room.Json!["id"]!;
        return hall;
    }

    /// <summary>Stops the server and starts another one on the same database and key ring.</summary>
    public async Task RestartAsync()
    {
        var database = await Installation.QueryAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
        await Installation.DisposeAsync();
        (Installation, Media) = await StartAsync(_keys, database);
    }

    public Task<Answer> AskAsync(Browser browser, string? name, string? password = null, string? ticket = null, object? media = null) =>
        browser.Post($"/api/rooms/{RoomId}/participants", new { displayName = name, password, ticket, media });

    public Task<Seat> OwnerJoinsAsync(string name = "Chủ trì") => JoinAsync(name, browser: Owner);

    public async Task<Seat> JoinAsync(string name, string? password = Password, Browser? browser = null, object? media = null)
    {
        browser ??= Installation.NewBrowser();
        var answer = await AskAsync(browser, name, password, media: media);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return await SeatAsync(answer.Json!, browser);
    }

    public async Task<Seat> SeatAsync(JsonNode joined, Browser browser)
    {
        var seat = new Seat(this, browser, (Guid)joined["participantId"]!, (Guid)joined["conferenceId"]!, (string)joined["token"]!, joined);
        await seat.ConnectAsync();
        _seats.Add(seat);
        return seat;
    }

    public async Task<HubConnection> HubAsync(string token)
    {
        var server = (TestServer)Installation.Services.GetRequiredService<IServer>();
        var address = new Uri($"wss://diemcau.test/hubs/conference?access_token={Uri.EscapeDataString(token)}");
        var socket = await server.CreateWebSocketClient().ConnectAsync(address, CancellationToken.None);
        return await HubConnection.OverAsync(socket, CancellationToken.None);
    }

    /// <summary>Moves the clock, and lets the conference notice.</summary>
    public async Task PassAsync(Guid conferenceId, TimeSpan time)
    {
        Installation.Time.Advance(time);
        if (Conferences.Here(conferenceId) is { } live)
        {
            await live.AskAsync((_, _) => true);
        }
    }

    /// <summary>Waits until the database knows all that has happened so far.</summary>
    public Task WrittenAsync(Guid conferenceId) => Conferences.Here(conferenceId)!.WrittenAsync(TimeSpan.FromSeconds(30));

    public static HttpRequestMessage Bearing(HttpMethod method, string path, string token, HttpContent? content = null) =>
        new(method, new Uri(Browser.Origin, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) }, Content = content };

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in _seats)
        {
            await seat.DisposeAsync();
        }

        await Installation.DisposeAsync();
    }

    private static async Task<(TestInstallation Installation, RecordingMediaPlane Media)> StartAsync(
        IDataProtectionProvider keys, string? database, Action<IServiceCollection>? more = null)
    {
        var media = new RecordingMediaPlane();
        var installation = await TestInstallation.StartAsync(
            services =>
            {
                services.AddSingleton<IMediaPlane>(media).AddSingleton(keys);
                more?.Invoke(services);
            }, database);
        return (installation, media);
    }
}
