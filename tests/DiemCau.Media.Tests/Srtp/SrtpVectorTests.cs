using DiemCau.Media.Interop.OpenSsl;
using DiemCau.Media.Srtp;

namespace DiemCau.Media.Tests.Srtp;

/// <summary>Known answers of RFC 3711 appendix B and RFC 7714 §16 and §17.</summary>
public sealed class SrtpVectorTests
{
    private const string Gallia =
        "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";

    private const string GalliaSealed =
        "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
        + "899d7f27beb16a9152cf765ee4390cce";

    private const string Mars =
        "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    private const string MarsSealed =
        "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4";

    private static readonly SrtpSessionKeys s_quidProQuo = new(
        Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), Convert.FromHexString("517569642070726f2071756f"), []);

    [Fact]
    public void Session_keys_are_those_of_RFC_3711_B_3()
    {
        var keys = SrtpSessionKeys.ForRtp(
            SrtpProfile.Aes128CmHmacSha1_80,
            Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139"),
            Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6"));

        Assert.Equal("C61E7A93744F39EE10734AFE3FF7A087", Convert.ToHexString(keys.Encryption));
        Assert.Equal("30CBBC08863D8C85D49DB34A9AE1", Convert.ToHexString(keys.Salt));
        Assert.Equal("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4", Convert.ToHexString(keys.Authentication));
    }

    [Fact]
    public void The_key_stream_is_that_of_RFC_3711_B_2()
    {
        using var cipher = CipherContext.Ctr(Convert.FromHexString("2B7E151628AED2A6ABF7158809CF4F3C"));
        var stream = new byte[16];
        cipher.ApplyCtr(Convert.FromHexString("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), stream);
        Assert.Equal("E03EAD0935C95E80E166B16DD92B4EB4", Convert.ToHexString(stream));
    }

    [Fact]
    public void An_RTP_packet_is_sealed_and_opened_as_in_RFC_7714_16_1()
    {
        using var sender = new SrtpCipher(SrtpProfile.AeadAes128Gcm, s_quidProQuo, s_quidProQuo, encrypt: true);
        using var receiver = new SrtpCipher(SrtpProfile.AeadAes128Gcm, s_quidProQuo, s_quidProQuo, encrypt: false);
        byte[] packet = WithRoom(Gallia, out int length);

        int sealedLength = sender.SealRtp(packet, 12, length, 0x5501a0b2, 0xf17b);
        Assert.Equal(GalliaSealed, Convert.ToHexStringLower(packet.AsSpan(0, sealedLength)));

        Assert.True(receiver.OpenRtp(packet.AsSpan(0, sealedLength), 12, 0x5501a0b2, 0xf17b));
        Assert.Equal(Gallia, Convert.ToHexStringLower(packet.AsSpan(0, length)));
    }

    [Fact]
    public void An_RTCP_packet_is_sealed_and_opened_as_in_RFC_7714_17_1()
    {
        using var sender = new SrtpCipher(SrtpProfile.AeadAes128Gcm, s_quidProQuo, s_quidProQuo, encrypt: true);
        using var receiver = new SrtpCipher(SrtpProfile.AeadAes128Gcm, s_quidProQuo, s_quidProQuo, encrypt: false);
        byte[] packet = WithRoom(Mars, out int length);

        int sealedLength = sender.SealRtcp(packet, length, 0x4d617273, 0x5d4);
        Assert.Equal(MarsSealed, Convert.ToHexStringLower(packet.AsSpan(0, sealedLength)));

        uint index = receiver.RtcpIndex(packet.AsSpan(0, sealedLength), out bool encrypted);
        Assert.Equal(0x5d4u, index);
        Assert.True(encrypted);
        Assert.True(receiver.OpenRtcp(packet.AsSpan(0, sealedLength), 0x4d617273, index, encrypted));
        Assert.Equal(Mars, Convert.ToHexStringLower(packet.AsSpan(0, length)));
    }

    private static byte[] WithRoom(string hex, out int length)
    {
        byte[] packet = Convert.FromHexString(hex);
        length = packet.Length;
        Array.Resize(ref packet, length + SrtpSender.MaximumOverhead);
        return packet;
    }
}
