using System.Buffers.Binary;
using System.Diagnostics;
using DiemCau.Media.Srtp;
using Xunit.Abstractions;

namespace DiemCau.Media.Tests.Srtp;

public sealed class SrtpTests(ITestOutputHelper output)
{
    private const int Plain = 112;
    private static readonly byte[] s_key = Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static readonly byte[] s_salt = Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6");

    public static TheoryData<int> Profiles => [(int)SrtpProfile.AeadAes128Gcm, (int)SrtpProfile.Aes128CmHmacSha1_80];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_repeated_packet_is_refused(int profile)
    {
        using Pair pair = new(profile);
        byte[] packet = pair.Protected(1, 1);
        Assert.Equal(SrtpResult.Ok, pair.Open(packet));
        Assert.Equal(SrtpResult.Replayed, pair.Open(packet));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Late_packets_are_taken_once_within_the_window_and_not_behind_it(int profile)
    {
        using Pair pair = new(profile);
        byte[][] packets = [.. Enumerable.Range(0, 300).Select(i => pair.Protected(7, (ushort)i))];
        Assert.Equal(SrtpResult.Ok, pair.Open(packets[0]));
        Assert.Equal(SrtpResult.Ok, pair.Open(packets[299]));
        Assert.Equal(SrtpResult.Ok, pair.Open(packets[299 - 127]));
        Assert.Equal(SrtpResult.Replayed, pair.Open(packets[299 - 127]));
        Assert.Equal(SrtpResult.Replayed, pair.Open(packets[299 - 128]));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Packets_out_of_order_around_a_wrap_keep_their_rollover_counter(int profile)
    {
        using Pair pair = new(profile);
        byte[][] packets = [.. Enumerable.Range(65_500, 100).Select(i => pair.Protected(7, (ushort)i))];
        int[] order = [.. Enumerable.Range(0, 100).OrderBy(i => (i + (i * 37 % 20)))];
        foreach (int i in order)
        {
            Assert.Equal(SrtpResult.Ok, pair.Open(packets[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_number_from_before_the_stream_began_is_not_taken_for_one_after_a_wrap(int profile)
    {
        using Pair pair = new(profile);
        Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(7, 2)));
        byte[] forged = pair.Protected(7, 3);
        forged[2] = forged[3] = 0xFF;
        Assert.Equal(SrtpResult.Replayed, pair.Open(forged));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_flipped_bit_is_noticed_and_moves_nothing(int profile)
    {
        using Pair pair = new(profile);
        Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(7, 9)));
        byte[] good = pair.Protected(7, 10);
        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] bad = good.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(SrtpResult.Ok, pair.Open(bad));
        }

        Assert.Equal(SrtpResult.Ok, pair.Open(good));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_flipped_bit_of_a_report_is_noticed(int profile)
    {
        using Pair pair = new(profile);
        byte[] good = pair.ProtectedReport(7, 1);
        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] bad = good.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(SrtpResult.Ok, pair.Receiver.UnprotectRtcp(bad, out _));
        }

        Assert.Equal(SrtpResult.Ok, pair.Receiver.UnprotectRtcp(good.ToArray(), out int length));
        Assert.Equal(SrtpPackets.RtcpLength, length);
        Assert.Equal(SrtpResult.Replayed, pair.Receiver.UnprotectRtcp(good, out _));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_truncation_is_refused(int profile)
    {
        using Pair pair = new(profile);
        byte[] rtp = pair.Protected(7, 1);
        for (int length = 0; length < rtp.Length; length++)
        {
            Assert.NotEqual(SrtpResult.Ok, pair.Receiver.UnprotectRtp(rtp.AsSpan(0, length).ToArray(), 12, out _));
        }

        byte[] rtcp = pair.ProtectedReport(7, 1);
        for (int length = 0; length < rtcp.Length; length++)
        {
            Assert.NotEqual(SrtpResult.Ok, pair.Receiver.UnprotectRtcp(rtcp.AsSpan(0, length).ToArray(), out _));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_header_longer_than_the_packet_is_refused(int profile)
    {
        using Pair pair = new(profile);
        Assert.Equal(SrtpResult.TooShort, pair.Receiver.UnprotectRtp(pair.Protected(7, 1), Plain + 1, out _));
    }

    [Fact]
    public void Sources_are_bounded_and_only_idle_ones_make_room()
    {
        using Pair pair = new((int)SrtpProfile.AeadAes128Gcm);
        for (uint ssrc = 0; ssrc < 64; ssrc++)
        {
            Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(ssrc, 1)));
        }

        Assert.Equal(SrtpResult.TooManySources, pair.Open(pair.Protected(1000, 1)));

        for (int i = 2; i < 4200; i++)
        {
            Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(63, (ushort)i)));
        }

        Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(1000, 2)));
        Assert.Equal(SrtpResult.Ok, pair.Open(pair.Protected(63, 5000)));
    }

    /// <summary>Prints the best of many short runs, which is what the code costs when the machine is not doing something else.</summary>
    [Theory]
    [MemberData(nameof(Profiles))]
    public void Protecting_and_unprotecting_allocate_nothing(int profile)
    {
        using Pair pair = new(profile);
        const int Runs = 40;
        const int PerRun = 512;
        byte[][] packets = [.. Enumerable.Range(0, PerRun).Select(i => SrtpPackets.Rtp(7, (ushort)i, payload: 1188))];
        byte[] report = SrtpPackets.Rtcp(7, 1);
        int sequence = 0;
        long protecting = long.MaxValue;
        long unprotecting = long.MaxValue;
        Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < Runs; run++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        output.WriteLine($"{(SrtpProfile)profile}, 1200 bytes: protect {protecting / PerRun} ns, unprotect {unprotecting / PerRun} ns");

        void Run()
        {
            long start = Stopwatch.GetTimestamp();
            int length = 0;
            foreach (byte[] packet in packets)
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)sequence++);
                length = pair.Sender.ProtectRtp(packet, SrtpPackets.HeaderLength, 1200);
            }

            long middle = Stopwatch.GetTimestamp();
            SrtpResult result = SrtpResult.Ok;
            foreach (byte[] packet in packets)
            {
                result |= pair.Receiver.UnprotectRtp(packet.AsSpan(0, length), SrtpPackets.HeaderLength, out _);
            }

            protecting = Math.Min(protecting, (long)Stopwatch.GetElapsedTime(start, middle).TotalNanoseconds);
            unprotecting = Math.Min(unprotecting, (long)Stopwatch.GetElapsedTime(middle).TotalNanoseconds);
            int reportLength = pair.Sender.ProtectRtcp(report, SrtpPackets.RtcpLength);
            result |= pair.Receiver.UnprotectRtcp(report.AsSpan(0, reportLength), out _);
            if (result != SrtpResult.Ok)
            {
                throw new InvalidOperationException("A packet was refused.");
            }
        }
    }

    private sealed class Pair : IDisposable
    {
        public Pair(int number)
        {
            var profile = (SrtpProfile)number;
            Sender = new SrtpSender(profile, s_key, s_salt.AsSpan(0, profile.SaltLength));
            Receiver = new SrtpReceiver(profile, s_key, s_salt.AsSpan(0, profile.SaltLength));
        }

        public SrtpSender Sender { get; }

        public SrtpReceiver Receiver { get; }

        public byte[] Protected(uint ssrc, ushort sequence)
        {
            byte[] packet = SrtpPackets.Rtp(ssrc, sequence);
            return packet.AsSpan(0, Sender.ProtectRtp(packet, SrtpPackets.HeaderLength, Plain)).ToArray();
        }

        public byte[] ProtectedReport(uint ssrc, int fill)
        {
            byte[] packet = SrtpPackets.Rtcp(ssrc, fill);
            return packet.AsSpan(0, Sender.ProtectRtcp(packet, SrtpPackets.RtcpLength)).ToArray();
        }

        /// <summary>Opens a copy, so that the packet can be opened again.</summary>
        public SrtpResult Open(byte[] packet) => Receiver.UnprotectRtp(packet.ToArray(), SrtpPackets.HeaderLength, out _);

        public void Dispose()
        {
            Sender.Dispose();
            Receiver.Dispose();
        }
    }
}
