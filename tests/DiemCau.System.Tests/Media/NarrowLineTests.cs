using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>Receivers behind a line of limited rate with a queue in front of it, over real sockets.</summary>
public sealed class NarrowLineTests(ITestOutputHelper output)
{
    private static readonly LinkConditions Up = new(Delay: TimeSpan.FromMilliseconds(15));

    [Fact]
    public async Task A_commune_line_loses_tiles_before_the_podium_and_never_the_voice()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        using var relay = Relay(meeting, 900);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(1, 100, 400, 1500));
        var others = new List<Attendee>();
        for (uint i = 2; i <= 4; i++)
        {
            others.Add(await meeting.JoinAsync(Clip.Synthetic(i, 120, 400, 1500)));
        }

        var listener = await meeting.JoinAsync(audioSlots: 3, podium: true, tiles: 3, via: relay.Address);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720), [.. others.Select(other => new ViewTile(other.Id, 640, 360))]);
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 5);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await listener.ResetAsync();
        var before = await speaker.PicturesSentAsync();
        await Task.Delay(TimeSpan.FromSeconds(6));
        var sent = await speaker.PicturesSentAsync() - before;

        var podium = await listener.InAsync(listener.Lines.Podium);
        var voice = await listener.InAsync(listener.Lines.Audio[0]);
        var slots = meeting.Server.Slots(meeting.Conference, listener.Id);
        output.WriteLine($"line {relay.Totals}\npodium {podium}\nvoice {voice}\n{string.Join('\n', slots)}");
        Assert.True(podium.Frames > sent * 2 / 3, $"{podium.Frames} of {sent} frames at the podium in 6 s");
        Assert.Equal((640, 360), podium.Size);
        Assert.Contains(slots, slot => slot.Kind == SlotKind.Tile && slot.Paused == PauseReason.Bandwidth);
        Assert.True(voice.Lost <= voice.Packets * 0.02, $"{voice.Lost} of {voice.Packets} voice packets lost");
        Assert.True(voice.LongestPause < machine.Within(400), $"{voice.LongestPause} without voice");
    }

    [Fact]
    public async Task On_a_good_line_the_largest_picture_is_there_soon()
    {
        await using var meeting = new MediaMeeting();
        using var relay = Relay(meeting, 20_000);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(1, 150, 500, 1700));
        meeting.Apply(podium: speaker.Id);
        await Task.Delay(1_500); // the layers' rates are measured
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true, via: relay.Address);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Size == (1280, 720));
    }

    private static LossyRelay Relay(MediaMeeting meeting, int kilobitsPerSecond) => LossyRelay.Start(
        new IPEndPoint(IPAddress.Loopback, 0), meeting.Address,
        up: Up,
        down: new(Delay: TimeSpan.FromMilliseconds(15), KilobitsPerSecond: kilobitsPerSecond, Queue: TimeSpan.FromMilliseconds(400)),
        seed: 9);
}
