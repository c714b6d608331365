using DiemCau.Media.Srtp;

namespace DiemCau.Media.Tests.Srtp;

public sealed class SrtpAgainstLibsrtpTests
{
    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1_80)]
    internal void Libsrtp_opens_what_we_protect_over_two_wraps(SrtpProfile profile)
    {
        (byte[] key, byte[] salt) = Master(profile);
        using var ours = new SrtpSender(profile, key, salt);
        using var theirs = new Libsrtp(profile, key, salt, outbound: false);

        foreach (int sequence in Sequences())
        {
            byte[] packet = SrtpPackets.Rtp(0xCAFE_F00D, (ushort)sequence);
            byte[] plain = packet.AsSpan(0, 112).ToArray();
            int length = ours.ProtectRtp(packet, SrtpPackets.HeaderLength, 112);
            Assert.Equal(112 + profile.TagLength, length);
            Assert.Equal(112, theirs.UnprotectRtp(packet.AsSpan(0, length)));
            Assert.Equal(plain, packet.AsSpan(0, 112));
        }

        for (int i = 0; i < 20; i++)
        {
            byte[] packet = SrtpPackets.Rtcp(0xCAFE_F00D, i);
            byte[] plain = packet.AsSpan(0, SrtpPackets.RtcpLength).ToArray();
            int length = ours.ProtectRtcp(packet, SrtpPackets.RtcpLength);
            Assert.Equal(SrtpPackets.RtcpLength, theirs.UnprotectRtcp(packet.AsSpan(0, length)));
            Assert.Equal(plain, packet.AsSpan(0, SrtpPackets.RtcpLength));
        }
    }

    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1_80)]
    internal void We_open_what_libsrtp_protects_over_two_wraps(SrtpProfile profile)
    {
        (byte[] key, byte[] salt) = Master(profile);
        using var theirs = new Libsrtp(profile, key, salt, outbound: true);
        using var ours = new SrtpReceiver(profile, key, salt);

        foreach (int sequence in Sequences())
        {
            byte[] packet = SrtpPackets.Rtp(0xCAFE_F00D, (ushort)sequence);
            byte[] plain = packet.AsSpan(0, 112).ToArray();
            int length = theirs.ProtectRtp(packet, 112);
            Assert.Equal(SrtpResult.Ok, ours.UnprotectRtp(packet.AsSpan(0, length), SrtpPackets.HeaderLength, out int opened));
            Assert.Equal(plain, packet.AsSpan(0, opened));
        }

        for (int i = 0; i < 20; i++)
        {
            byte[] packet = SrtpPackets.Rtcp(0xCAFE_F00D, i);
            byte[] plain = packet.AsSpan(0, SrtpPackets.RtcpLength).ToArray();
            int length = theirs.ProtectRtcp(packet, SrtpPackets.RtcpLength);
            Assert.Equal(SrtpResult.Ok, ours.UnprotectRtcp(packet.AsSpan(0, length), out int opened));
            Assert.Equal(plain, packet.AsSpan(0, opened));
        }
    }

    private static IEnumerable<int> Sequences()
    {
        for (int i = 1; i < 140_000; i += 97)
        {
            yield return i;
        }
    }

    private static (byte[] Key, byte[] Salt) Master(SrtpProfile profile) =>
        (Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"),
            Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6")[..profile.SaltLength]);
}
