using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Udp;
using Xunit.Abstractions;

namespace DiemCau.Media.Tests.Udp;

/// <summary>Real sockets on the loopback interface, on ports that the kernel chooses.</summary>
public sealed class UdpLoopbackTests(ITestOutputHelper output) : IDisposable
{
    private readonly PacketPool _pool = new(1024);
    private readonly UdpSocket _sender = UdpSocket.Bind(null, 0, reusePort: false);
    private readonly UdpSocket _receiver = UdpSocket.Bind(null, 0, reusePort: false);
    private readonly SendBatch _batch = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_datagram_arrives_with_its_sender_and_its_time(string address)
    {
        var to = new PeerAddress(new IPEndPoint(IPAddress.Parse(address), _receiver.LocalEndpoint.Port));
        Write(to, 1, 100);
        Assert.Equal(1, _batch.Flush(_sender));

        PacketBuffer packet = Assert.Single(Receive(1, now: 4711));
        Assert.Equal(100, packet.Length);
        Assert.Equal(4711, packet.ReceivedAt);
        Assert.Equal(new PeerAddress(new IPEndPoint(IPAddress.Parse(address), _sender.LocalEndpoint.Port)), packet.From);
        Assert.True(packet.Span.IndexOfAnyExcept((byte)1) < 0);
        packet.Release();
    }

    [Theory]
    [InlineData("127.0.0.2", 1, true)]
    [InlineData("127.0.0.3", 3, true)]
    [InlineData("127.0.0.3", 3, false)]
    [InlineData("::1", 3, true)]
    public void An_answer_comes_from_the_address_that_was_asked(string asked, int datagrams, bool offload)
    {
        using UdpSocket server = UdpSocket.Bind(null, 0, reusePort: false, new LocalAddresses());
        server.SegmentationOffload = offload;
        var address = new IPEndPoint(IPAddress.Parse(asked), server.LocalEndpoint.Port);
        using var client = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        client.Bind(new IPEndPoint(asked == "::1" ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0));
        client.SendTo([1, 2, 3], address);

        var received = new PacketBuffer?[1];
        Assert.True(SpinWait.SpinUntil(() => server.Receive(_pool, received, 0) == 1, TimeSpan.FromMinutes(1)));
        PeerAddress from = received[0]!.From;
        received[0]!.Release();
        Assert.NotEqual(0, from.LocalAddress);
        Assert.Equal(client.LocalEndPoint, from.ToIPEndPoint());
        for (int i = 0; i < datagrams; i++)
        {
            Write(from, 7, 100);
        }

        Assert.Equal(datagrams, _batch.Flush(server));
        for (int i = 0; i < datagrams; i++)
        {
            EndPoint sender = new IPEndPoint(client.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            Assert.Equal(100, client.ReceiveFrom(new byte[200], ref sender));
            Assert.Equal(address, sender);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("127.0.0.1", false)]
    public void A_frame_for_one_receiver_is_one_message_and_arrives_as_its_datagrams(string address, bool offload)
    {
        _sender.SegmentationOffload = offload;
        var to = new PeerAddress(new IPEndPoint(IPAddress.Parse(address), _receiver.LocalEndpoint.Port));
        int[] lengths = [1200, 1200, 1200, 700, 700, 1200];
        for (int i = 0; i < lengths.Length; i++)
        {
            Write(to, (byte)i, lengths[i]);
        }

        Assert.Equal(6, _batch.Flush(_sender));
        Assert.Equal(offload ? 2 : 6, _batch.Messages - (offload ? 1 : 0)); // 4, then 700, then 1200: a longer one begins anew
        Assert.Equal(lengths.Sum(), _batch.Bytes);
        Assert.Equal(0, _batch.Dropped);

        List<PacketBuffer> packets = Receive(6);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(lengths[i], packets[i].Length);
            Assert.True(packets[i].Span.IndexOfAnyExcept((byte)i) < 0);
            packets[i].Release();
        }
    }

    [Fact]
    public void Receivers_in_turn_are_separate_messages()
    {
        using UdpSocket other = UdpSocket.Bind(null, 0, reusePort: false);
        for (int i = 0; i < 4; i++)
        {
            Write(Loopback(i % 2 == 0 ? _receiver : other), (byte)i, 300);
        }

        Assert.Equal(4, _batch.Flush(_sender));
        Assert.Equal(4, _batch.Messages);
        Assert.Equal([0, 2], Receive(2).Select(Take));
        Assert.Equal([1, 3], Receive(2, socket: other).Select(Take));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_voice_ends_the_message_of_its_receivers_picture(bool offload)
    {
        _sender.SegmentationOffload = offload;
        using UdpSocket other = UdpSocket.Bind(null, 0, reusePort: false);
        UdpSocket[] receivers = [_receiver, other];
        var last = new SendBatch.Place[2];
        foreach (var (fill, length) in new[] { ((byte)1, 1000), ((byte)2, 1000), ((byte)3, 100), ((byte)4, 100) })
        {
            for (int i = 0; i < 2; i++)
            {
                last[i] = Write(Loopback(receivers[i]), fill, length, last[i]);
            }
        }

        Assert.Equal(8, _batch.Flush(_sender));
        Assert.Equal(offload ? 4 : 8, _batch.Messages); // the second voice has nothing to end: what is shorter has ended it
        Assert.Equal(4400, _batch.Bytes);
        Assert.Equal([1, 2, 3, 4], Receive(4).Select(Take));
        Assert.Equal([1, 2, 3, 4], Receive(4, socket: other).Select(Take));
    }

    [Fact]
    public void A_place_in_a_batch_that_has_left_is_worth_nothing()
    {
        var place = Write(Loopback(_receiver), 1, 500);
        _batch.Flush(_sender);
        Write(Loopback(_receiver), 2, 500);
        Write(new PeerAddress([127, 0, 0, 1], 9), 3, 500);
        Write(Loopback(_receiver), 4, 100, place);
        _batch.Flush(_sender);
        Assert.Equal(4, _batch.Messages);
        Assert.Equal([1, 2, 4], Receive(3).Select(Take));
    }

    [Fact]
    public void A_full_batch_says_so_and_is_good_again_after_a_flush()
    {
        PeerAddress to = Loopback(_receiver);
        int written = 0;
        while (!_batch.Reserve(1200).IsEmpty)
        {
            _batch.Commit(to, 1200);
            written++;
        }

        Assert.Equal((1 << 20) / 1200, written);
        Assert.Equal(written, _batch.Flush(_sender) + (int)_batch.Dropped);
        Assert.True(_batch.IsEmpty);
        Assert.False(_batch.Reserve(1200).IsEmpty);
    }

    [Fact]
    public void A_destination_that_cannot_be_reached_does_not_keep_the_others_waiting()
    {
        Write(Loopback(_receiver), 1, 100);
        Write(new PeerAddress(IPEndPoint.Parse("255.255.255.255:9")), 2, 100); // broadcast is forbidden without SO_BROADCAST
        Write(Loopback(_receiver), 3, 100);
        Assert.Equal(2, _batch.Flush(_sender));
        Assert.Equal(1, _batch.Dropped);
        Assert.Equal([1, 3], Receive(2).Select(Take));
    }

    [Fact]
    public void More_than_was_reserved_cannot_be_committed()
    {
        _batch.Reserve(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => _batch.Commit(Loopback(_receiver), 11));
    }

    [Fact]
    public void A_datagram_longer_than_a_buffer_is_dropped_and_counted()
    {
        using var client = new System.Net.Sockets.Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var to = new IPEndPoint(IPAddress.Loopback, _receiver.LocalEndpoint.Port);
        client.SendTo(new byte[PacketBuffer.MaximumLength + 1], to);
        client.SendTo(new byte[PacketBuffer.MaximumLength], to);
        PacketBuffer packet = Assert.Single(Receive(1));
        Assert.Equal(PacketBuffer.MaximumLength, packet.Length);
        Assert.Equal(1, _receiver.Truncated);
        packet.Release();
    }

    [Fact]
    public void A_port_in_use_is_refused_unless_shared()
    {
        using UdpSocket first = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: true);
        using UdpSocket second = UdpSocket.Bind(IPAddress.Loopback, first.LocalEndpoint.Port, reusePort: true);
        Assert.Equal(first.LocalEndpoint, second.LocalEndpoint);
        Assert.Throws<Win32Exception>(() => UdpSocket.Bind(IPAddress.Loopback, first.LocalEndpoint.Port, reusePort: false));
    }

    [Fact]
    public void Closing_gives_all_buffers_back()
    {
        var socket = UdpSocket.Bind(null, 0, reusePort: false);
        socket.Receive(_pool, new PacketBuffer?[32], 0);
        Assert.Equal(32, _pool.Outstanding);
        socket.Dispose();
        socket.Dispose();
        Assert.Equal(0, _pool.Outstanding);
    }

    [Fact]
    public void Sending_and_receiving_allocate_nothing()
    {
        var into = new PacketBuffer?[UdpSocket.MaximumBatch];
        PeerAddress to = Loopback(_receiver);
        // As many as one call can take at all: on a busy machine more arrive together than in the rounds before.
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = _pool.Rent();
        }

        foreach (PacketBuffer? rented in into)
        {
            rented!.Release();
        }

        Round(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        int arrived = Round(1000);
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(arrived > 7000, $"{arrived} of 8000 arrived");
        output.WriteLine($"{nanoseconds / arrived:F0} ns to send (GSO of 8) and receive a datagram of 1200 bytes");

        int Round(int rounds)
        {
            int total = 0;
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < 8; i++)
                {
                    _batch.Reserve(1200).Fill((byte)i);
                    _batch.Commit(to, 1200);
                }

                _batch.Flush(_sender);
                int count = _receiver.Receive(_pool, into, round);
                for (int i = 0; i < count; i++)
                {
                    into[i]!.Release();
                }

                total += count;
            }

            return total;
        }
    }

    private static PeerAddress Loopback(UdpSocket socket) => new([127, 0, 0, 1], socket.LocalEndpoint.Port);

    private static int Take(PacketBuffer packet)
    {
        int first = packet.Span[0];
        packet.Release();
        return first;
    }

    private SendBatch.Place Write(in PeerAddress to, byte fill, int length, SendBatch.Place after = default)
    {
        _batch.Reserve(1500)[..length].Fill(fill);
        return _batch.Commit(to, length, after);
    }

    private List<PacketBuffer> Receive(int wanted, long now = 0, UdpSocket? socket = null)
    {
        socket ??= _receiver;
        using var epoll = new Epoll();
        epoll.Add(socket.Handle, 1);
        var into = new PacketBuffer?[8];
        var packets = new List<PacketBuffer>();
        while (packets.Count < wanted && epoll.Wait(new int[1], 1000) > 0)
        {
            int count = socket.Receive(_pool, into, now);
            packets.AddRange(into.Take(count)!);
        }

        Assert.Equal(wanted, packets.Count);
        return packets;
    }

    public void Dispose()
    {
        _sender.Dispose();
        _receiver.Dispose();
        _batch.Dispose();
        _pool.Dispose();
    }
}
