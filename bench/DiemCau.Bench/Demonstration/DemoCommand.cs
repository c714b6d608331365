using System.CommandLine;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench.Demonstration;

/// <summary>
/// <c>demo</c>: a server with a province, a meeting that was called for today, and a room in which three virtual participants meet and take
/// turns in speaking.
/// </summary>
internal static class DemoCommand
{
    private const string RoomName = "Phòng họp demo";
    private const string RoomPassword = "hop-demo";
    private const string Mailbox = "van-phong@example.vn";
    private const string AccountPassword = "ruong-lua-ven-song-58";

    public static Command Create()
    {
        var clips = new Option<string>("--clips") { Required = true, Description = "The folder that scripts/media-clips printed" };
        var https = new Option<int>("--https-port") { DefaultValueFactory = _ => Port("DIEMCAU_HTTPS_PORT", 8443) };
        var media = new Option<int>("--media-port") { DefaultValueFactory = _ => Port("DIEMCAU_MEDIA_PORT", 10000) };
        var command = new Command("demo", "A server with three moving, talking virtual participants in a room") { clips, https, media };
        command.SetAction(async (parsed, cancel) =>
        {
            // Its own folder, new each time: a demonstration never touches an installation's data.
            var folder = Path.Combine(Repository.Root, ".run/demo");
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Console.WriteLine("Đang mở phòng họp demo… / Opening the demo meeting…");
            await using var server = await ServerProcess.StartAsync(
                folder, parsed.GetValue(https), parsed.GetValue(media), cancel, new Dictionary<string, string> { ["DIEMCAU_LOG_LEVEL"] = "Warning" });
            using var network = new PeerNetwork();
            await using var meeting = await MeetAsync(server, network, Clip.LoadAll(parsed.GetValue(clips)!), cancel);
            Console.WriteLine(meeting.Invitation());
            try
            {
                await Task.WhenAny(server.Ended, Task.Delay(Timeout.Infinite, cancel));
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C.
            }

            return 0;
        });
        return command;
    }

    private static async Task<DemoMeeting> MeetAsync(
        ServerProcess server, PeerNetwork network, IReadOnlyList<Clip> clips, CancellationToken cancel)
    {
        await server.MakeAdministratorAsync(Mailbox, AccountPassword, cancel);
        await DemoProvince.MakeAsync(server, AccountPassword, cancel);
        await DemoProvince.CallMeetingAsync(server, cancel);
        var room = await server.PostAsync(
            "/api/rooms", new { name = RoomName, password = RoomPassword, mode = "discussion", waitingRoom = false }, cancel);
        var id = room.GetProperty("id").GetString()!;
        var participants = new List<Participant>();
        foreach (var clip in clips)
        {
            // The first is the room's own account: it opens the room.
            var isChair = participants.Count == 0;
            participants.Add(await Participant.JoinAsync(
                network,
                new JoinRequest(server.Address, id, clip.Name)
                {
                    Clip = clip, Tiles = 0, ScreenSlot = false, Password = isChair ? null : RoomPassword, Http = isChair ? server.Http : null,
                },
                cancel));
        }

        return new DemoMeeting(participants, room.GetProperty("link").GetString()!, RoomPassword, Mailbox, AccountPassword);
    }

    private static int Port(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var port) ? port : otherwise;
}
