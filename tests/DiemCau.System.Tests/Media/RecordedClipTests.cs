using System.Diagnostics;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.System.Tests.Media;

public sealed class RecordedClipTests
{
    [Fact]
    public async Task A_real_picture_and_Vietnamese_speech_arrive_bit_by_bit()
    {
        var clips = Clip.LoadAll(await MakeClipsAsync());
        await using var meeting = new MediaMeeting();
        var office = await meeting.JoinAsync(clips[0]);
        var site = await meeting.JoinAsync(audioSlots: 1, podium: true, recognise: new ContentIndex(clips));
        meeting.Apply(podium: office.Id);
        foreach (var width in new[] { 320, 1280 })
        {
            meeting.Watch(site, new ViewSize(width, width * 9 / 16));
            await site.UntilAsync(site.Lines.Podium, slot => slot.Size.Width == width && slot.Frames > 10);
        }

        var picture = await site.InAsync(site.Lines.Podium);
        var voice = await site.UntilAsync(site.Lines.Audio[0], slot => slot.Packets > 20);
        Assert.Equal([0u], picture.Recognised.Keys);
        Assert.Equal([0u], voice.Recognised.Keys);
        Assert.Equal((0, 0, 0), (picture.Unrecognised, picture.Discontinuities, voice.Unrecognised));
    }

    [Fact]
    public async Task The_speech_has_sounds_and_pauses_and_the_pictures_have_key_frames_at_the_same_places()
    {
        var clip = Clip.LoadAll(await MakeClipsAsync())[0];
        var levels = Enumerable.Range(0, (int)clip.Voice.Round).Select(i => clip.Voice.Level(i)).ToArray();
        Assert.InRange(levels.Count(level => level < 50), 100, levels.Length / 2);
        Assert.InRange(levels.Count(level => level > 80), levels.Length / 3, levels.Length);
        Assert.Equal([(320, 180), (640, 360), (1280, 720)], clip.Video.Layers);
        for (var i = 0L; i < 100; i++)
        {
            var key = clip.Video.NextKeyFrame(i);
            Assert.All(Enumerable.Range(0, 3), layer => Assert.True(Vp8Frame.IsKeyFrame(clip.Video.Frame(layer, key))));
        }
    }

    /// <returns>The folder; made once and kept for later runs.</returns>
    private static async Task<string> MakeClipsAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "scripts/media-clips"), ["--count", "1"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var folder = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return folder.Trim();
    }
}
