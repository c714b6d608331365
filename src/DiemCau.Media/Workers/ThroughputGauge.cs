using System.Buffers.Binary;
using System.Net;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>
/// How many packets a second this machine can send: the dearest part of a packet's way (SRTP and the kernel's send path) on as many threads
/// as the engine would use, over the loopback interface, and from that the whole way.
/// </summary>
internal static class ThroughputGauge
{
    /// <summary>
    /// The whole way costs so many times as much as what is measured here: routing, rewriting, pacing, waking and sleeping, signalling.
    /// Measured within one minute on one machine, 3.6 µs of processor time a packet on the podium (docs/media/performance.md), and 1.2 µs
    /// here.
    /// </summary>
    private const double WholeWay = 3.0;

    private const int Receivers = 16;

    /// <summary>A picture at 1.5 Mb/s and 30 frames a second; its packets go to one receiver together.</summary>
    private const int PacketsPerPicture = 6;

    private const int HeaderLength = 12;
    private const int PacketLength = 1_100;

    /// <summary>Until the compiler has made fast code of the loop; not counted.</summary>
    private const long WarmUp = 300_000;

    /// <param name="threads">Of the engine: one per core.</param>
    /// <param name="microseconds">
    /// How long each is counted, in time of its own on a processor: what else the machine does is left out.
    /// </param>
    /// <returns>Packets a second of all threads together, each with a processor of its own.</returns>
    public static double PacketsPerSecond(int threads, long microseconds)
    {
        var rates = new double[threads];
        var takers = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            var own = i;
            takers[i] = new Thread(() => rates[own] = RateOfOneThread(microseconds)) { IsBackground = true, Name = $"gauge {own}" };
            takers[i].Start();
        }

        foreach (var taker in takers)
        {
            taker.Join();
        }

        return rates.Sum() / WholeWay;
    }

    private static double RateOfOneThread(long microseconds)
    {
        using var socket = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
        // Nobody reads there: the kernel drops what is too much at the very end of its way.
        var receivers = Enumerable.Range(0, Receivers).Select(_ => UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false)).ToArray();
        using var batch = new SendBatch();
        using var sender = new SrtpSender(SrtpProfile.AeadAes128Gcm, new byte[16], new byte[12]);
        ushort sequence = 0;
        SendFor(WarmUp);
        var rate = SendFor(microseconds);
        foreach (var receiver in receivers)
        {
            receiver.Dispose();
        }

        return rate;

        double SendFor(long span)
        {
            var (began, sent) = (ThreadTime.Now, 0L);
            long now;
            do
            {
                sent += SendRound();
                now = ThreadTime.Now;
            }
            while (now - began < span);

            return sent * 1_000_000.0 / (now - began);
        }

        int SendRound()
        {
            foreach (var receiver in receivers)
            {
                for (var i = 0; i < PacketsPerPicture; i++)
                {
                    var buffer = batch.Reserve(PacketLength + SrtpSender.MaximumOverhead);
                    buffer[..HeaderLength].Clear();
                    buffer[0] = 0x80; // RTP version 2 (RFC 3550)
                    BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], sequence++);
                    batch.Commit(receiver.LocalEndpoint, sender.ProtectRtp(buffer, HeaderLength, PacketLength));
                }
            }

            return batch.Flush(socket);
        }
    }
}
