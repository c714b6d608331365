using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// Speech on lines that lose a tenth each way: what is left to conceal, with and without copies in the packets (RFC 2198).
/// </summary>
public sealed class VoiceLossTests(ITestOutputHelper output)
{
    private static readonly LinkConditions Good = new(Delay: TimeSpan.FromMilliseconds(15), Jitter: TimeSpan.FromMilliseconds(5));
    private static readonly LinkConditions Bad = Good with { LossPercent = 10 };

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_tenth_lost_each_way_leaves_little_to_conceal(bool speakerRepeats, bool listenerUnderstands)
    {
        await using var meeting = new MediaMeeting();
        using var relay = LossyRelay.Start(new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, Good, Good, seed: 11);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600), via: relay.Address, redundancy: speakerRepeats);
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true, via: relay.Address, redundancy: listenerUnderstands);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Audio[0], slot => slot.Packets > 150);
        var without = await listener.ShareShownAsync(listener.Lines.Podium, speaker, TimeSpan.FromSeconds(4));
        relay.Change(Bad, Bad);
        var before = meeting.Server.Statistics().Recovered;
        var share = await listener.ShareShownAsync(listener.Lines.Podium, speaker, TimeSpan.FromSeconds(10));

        var voice = await listener.InAsync(listener.Lines.Audio[0]);
        var picture = await listener.InAsync(listener.Lines.Podium);
        var concealed = 100.0 * voice.Concealed / (voice.Packets + voice.Concealed + voice.Recovered);
        output.WriteLine($"speaker repeats: {speakerRepeats}, listener understands: {listenerUnderstands}: {concealed:F1} % concealed " +
            $"({voice.Recovered} taken out of later packets by the listener, {meeting.Server.Statistics().Recovered - before} by the server); " +
            $"{picture.Frames / 10.0:F1} pictures a second");
        Assert.Equal([7u], voice.Recognised.Keys);
        Assert.Equal(0, voice.Unrecognised);
        Assert.True(share > without * 0.8, $"{share:P0} of the pictures, {without:P0} without loss: {picture}");

        // Lost on both lines: 19 %. Copies leave a hundredth on each line that has them, beside what the machine's own stalls cost.
        Assert.InRange(concealed, 0, (speakerRepeats, listenerUnderstands) switch
        {
            (true, true) => 5,
            (true, false) => 14,
            _ => 25,
        });
    }

    [Fact]
    public async Task On_a_good_line_nobody_gets_copies_that_it_does_not_need()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600), redundancy: true);
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true, redundancy: true);
        var old = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Apply(podium: speaker.Id);
        foreach (var who in new[] { listener, old })
        {
            meeting.Watch(who, new ViewSize(640, 360));
            await who.UntilAsync(who.Lines.Audio[0], slot => slot.Packets > 50);
        }

        var (understands, doesNot) = (await listener.InAsync(listener.Lines.Audio[0]), await old.InAsync(old.Lines.Audio[0]));
        Assert.Equal((0, 0), (understands.Unrecognised, doesNot.Unrecognised));
        Assert.True(understands.Bytes / understands.Packets < 1.2 * doesNot.Bytes / doesNot.Packets, $"{understands}\n{doesNot}");
    }
}
