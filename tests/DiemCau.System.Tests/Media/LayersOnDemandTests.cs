using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.System.Tests.Media;

public sealed class LayersOnDemandTests
{
    [Fact]
    public async Task A_layer_that_nobody_receives_rests_until_somebody_wants_it()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(1, 150, 500, 1500));
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(640, 360));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Size == (640, 360));
        await ToldAsync(meeting, speaker, "l", "m");
        await speaker.SendLayersAsync("l", "m");
        await Task.Delay(1_500); // the large layer is silent by now

        meeting.Watch(listener, new ViewSize(1280, 720));
        await ToldAsync(meeting, speaker, "l", "m", "h");
        var meanwhile = await listener.InAsync(listener.Lines.Podium);
        Assert.Equal((640, 360), meanwhile.Size);
        await speaker.SendLayersAsync("l", "m", "h");
        var seen = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Size == (1280, 720));
        Assert.Equal(0, seen.Discontinuities);
        Assert.Equal(0, seen.Unrecognised);
    }

    private static async Task ToldAsync(MediaMeeting meeting, Attendee publisher, params string[] rids)
    {
        using var patience = new CancellationTokenSource(MediaMeeting.Patience);
        while (meeting.Told.Of(publisher.Id) is not { } told || !told.SequenceEqual(rids))
        {
            Assert.False(patience.IsCancellationRequested, $"Told {string.Join(' ', meeting.Told.Of(publisher.Id) ?? [])}, not {string.Join(' ', rids)}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
