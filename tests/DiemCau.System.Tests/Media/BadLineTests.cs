using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

public sealed class BadLineTests(ITestOutputHelper output)
{
    private static readonly LinkConditions FivePercent = new(LossPercent: 5, Delay: TimeSpan.FromMilliseconds(15), Jitter: TimeSpan.FromMilliseconds(5));

    [Fact]
    public async Task Five_percent_of_loss_both_ways_leaves_the_picture_moving_and_the_voice_without_long_gaps()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        using var relay = LossyRelay.Start(new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, FivePercent, FivePercent, seed: 5);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600), via: relay.Address);
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true, via: relay.Address);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 5);
        await listener.ResetAsync();
        var before = await speaker.PicturesSentAsync();
        await Task.Delay(TimeSpan.FromSeconds(8));
        var sent = await speaker.PicturesSentAsync() - before;

        var picture = await listener.InAsync(listener.Lines.Podium);
        var voice = await listener.InAsync(listener.Lines.Audio[0]);
        output.WriteLine($"line {relay.Totals}\npicture {picture}\nvoice {voice}\nlongest stall of this machine {machine.Longest}");
        Assert.True(relay.Totals.DownLost > 20 && relay.Totals.UpLost > 20, "The relay lost nothing");
        Assert.True(picture.Repaired > 10, "Nothing was repaired");
        Assert.Equal(0, picture.Unrecognised);
        Assert.True(picture.Frames > sent * 0.9, $"{picture.Frames} of {sent} frames in 8 s");
        Assert.True(picture.Frozen < machine.Within(1_000), $"frozen for {picture.Frozen}");
        Assert.True(voice.LongestPause < machine.Within(200), $"{voice.LongestPause} without voice");
        Assert.True(voice.Lost < voice.Packets * 0.15, $"{voice.Lost} of {voice.Packets} voice packets lost");
    }

    [Fact]
    public async Task A_handshake_succeeds_on_a_line_that_loses_a_fifth()
    {
        await using var meeting = new MediaMeeting();
        var bad = new LinkConditions(LossPercent: 20, BurstLength: 2, Delay: TimeSpan.FromMilliseconds(30));
        using var relay = LossyRelay.Start(new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, bad, bad, seed: 3);
        await meeting.JoinAsync(podium: true, via: relay.Address);
    }
}
