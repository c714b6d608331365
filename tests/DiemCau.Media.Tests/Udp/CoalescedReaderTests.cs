using System.Net;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Udp;

/// <summary>Real sockets on the loopback interface, on ports that the kernel chooses.</summary>
public sealed class CoalescedReaderTests : IDisposable
{
    private readonly UdpSocket _sender = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
    private readonly UdpSocket _receiver = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
    private readonly SendBatch _batch = new();
    private readonly CoalescedReader _reader = new(TimeProvider.System);
    private readonly long _started = MonotonicClock.Now;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Datagrams_are_read_as_they_were_written_however_they_travelled(bool cut, bool coalesce)
    {
        int[] lengths = [1_150, 1_150, 1_150, 1_150, 700, 120, 1, 1_150, 1_150];
        _sender.SegmentationOffload = cut;
        Assert.True(!coalesce || _receiver.TryCoalesce());
        for (var i = 0; i < lengths.Length; i++)
        {
            _batch.Reserve(1_500)[..lengths[i]].Fill((byte)i);
            _batch.Commit(_receiver.LocalEndpoint, lengths[i]);
        }

        Assert.Equal(lengths.Length, _batch.Flush(_sender));
        List<byte[]> read = [];
        Assert.True(SpinWait.SpinUntil(() => Read(read) >= lengths.Length, TimeSpan.FromMinutes(1)));
        Assert.Equal(lengths, read.Select(datagram => datagram.Length));
        Assert.All(read.Select((datagram, i) => (datagram, i)), read => Assert.True(read.datagram.AsSpan().IndexOfAnyExcept((byte)read.i) < 0));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _batch.Dispose();
        _sender.Dispose();
        _receiver.Dispose();
    }

    private int Read(List<byte[]> into)
    {
        _reader.Receive(_receiver);
        while (_reader.TryRead(out var datagram, out var arrivedAt))
        {
            into.Add(datagram.ToArray());
            Assert.InRange(arrivedAt, _started, MonotonicClock.Now);
        }

        return into.Count;
    }
}
