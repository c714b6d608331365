using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

public sealed class ForwardingAllocationTests(ITestOutputHelper output)
{
    /// <param name="scalable">AV1 of three sizes in one stream, of which each receiver gets one.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_forwarded_packet_allocates_nothing(bool scalable)
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(scalable ? Clip.Synthetic(7, 150, 400, 950) : Clip.Synthetic(7, 1500), scalable: scalable);
        for (var i = 0; i < 8; i++)
        {
            var listener = await meeting.JoinAsync(audioSlots: 3, podium: true, check: false, scalable: scalable);
            meeting.Watch(listener, i % 2 == 0 || !scalable ? new ViewSize(1280, 720) : new ViewSize(320, 180));
        }

        meeting.Apply(podium: speaker.Id);
        await Task.Delay(3500); // everybody has their picture and ICE has settled

        // The workers' looks every 10 ms and events every few seconds may allocate; packets must not. Most short intervals see none
        // of the former, so with packets that allocate none of the intervals could be clean.
        var clean = 0;
        long packets = 0;
        long bytes = 0;
        for (var interval = 0; interval < 60; interval++)
        {
            var before = meeting.Server.Statistics();
            await Task.Delay(50);
            var after = meeting.Server.Statistics();
            var forwarded = after.PacketsForwarded - before.PacketsForwarded;
            var allocated = after.AllocatedBytes - before.AllocatedBytes;
            packets += forwarded;
            bytes += allocated;
            clean += forwarded > 20 && allocated == 0 ? 1 : 0;
        }

        output.WriteLine($"{packets} packets forwarded, {bytes} bytes allocated by the packet threads, {clean} of 60 intervals clean");
        Assert.True(packets > 1000, $"Only {packets} packets were forwarded.");
        Assert.True(clean >= 20, $"{clean} of 60 intervals without allocation; {bytes} bytes for {packets} packets.");
    }
}
