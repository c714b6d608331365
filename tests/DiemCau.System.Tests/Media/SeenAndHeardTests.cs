using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.System.Tests.Media;

public sealed class SeenAndHeardTests
{
    private static readonly int[] Simulcast = [150, 500, 1500];

    [Fact]
    public async Task Pictures_and_voices_arrive_as_they_were_sent()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 800));
        var listener = await meeting.JoinAsync(audioSlots: 3, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));

        var picture = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 60);
        Assert.Equal((1280, 720), picture.Size);
        Assert.Equal([7u], picture.Recognised.Keys);
        Assert.Equal((0, 0, 0), (picture.Unrecognised, picture.Lost, picture.Discontinuities));

        var voices = await Task.WhenAll(listener.Lines.Audio.Select(mid => listener.InAsync(mid)));
        var voice = Assert.Single(voices, slot => slot.Packets > 0);
        Assert.Equal([7u], voice.Recognised.Keys);
        Assert.True(voice.Packets > 50 && voice.Unrecognised == 0 && voice.Lost == 0, voice.ToString());
    }

    [Fact]
    public async Task Two_participants_see_and_hear_each_other_in_tiles_of_the_right_size()
    {
        await using var meeting = new MediaMeeting();
        var first = await meeting.JoinAsync(Clip.Synthetic(1, Simulcast), audioSlots: 3, tiles: 2);
        var second = await meeting.JoinAsync(Clip.Synthetic(2, Simulcast), audioSlots: 3, tiles: 2);
        meeting.Watch(first, null, new ViewTile(second.Id, 320, 180));
        meeting.Watch(second, null, new ViewTile(first.Id, 640, 360));

        var small = await first.UntilAsync(first.Lines.Tiles[0], slot => slot.Frames > 30);
        var medium = await second.UntilAsync(second.Lines.Tiles[0], slot => slot.Size == (640, 360) && slot.Frames > 30);
        Assert.Equal((320, 180), small.Size);
        Assert.Equal([2u], small.Recognised.Keys);
        Assert.Equal([1u], medium.Recognised.Keys);
        Assert.Equal((0, 0), (small.Unrecognised, medium.Unrecognised));
        await first.UntilAsync(first.Lines.Audio[0], slot => slot.Recognised.ContainsKey(2));
        await second.UntilAsync(second.Lines.Audio[0], slot => slot.Recognised.ContainsKey(1));
    }

    [Fact]
    public async Task A_muted_site_is_not_heard_even_if_its_client_sends()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 150));
        var listener = await meeting.JoinAsync(audioSlots: 1);
        await listener.UntilAsync(listener.Lines.Audio[0], slot => slot.Packets > 20);

        meeting.Muted.Add(speaker.Id);
        meeting.Apply();
        var before = await listener.UntilQuietAsync(listener.Lines.Audio[0]);
        await Task.Delay(700);
        Assert.Equal(before.Packets, (await listener.InAsync(listener.Lines.Audio[0])).Packets);

        meeting.Muted.Clear();
        meeting.Apply();
        var after = await listener.UntilAsync(listener.Lines.Audio[0], slot => slot.Packets > before.Packets + 20);
        Assert.Equal(0, after.Lost); // the pause is in the time stamps, not in the numbers
    }

    [Fact]
    public async Task Changing_what_a_slot_shows_is_one_continuous_stream()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        var first = await meeting.JoinAsync(Clip.Synthetic(1, Simulcast));
        var second = await meeting.JoinAsync(Clip.Synthetic(2, Simulcast));
        var watcher = await meeting.JoinAsync(podium: true);
        meeting.Apply(podium: first.Id);
        foreach (var (podium, size) in new[] { (first, 1280), (second, 1280), (second, 320), (first, 640), (second, 1280) })
        {
            meeting.Apply(podium.Id);
            meeting.Watch(watcher, new ViewSize(size, size * 9 / 16));
            var source = podium == first ? 1u : 2u;
            var seen = (await watcher.InAsync(watcher.Lines.Podium)).Recognised.GetValueOrDefault(source);
            await watcher.UntilAsync(
                watcher.Lines.Podium, slot => slot.Size.Width == size && slot.Recognised.GetValueOrDefault(source) > seen + 20);
        }

        var shown = await watcher.InAsync(watcher.Lines.Podium);
        Assert.Equal((0, 0), (shown.Discontinuities, shown.Unrecognised));
        Assert.True(shown.LongestPause < machine.Within(600), shown.ToString());
    }

    [Fact]
    public async Task Others_coming_and_going_is_not_noticed_by_those_who_watch()
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, Simulcast));
        var watcher = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(watcher, new ViewSize(1280, 720));
        await watcher.UntilAsync(watcher.Lines.Podium, slot => slot.Frames > 15 && slot.Size.Width == 1280);
        await watcher.ResetAsync();

        for (var round = 0; round < 5; round++)
        {
            var guests = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => meeting.JoinAsync(podium: true)));
            await guests[0].UntilAsync(guests[0].Lines.Podium, slot => slot.Frames > 3);
            foreach (var guest in guests)
            {
                await meeting.LeaveAsync(guest);
            }
        }

        var picture = await watcher.InAsync(watcher.Lines.Podium);
        var voice = await watcher.InAsync(watcher.Lines.Audio[0]);
        Assert.Equal((0, 0, 0, 0), (picture.Lost, picture.Discontinuities, picture.Unrecognised, voice.Lost));
        Assert.True(picture.LongestPause < machine.Within(200), picture.ToString());
        Assert.True(voice.LongestPause < machine.Within(200), voice.ToString());
    }
}
