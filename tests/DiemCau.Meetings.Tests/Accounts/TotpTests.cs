using System.Text;
using DiemCau.Meetings.Accounts.SecondFactors;

namespace DiemCau.Meetings.Tests.Accounts;

public sealed class TotpTests
{
    // RFC 6238 appendix B (SHA-1), the last six of its eight digits.
    [Theory]
    [InlineData(59, 287082)]
    [InlineData(1111111109, 081804)]
    [InlineData(1111111111, 050471)]
    [InlineData(1234567890, 005924)]
    [InlineData(2000000000, 279037)]
    [InlineData(20000000000, 353130)]
    public void Codes_are_those_of_the_RFC(long seconds, int code) =>
        Assert.Equal(code, Totp.At("12345678901234567890"u8, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_code_is_good_one_step_early_or_late_and_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(59);
        Assert.Equal(1, Totp.Accept("12345678901234567890"u8, "287082", now, 0));
        Assert.Equal(1, Totp.Accept("12345678901234567890"u8, "287082", now.AddSeconds(30), 0));
        Assert.Null(Totp.Accept("12345678901234567890"u8, "287082", now.AddSeconds(60), 0));
        Assert.Null(Totp.Accept("12345678901234567890"u8, "287082", now, 1));
    }

    // RFC 4648 section 10, without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_RFC(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));
}
