using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// Clients whose address changes in the middle of a call. The kernel spreads datagrams over the workers' sockets by address and port, so
/// every other change leads to a socket of another worker than the one that the transport lives on.
/// </summary>
public sealed class ChangingAddressTests(ITestOutputHelper output)
{
    private const int Changes = 8;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_moves_to_another_address_goes_on_seeing_and_being_seen_without_a_gap(bool speakerMoves)
    {
        using var machine = new StallWatch();
        await using var meeting = new MediaMeeting(workers: 4);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 600));
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 10);
        for (var change = 0; change < Changes; change++)
        {
            await listener.ResetAsync();
            await (speakerMoves ? speaker : listener).Connection.MoveAsync();
            var seen = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 30);
            var heard = await listener.InAsync(listener.Lines.Audio[0]);
            output.WriteLine($"change {change}: {seen.LongestPause.TotalMilliseconds:F0} ms without a picture, {heard.LongestPause.TotalMilliseconds:F0} ms without a voice");
            Assert.True(seen.LongestPause < machine.Within(1_000), seen.ToString());
            Assert.True(heard.LongestPause < machine.Within(1_000), heard.ToString());
            Assert.Equal(0, seen.Unrecognised);
        }

        // Datagrams that arrived at another worker's socket than the transport's own were all handed over.
        Assert.Equal(0, meeting.Server.Statistics().Drops.GetValueOrDefault("InboxFull"));
    }
}
