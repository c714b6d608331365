using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Tests.Live;
using DiemCau.Meetings.Tests.Notices;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Sessions;

/// <summary>A meeting of a province's department with its districts and communes, on the morning on which it is held.</summary>
internal sealed class HeldMeeting : IAsyncDisposable
{
    private static readonly object Media = new
    {
        sdp = "v=0",
        send = new { microphone = "0", camera = "1", screen = (string?)null },
        receive = new { audio = new[] { "2" }, podium = "3", screen = (string?)null, tiles = Array.Empty<string>() },
    };

    private HeldMeeting(NoticeProvince province, RecordingMediaPlane media, Guid id) => (Province, Plane, Id) = (province, media, id);

    public NoticeProvince Province { get; }

    public RecordingMediaPlane Plane { get; }

    public Guid Id { get; }

    public TestInstallation Installation => Province.Installation;

    public LiveConferences Conferences => Installation.Services.GetRequiredService<LiveConferences>();

    public LiveConference? Live => Conferences.HereFor(Occasion.OfMeeting(Id));

    /// <summary>Approved, and an hour and a minute before it begins.</summary>
    public static async Task<HeldMeeting> ComingAsync(MeetingKind kind = MeetingKind.Planned, params string[] members)
    {
        var media = new RecordingMediaPlane();
        var province = await NoticeProvince.WithAsync(districts: 1, communes: 2, services => services.AddSingleton<IMediaPlane>(media));
        var id = await province.MeetingAsync(province.Content(kind, members));
        var held = new HeldMeeting(province, media, id);
        held.Installation.Time.Advance(province.Start.AddMinutes(-61) - held.Installation.Time.GetUtcNow());
        return held;
    }

    /// <summary>The same with state secrets, which are permitted here.</summary>
    public static async Task<HeldMeeting> SecretAsync(Func<MeetingContent, MeetingContent> write, Action<IServiceCollection>? services = null)
    {
        var media = new RecordingMediaPlane();
        var province = await NoticeProvince.WithAsync(districts: 1, communes: 2, known =>
        {
            known.AddSingleton<IMediaPlane>(media);
            services?.Invoke(known);
        });
        await province.Installation.Change(db => db.Add(new SecrecyRule { StateSecretsPermitted = true, Grounds = "Văn bản số 12/BCY-CY" }));
        return new(province, media, await province.MeetingAsync(write(province.Content()) with { IsStateSecret = true }));
    }

    /// <summary>The same, and its hour of connection has come.</summary>
    public static async Task<HeldMeeting> ConnectingAsync(params string[] members)
    {
        var held = await ComingAsync(MeetingKind.Planned, members);
        await held.PassAsync(TimeSpan.FromMinutes(2));
        return held;
    }

    public async Task PassAsync(TimeSpan time)
    {
        Installation.Time.Advance(time);
        await RoundAsync();
    }

    public Task RoundAsync() => Installation.Services.GetRequiredService<SessionRounds>().RunAsync(default);

    public Task<MeetingStage> StageAsync() => Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == Id).Select(meeting => meeting.Stage).SingleAsync());

    public Task<Browser> Operator() => Installation.Holder(Province.Unit("UBND tỉnh Mẫu"), Role.McuOperator);

    /// <summary>Somebody of the unit comes in.</summary>
    public Task<Answer> JoinAsync(Browser browser, string? capacity = null, Guid? siteId = null, string? name = null) =>
        browser.Post($"/api/meetings/{Id}/participants", new { capacity, siteId, displayName = name, media = Media });

    public static Task<Answer> JoinRoomAsync(Browser browser, Guid roomId) =>
        browser.Post($"/api/rooms/{roomId}/participants", new { displayName = "Chủ phòng", media = Media });

    public async Task<Guid> ComeAsync(Browser browser, string? capacity = null, string? name = null)
    {
        var answer = await JoinAsync(browser, capacity, name: name);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        var id = (Guid)answer.Json!["participantId"]!;
        await ConnectMediaAsync(id);
        return id;
    }

    /// <summary>Its media reach the server.</summary>
    public async Task ConnectMediaAsync(Guid participant)
    {
        Plane.Listener.TransportChanged(Live!.Id, participant, MediaTransportState.Connected);
        await WrittenAsync();
    }

    public async Task HearAsync(Guid participant)
    {
        Plane.Listener.ActiveSpeakerChanged(Live!.Id, participant);
        await WrittenAsync();
    }

    public Task<T> AskAsync<T>(Func<Conference, DateTimeOffset, T> verb) => Live!.AskAsync(verb);

    /// <summary>All that has happened so far is in the database.</summary>
    public Task WrittenAsync() => Live!.WrittenAsync(TimeSpan.FromSeconds(30));

    public async Task<Uri> LinkAsync(Capacity capacity, Guid? siteId = null)
    {
        var pass = await Installation.QueryAsync(db => db.MeetingPasses
            .SingleAsync(pass => pass.MeetingId == Id && pass.Capacity == capacity && pass.SiteId == siteId && pass.RevokedAt == null));
        return Installation.Services.GetRequiredService<MeetingPasses>().LinkOf(pass)!;
    }

    public static Task<Answer> JoinByLinkAsync(Browser browser, Uri link, string? name = null) =>
        browser.Post($"/api/passes/{link.Segments[^1]}/participants", new { displayName = name, media = Media });

    public ValueTask DisposeAsync() => Province.DisposeAsync();
}
