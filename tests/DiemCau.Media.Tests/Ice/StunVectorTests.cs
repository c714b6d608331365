using System.Text;
using DiemCau.Media.Ice;

namespace DiemCau.Media.Tests.Ice;

/// <summary>The sample messages of RFC 5769.</summary>
public sealed class StunVectorTests
{
    internal const string Request =
        "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36"
        + "000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf";

    private const string ResponseIPv4 =
        "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643"
        + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96";

    private const string ResponseIPv6 =
        "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
        + "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c";

    internal static readonly byte[] Password = "VOkJxbRl1RmTxUk/WvJxBt"u8.ToArray();

    [Fact]
    public void The_sample_request_is_read_and_verified()
    {
        Assert.True(StunMessage.TryParse(Convert.FromHexString(Request), out StunMessage message));
        Assert.Equal(StunClass.Request, message.Class);
        Assert.Equal(StunMessage.Binding, message.Method);
        Assert.Equal("B7E7A701BC34D686FA87DFAE", Convert.ToHexString(message.TransactionId));
        Assert.Equal("evtj:h6vY", Encoding.ASCII.GetString(message.Username));
        Assert.Equal("evtj", Encoding.ASCII.GetString(message.ReceiverUfrag));
        Assert.Equal(0x6E0001FFu, message.Priority);
        Assert.Equal(0x932FF9B151263B36u, message.IceControlled);
        Assert.Null(message.IceControlling);
        Assert.False(message.UseCandidate);
        Assert.True(message.HasFingerprint);
        Assert.True(message.VerifyIntegrity(Password));
        Assert.False(message.VerifyIntegrity("VOkJxbRl1RmTxUk/WvJxBu"u8));
    }

    [Theory]
    [InlineData(ResponseIPv4, "192.0.2.1:32853")]
    [InlineData(ResponseIPv6, "[2001:db8:1234:5678:11:2233:4455:6677]:32853")]
    public void The_sample_responses_are_read_and_verified(string hex, string mapped)
    {
        Assert.True(StunMessage.TryParse(Convert.FromHexString(hex), out StunMessage message));
        Assert.Equal(StunClass.Success, message.Class);
        Assert.Equal(mapped, message.XorMappedAddress?.ToString());
        Assert.True(message.VerifyIntegrity(Password));
    }
}
