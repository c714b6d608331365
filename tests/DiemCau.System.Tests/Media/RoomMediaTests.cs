using System.Net.Http.Json;
using System.Text.Json;
using DiemCau.System.Tests.ServerProcesses;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.System.Tests.Media;

/// <summary>Virtual participants in a room of a real server: accounts, rooms, hub and media together, as browsers use them.</summary>
public sealed class RoomMediaTests(RoomMediaTests.Running running) : IClassFixture<RoomMediaTests.Running>, IDisposable
{
    private const string Mailbox = "van-phong@example.vn";
    private const string AccountPassword = "thu-nghiem-2026";
    private const string RoomPassword = "Hop-Giao-Ban";
    private static readonly Clip Chair = Clip.Synthetic(1, 150, 500, 1500);
    private static readonly Clip Member = Clip.Synthetic(2, 150, 500, 1500);

    private readonly PeerNetwork _network = new();

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public void Dispose() => _network.Dispose();

    [Fact]
    public async Task Those_in_a_room_see_and_hear_each_other_until_the_chair_mutes_one()
    {
        var room = await running.NewRoomAsync();
        await using var chair = await Participant.JoinAsync(_network, Request(room, "Chủ trì", Chair) with { Http = running.Office }, Patience);
        await using var member = await Participant.JoinAsync(
            _network, Request(room, "Điểm cầu UBND xã Số 1", Member) with { Password = RoomPassword }, Patience);
        await WatchAsync(chair, member, 640);
        await WatchAsync(member, chair, 320);

        var seenByChair = await UntilAsync(chair, chair.Lines.Tiles, slot => slot.Size.Width == 640 && slot.Frames > 20);
        var seenByMember = await UntilAsync(member, member.Lines.Tiles, slot => slot.Size.Width == 320 && slot.Frames > 20);
        Assert.Equal([2u], seenByChair.Recognised.Keys);
        Assert.Equal([1u], seenByMember.Recognised.Keys);
        Assert.Equal((0, 0), (seenByChair.Unrecognised, seenByMember.Unrecognised));
        await UntilAsync(member, member.Lines.Audio, slot => slot.Recognised.GetValueOrDefault(1u) > 20);
        await UntilAsync(chair, chair.Lines.Audio, slot => slot.Recognised.GetValueOrDefault(2u) > 20);

        // The member's client goes on sending; nothing of it may be heard.
        await chair.InvokeAsync("Mute", Patience, member.Id);
        var patience = Patience;
        do
        {
            // What was on its way still comes.
            await chair.ResetStatisticsAsync();
            await Task.Delay(300);
        }
        while ((await chair.StatisticsAsync()).Any(slot => chair.Lines.Audio.Contains(slot.Mid) && slot.Packets > 0) && !patience.IsCancellationRequested);
        await chair.ResetStatisticsAsync();
        await Task.Delay(700);
        Assert.DoesNotContain(await chair.StatisticsAsync(), slot => chair.Lines.Audio.Contains(slot.Mid) && slot.Recognised.ContainsKey(2));
        Assert.Contains(await chair.StatisticsAsync(), slot => chair.Lines.Tiles.Contains(slot.Mid) && slot.Recognised.ContainsKey(2));

        await member.LeaveAsync(Patience);
        await member.MediaEnded.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_wrong_password_opens_nothing()
    {
        var room = await running.NewRoomAsync();
        await using var chair = await Participant.JoinAsync(_network, Request(room, "Chủ trì", Chair) with { Http = running.Office }, Patience);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => Participant.JoinAsync(
            _network, Request(room, "Điểm cầu UBND xã Số 1", Member) with { Password = RoomPassword.ToLowerInvariant() }, Patience));
        Assert.Equal("room_password_wrong", refused.Code);
    }

    [Fact]
    public async Task Who_comes_before_the_chair_waits_and_comes_in_by_itself()
    {
        var room = await running.NewRoomAsync();
        var early = Participant.JoinAsync(_network, Request(room, "Điểm cầu UBND xã Số 1", Member) with { Password = RoomPassword }, Patience);
        await Task.Delay(500);
        Assert.False(early.IsCompleted);

        await using var chair = await Participant.JoinAsync(_network, Request(room, "Chủ trì", Chair) with { Http = running.Office }, Patience);
        await using var member = await early;
        await UntilAsync(chair, chair.Lines.Audio, slot => slot.Recognised.GetValueOrDefault(2u) > 5);
    }

    private JoinRequest Request(string room, string name, Clip clip) =>
        new(running.Server.Address, room, name) { Clip = clip, Recognise = [], Tiles = 2, ScreenSlot = false };

    private static Task WatchAsync(Participant who, Participant whom, int width) => who.InvokeAsync("SetView", Patience, new
    {
        podium = (object?)null,
        screen = (object?)null,
        tiles = new[] { new { participantId = whom.Id, width, height = width * 9 / 16 } },
    });

    private static async Task<SlotStatistics> UntilAsync(Participant who, IReadOnlyList<string> mids, Func<SlotStatistics, bool> condition)
    {
        var patience = Patience;
        while (true)
        {
            var slots = (await who.StatisticsAsync()).Where(slot => mids.Contains(slot.Mid)).ToArray();
            if (Array.Find(slots, slot => condition(slot)) is { } found)
            {
                return found;
            }

            Assert.False(patience.IsCancellationRequested, string.Join('\n', slots.Select(slot => slot.ToString())));
            await Task.Delay(50);
        }
    }

    /// <summary>One server with one account for all of these; each has its own room.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private int _rooms;

        public ServerProcess Server { get; private set; } = null!;

        /// <summary>Signed in.</summary>
        public HttpClient Office { get; private set; } = null!;

        public Task InitializeAsync() => StartAsync(options: null);

        public async Task StartAsync(IReadOnlyDictionary<string, string>? options)
        {
            Server = await ServerProcess.StartAsync(options);
            var (exitCode, _, errors) = await Server.RunAsync("admin", "create", "--email", Mailbox, "--password", AccountPassword);
            Assert.True(exitCode == 0, errors);
            Office = ServerHttp.For(Server.Address);
            await PostAsync("/api/session", new { email = Mailbox, password = AccountPassword });
        }

        public async Task<string> NewRoomAsync()
        {
            var name = $"Họp giao ban {Interlocked.Increment(ref _rooms)}";
            var room = await PostAsync("/api/rooms", new { name, password = RoomPassword, mode = "discussion", waitingRoom = false });
            return room.GetProperty("id").GetString()!;
        }

        public async Task DisposeAsync()
        {
            Office.Dispose();
            await Server.DisposeAsync();
        }

        private async Task<JsonElement> PostAsync(string path, object body)
        {
            using var response = await Office.PostAsJsonAsync(path, body);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }
}
