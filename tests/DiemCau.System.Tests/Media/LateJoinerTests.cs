using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.System.Tests.Media;

public sealed class LateJoinerTests
{
    [Fact]
    public async Task Who_comes_right_after_a_key_frame_needs_no_other_one()
    {
        await using var meeting = new MediaMeeting(workers: 1);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(1, 600));
        meeting.Apply(podium: speaker.Id);
        var first = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Watch(first, new ViewSize(1280, 720));
        var before = await first.UntilAsync(first.Lines.Podium, slot => slot.KeyFrames > 0);
        await first.UntilAsync(first.Lines.Podium, slot => slot.KeyFrames > before.KeyFrames); // the clip has one every two seconds
        var asked = meeting.Server.Statistics().KeyFramesRequested;

        var late = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Watch(late, new ViewSize(1280, 720));
        var seen = await late.UntilAsync(late.Lines.Podium, slot => slot.Frames > 10);
        Assert.Equal(0, seen.Discontinuities);
        Assert.Equal(0, seen.Unrecognised);
        Assert.Equal(asked, meeting.Server.Statistics().KeyFramesRequested);
    }

    [Fact]
    public async Task Ten_percent_of_loss_both_ways_keeps_four_fifths_of_the_pictures()
    {
        await using var meeting = new MediaMeeting();
        var bad = new LinkConditions(LossPercent: 10, Delay: TimeSpan.FromMilliseconds(15), Jitter: TimeSpan.FromMilliseconds(5));
        var good = bad with { LossPercent = 0 };
        using var relay = LossyRelay.Start(new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, good, good, seed: 11);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600), via: relay.Address);
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true, via: relay.Address);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 5);
        var without = await listener.ShareShownAsync(listener.Lines.Podium, speaker, TimeSpan.FromSeconds(4));
        relay.Change(bad, bad);
        var share = await listener.ShareShownAsync(listener.Lines.Podium, speaker, TimeSpan.FromSeconds(8));

        var picture = await listener.InAsync(listener.Lines.Podium);
        Assert.True(relay.Totals.DownLost > 40 && relay.Totals.UpLost > 40, "The relay lost nothing");
        Assert.Equal(0, picture.Unrecognised);
        Assert.True(share > without * 0.8, $"{share:P0} of the pictures, {without:P0} without loss: {picture}");
    }
}
