using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.System.Tests.Media;

/// <summary>AV1 of three sizes in one stream, to receivers that know by the dependency descriptors alone what they can decode.</summary>
public sealed class ScalablePicturesTests
{
    private static readonly ViewSize Large = new(1280, 720);
    private static readonly ViewSize Middle = new(640, 360);
    private static readonly ViewSize Small = new(320, 180);

    [Fact]
    public async Task Everybody_gets_the_size_that_they_look_at_and_nothing_that_they_cannot_decode()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 150, 400, 950), scalable: true);
        Attendee[] listeners = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => meeting.JoinAsync(podium: true, scalable: true)))];
        meeting.Apply(podium: speaker.Id);
        for (var round = 0; round < 3; round++)
        {
            foreach (var (n, listener) in listeners.Index())
            {
                var view = new[] { Large, Middle, Small }[(n + round) % 3];
                meeting.Watch(listener, view);
                await listener.UntilAsync(listener.Lines.Podium, seen => seen.Size == (view.Width, view.Height) && seen.Frames > 30);
            }
        }

        foreach (var listener in listeners)
        {
            var seen = await listener.InAsync(listener.Lines.Podium);
            Assert.Equal((0, 0), (await UndecodableAsync(listener), seen.Discontinuities));
            Assert.True(seen.LongestPause < machine.Within(1_000), $"{seen.LongestPause}");
        }
    }

    [Fact]
    public async Task Whoever_takes_the_podium_is_seen_without_a_break()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        var one = await meeting.JoinAsync(Clip.Synthetic(7, 150, 400, 950), scalable: true);
        var other = await meeting.JoinAsync(Clip.Synthetic(8, 150, 400), scalable: true);
        var listener = await meeting.JoinAsync(podium: true, scalable: true);
        meeting.Watch(listener, Large);
        meeting.Apply(podium: one.Id);
        var sizes = new Dictionary<Guid, (int, int)> { [one.Id] = (1280, 720), [other.Id] = (640, 360) };
        foreach (var speaker in new[] { one, other, one, other })
        {
            meeting.Apply(podium: speaker.Id);
            await listener.UntilAsync(listener.Lines.Podium, seen => seen.Size == sizes[speaker.Id]);
            await Task.Delay(500);
        }

        var seen = await listener.InAsync(listener.Lines.Podium);
        Assert.Equal((0, 0), (await UndecodableAsync(listener), seen.Discontinuities));
        Assert.True(seen.LongestPause < machine.Within(1_000), $"{seen.LongestPause}");
    }

    [Fact]
    public async Task Who_reads_no_descriptors_gets_the_smallest_picture_alone()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 150, 400, 950), scalable: true);
        var listener = await meeting.JoinAsync(podium: true, scalable: true, descriptors: false);
        meeting.Watch(listener, Large);
        meeting.Apply(podium: speaker.Id);
        await listener.UntilAsync(listener.Lines.Podium, seen => seen.Frames > 60);
        await listener.ResetAsync();
        var seen = await listener.UntilAsync(listener.Lines.Podium, seen => seen.Frames > 90);
        // At 150 kbit/s a picture is a packet, but for key frames; of the next size it would be two more.
        Assert.InRange(seen.Packets, seen.Frames, seen.Frames * 11 / 10);
    }

    private static Task<long> UndecodableAsync(Attendee listener) =>
        listener.Connection.AskAsync(session => ((ScalableSlot)session.Received.Find(listener.Lines.Podium)!).Undecodable);
}
