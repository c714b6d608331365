using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Measurement;

/// <summary>
/// What the same packets cost a program that does nothing else: encrypt each for its receiver and hand it to the kernel, the packets of a
/// picture as one message (UDP_SEGMENT), all receivers' in one call. No server that forwards by this machine's kernel is below it.
/// </summary>
internal sealed class MachineLimit
{
    private const int HeaderBytes = 20; // RTP with a transport-wide number
    private const int PicturesPerSecond = 30;
    private const int RoundsToWarm = 30;

    private static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(3);

    private readonly int _receivers;
    private readonly int _pictures; // of one receiver, all its slots together, a round
    private readonly int _segments;
    private readonly int _pictureBytes;
    private readonly double _voicesPerRound;
    private readonly int _voiceBytes;

    /// <summary>The mix of packets that receivers have counted in some seconds; lengths are means and all packets of a picture have one.</summary>
    public MachineLimit(int receivers, IReadOnlyCollection<SlotStatistics> slots, double seconds)
    {
        var pictures = slots.Where(slot => slot.Frames > 0).ToArray();
        var voices = slots.Where(slot => slot.Frames == 0 && slot.Packets > 0).ToArray();
        _receivers = receivers;
        _pictures = Math.Max(1, (int)Math.Round(pictures.Sum(slot => slot.Frames) / seconds / receivers / PicturesPerSecond));
        _segments = Math.Max(1, (int)Math.Round(pictures.Sum(slot => slot.Packets) / (double)Math.Max(1, pictures.Sum(slot => slot.Frames))));
        _pictureBytes = Mean(pictures);
        _voicesPerRound = voices.Sum(slot => slot.Packets) / seconds / receivers / PicturesPerSecond;
        _voiceBytes = Mean(voices);
    }

    /// <summary>Microseconds of processor time, user and system, for a packet.</summary>
    public double MicrosPerPacket()
    {
        var measured = double.NaN;
        var thread = new Thread(() => measured = Measure()) { Name = "limit" };
        thread.Start();
        thread.Join();
        return measured;
    }

    private static int Mean(SlotStatistics[] slots) => (int)(slots.Sum(slot => slot.Bytes) / Math.Max(1, slots.Sum(slot => slot.Packets)));

    private double Measure()
    {
        using var socket = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
        using var batch = new SendBatch();
        using var readers = new Readers(_receivers);
        var senders = readers.Addresses.Select(_ => new SrtpSender(SrtpProfile.AeadAes128Gcm, RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(12))).ToArray();
        var sequence = (ushort)0;
        var voicesDue = 0.0;
        var packets = 0L;
        void Round()
        {
            for (var picture = 0; picture < _pictures; picture++)
            {
                SendToAll(readers.Addresses, senders, (uint)(1 + picture), sequence, _segments, _pictureBytes);
                packets += _receivers * _segments;
            }

            for (voicesDue += _voicesPerRound; voicesDue >= 1; voicesDue--)
            {
                SendToAll(readers.Addresses, senders, 1000, sequence, 1, _voiceBytes);
                sequence++;
                packets += _receivers;
            }

            sequence += (ushort)_segments;
        }

        void SendToAll(PeerAddress[] to, SrtpSender[] from, uint ssrc, ushort first, int count, int bytes)
        {
            for (var receiver = 0; receiver < to.Length; receiver++)
            {
                for (var i = 0; i < count; i++)
                {
                    var room = batch.Reserve(HeaderBytes + bytes + SrtpSender.MaximumOverhead);
                    if (room.IsEmpty)
                    {
                        batch.Flush(socket);
                        room = batch.Reserve(HeaderBytes + bytes + SrtpSender.MaximumOverhead);
                    }

                    WriteHeader(room, ssrc, (ushort)(first + i));
                    batch.Commit(to[receiver], from[receiver].ProtectRtp(room, HeaderBytes, HeaderBytes + bytes));
                }
            }

            batch.Flush(socket);
        }

        for (var i = 0; i < RoundsToWarm; i++)
        {
            Round();
        }

        packets = 0;
        var before = OfThisThread();
        while (OfThisThread() - before < MeasuredFor)
        {
            Round();
        }

        var took = OfThisThread() - before;
        foreach (var sender in senders)
        {
            sender.Dispose();
        }

        return took.TotalMicroseconds / packets;
    }

    private static void WriteHeader(Span<byte> room, uint ssrc, ushort sequence)
    {
        room[..HeaderBytes].Clear();
        room[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(room[2..], sequence);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(room[8..], ssrc);
    }

    /// <summary>Nanoseconds on a processor are the first number of schedstat (kernel documentation, scheduler/sched-stats).</summary>
    private static TimeSpan OfThisThread() => TimeSpan.FromMicroseconds(
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0);

    /// <summary>Sockets that are read as the load generator's are, so that sending ends where it ends for a server: with a receiver.</summary>
    private sealed class Readers : IDisposable
    {
        private const int WaitMilliseconds = 20;

        private readonly UdpSocket[] _sockets;
        private readonly Thread _thread;
        private volatile bool _stopping;

        public Readers(int count)
        {
            _sockets = [.. Enumerable.Range(0, count).Select(_ => UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false))];
            Addresses = [.. _sockets.Select(socket => socket.LocalEndpoint)];
            _thread = new Thread(Read) { Name = "limit readers", IsBackground = true };
            _thread.Start();
        }

        public PeerAddress[] Addresses { get; }

        public void Dispose()
        {
            _stopping = true;
            _thread.Join();
            foreach (var socket in _sockets)
            {
                socket.Dispose();
            }
        }

        private void Read()
        {
            using var epoll = new Epoll();
            using var reader = new CoalescedReader(TimeProvider.System);
            for (var i = 0; i < _sockets.Length; i++)
            {
                _sockets[i].TryCoalesce();
                epoll.Add(_sockets[i].Handle, i);
            }

            var ready = new int[64];
            while (!_stopping)
            {
                var count = epoll.Wait(ready, WaitMilliseconds);
                for (var i = 0; i < count; i++)
                {
                    while (reader.Receive(_sockets[ready[i]]))
                    {
                    }
                }
            }
        }
    }
}
