using System.Buffers.Binary;
using System.Net;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Ice;

public sealed class StunTests
{
    private static readonly byte[] s_id = Convert.FromHexString("B7E7A701BC34D686FA87DFAE");

    [Theory]
    [InlineData("203.0.113.7:4000")]
    [InlineData("[2001:db8::7]:65535")]
    public void What_is_written_is_read_again(string address)
    {
        var endpoint = new PeerAddress(IPEndPoint.Parse(address));
        var bytes = new byte[512];
        var writer = new StunWriter(bytes, StunClass.Success, s_id);
        writer.AddXorMappedAddress(endpoint);
        writer.AddIntegrity("password"u8);
        int length = writer.Finish();

        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, length), out StunMessage message));
        Assert.Equal(StunClass.Success, message.Class);
        Assert.Equal(endpoint, message.XorMappedAddress);
        Assert.True(message.VerifyIntegrity("password"u8));
        Assert.True(message.HasFingerprint);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 0xABC)]
    public void Class_and_method_share_the_type_field_without_touching(int @class, int method)
    {
        var bytes = new byte[64];
        int length = new StunWriter(bytes, (StunClass)@class, s_id, method).Finish();
        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, length), out StunMessage message));
        Assert.Equal((StunClass)@class, message.Class);
        Assert.Equal(method, message.Method);
    }

    [Fact]
    public void An_error_keeps_its_code()
    {
        var bytes = new byte[128];
        var writer = new StunWriter(bytes, StunClass.Error, s_id);
        writer.AddErrorCode(487, "Role Conflict"u8);
        int length = writer.Finish();
        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, length), out StunMessage message));
        Assert.Equal(487, message.ErrorCode);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] request = Convert.FromHexString(StunVectorTests.Request);
        for (int length = 0; length < request.Length; length++)
        {
            Assert.False(StunMessage.TryParse(request.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Every_flipped_bit_is_noticed_by_parsing_or_by_integrity()
    {
        byte[] request = Convert.FromHexString(StunVectorTests.Request);
        for (int bit = 0; bit < request.Length * 8; bit++)
        {
            byte[] bad = request.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            if (StunMessage.TryParse(bad, out StunMessage message))
            {
                // What still parses has swallowed its FINGERPRINT, and only the FINGERPRINT itself lies outside the integrity.
                Assert.False(message.HasFingerprint);
                Assert.Equal(bit / 8 >= request.Length - 8, message.VerifyIntegrity(StunVectorTests.Password));
            }
        }
    }

    [Fact]
    public void Nothing_behind_the_integrity_is_believed()
    {
        var bytes = new byte[128];
        var writer = new StunWriter(bytes, StunClass.Request, s_id);
        writer.AddIntegrity("password"u8);
        writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        int length = writer.Finish();
        Assert.True(StunMessage.TryParse(bytes.AsSpan(0, length), out StunMessage message));
        Assert.True(message.VerifyIntegrity("password"u8));
        Assert.False(message.UseCandidate);
    }

    [Fact]
    public void Nothing_may_follow_the_fingerprint()
    {
        var bytes = new byte[128];
        var writer = new StunWriter(bytes, StunClass.Request, s_id);
        int length = writer.Finish();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(length), StunAttribute.UseCandidate);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(length + 4 - 20));
        Assert.False(StunMessage.TryParse(bytes.AsSpan(0, length + 4), out _));
    }

    [Theory]
    [InlineData(StunAttribute.Priority, 3)]
    [InlineData(StunAttribute.UseCandidate, 4)]
    [InlineData(StunAttribute.IceControlling, 4)]
    [InlineData(StunAttribute.MessageIntegrity, 16)]
    [InlineData(StunAttribute.XorMappedAddress, 8)]
    [InlineData(StunAttribute.ErrorCode, 2)]
    [InlineData(StunAttribute.Username, 0)]
    public void A_known_attribute_of_a_wrong_shape_makes_the_message_bad(int type, int length)
    {
        var bytes = new byte[128];
        var writer = new StunWriter(bytes, StunClass.Request, s_id);
        writer.Add((ushort)type, new byte[length]);
        int end = writer.Finish();
        Assert.False(StunMessage.TryParse(bytes.AsSpan(0, end), out _));
    }
}
