using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.System.Tests.Media;

public sealed class ComingAndGoingTests
{
    [Fact]
    public async Task A_closed_conference_leaves_nothing_behind()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600));
        var listener = await meeting.JoinAsync(audioSlots: 3, podium: true, tiles: 2);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 10);
        Assert.True(meeting.Server.Statistics().BuffersInUse > 0);

        meeting.Server.Close(meeting.Conference);
        await WaitAsync(() => meeting.Server.Statistics() is { Transports: 0 });

        // What stays out are the buffers each worker holds ready for its next batch.
        await WaitAsync(() => meeting.Server.Statistics().BuffersInUse <= 64 * meeting.Server.WorkerCount);
    }

    [Fact]
    public async Task A_hundred_joins_and_leaves_leave_nothing_behind()
    {
        await using var meeting = new MediaMeeting();
        for (var i = 0; i < 100; i++)
        {
            var guest = await meeting.JoinAsync(audioSlots: 3, podium: true, tiles: 4, check: false);
            await meeting.LeaveAsync(guest);
        }

        await WaitAsync(() => meeting.Server.Statistics() is { Transports: 0 });
    }

    [Fact]
    public async Task The_port_of_another_server_is_refused()
    {
        await using var meeting = new MediaMeeting();
        await using var second = new MediaServer(
            new MediaServerOptions { Port = meeting.Server.Port, Workers = 1 }, TimeProvider.System, NullLogger<MediaServer>.Instance);
        Assert.ThrowsAny<Exception>(second.Start);
    }

    [Fact]
    public async Task Who_joins_after_being_named_at_the_podium_is_seen_there()
    {
        await using var meeting = new MediaMeeting();
        var watcher = await meeting.JoinAsync(podium: true);
        meeting.Watch(watcher, new ViewSize(1280, 720));
        var speaker = await meeting.JoinAsync(Clip.Synthetic(9, 600));
        meeting.Apply(podium: speaker.Id);
        var picture = await watcher.UntilAsync(watcher.Lines.Podium, slot => slot.Frames > 5);
        Assert.Equal([9u], picture.Recognised.Keys);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(MediaMeeting.Patience);
        while (!condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
