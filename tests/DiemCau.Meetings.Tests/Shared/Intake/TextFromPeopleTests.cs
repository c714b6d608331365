using System.Text;
using System.Text.Json;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Tests.Shared.Intake;

public sealed class TextFromPeopleTests
{
    [Fact]
    public void A_joiner_that_joins_nothing_once_letters_are_composed_goes_and_the_text_is_then_taken_as_it_is()
    {
        Assert.Null(TextFromPeople.Take("三\u200d\u212b", TextKind.Line, out var line));
        Assert.Equal("三\u00c5", line);
    }

    [Theory]
    [InlineData("\0", TextFault.Control)]
    [InlineData("a\u0007b", TextFault.Control)]
    [InlineData("a\u000bb", TextFault.Control)]
    [InlineData("a\u0085b", TextFault.Control)]
    [InlineData("a\nb", TextFault.Control)]
    [InlineData("a\ufffe", TextFault.Broken)]
    [InlineData("\ufdd0", TextFault.Broken)]
    [InlineData("\ud83f\udfff", TextFault.Broken)]
    [InlineData("a\u202eb", TextFault.Direction)]
    [InlineData("a\u2066b", TextFault.Direction)]
    [InlineData("\u200b", TextFault.Invisible)]
    [InlineData("\u3164", TextFault.Invisible)]
    [InlineData(" \u200d\u2060 ", TextFault.Invisible)]
    [InlineData("UBND tỉnh Đắk Lắ\u043a", TextFault.Scripts)]
    [InlineData("\u0412\u0410\u041e Bank", TextFault.Scripts)]
    [InlineData("ＵＢＮＤ xã", TextFault.Scripts)]
    [InlineData("\U0001d400n", TextFault.Scripts)]
    [InlineData("\u3164\u2800", TextFault.Invisible)]
    [InlineData("\U000e0041\U000e0042", TextFault.Invisible)]
    [InlineData("\ufe0f\ufff9\u115f", TextFault.Invisible)]
    [InlineData("Xa\u0316\u0317\u0318\u0319\u031a\u031c\u031d\u031e\u031f\u0320", TextFault.Marks)]
    public void What_no_name_has_is_refused(string text, object fault) => Assert.Equal(fault, TextFromPeople.Take(text, TextKind.Name, out _));

    /// <summary>Attributes are UTF-8 and cannot hold them.</summary>
    [Fact]
    public void Halves_of_surrogate_pairs_are_refused()
    {
        foreach (var kind in Enum.GetValues<TextKind>())
        {
            Assert.Equal(TextFault.Broken, TextFromPeople.Take("a\ud800b", kind, out _));
            Assert.Equal(TextFault.Broken, TextFromPeople.Take("\udc00", kind, out _));
        }

        Assert.Equal("a\ud800b", OpaqueString.Of("a\ud800b"));
        Assert.Equal("ab", ShownText.Of("a\ud800\uffff\0b"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "  ")]
    [InlineData("UBND xã Ea Kao (cũ) – số 2/3", "UBND xã Ea Kao (cũ) – số 2/3")]
    [InlineData("Đa\u0306\u0301k", "Đắk")]
    [InlineData("UBND\u00a0xã\u200b", "UBND xã")]
    [InlineData("Tổ\u00ad 1\u200e", "Tổ 1")]
    [InlineData("Nguyễn Văn A 👨‍👩‍👧", "Nguyễn Văn A 👨‍👩‍👧")]
    [InlineData("Xã\u200d A", "Xã A")]
    [InlineData("三\u200d\u3000星", "三 星")]
    [InlineData("Xã\U000e0041\U000e007f Ea\ufe0f Kao\u3164", "Xã Ea Kao")]
    [InlineData("Xã\u2800Ea\u115f Kao\ufffa\u061c\u180e\U0001d173", "Xã Ea Kao")]
    [InlineData("\u00d0ắk Lắk, huyện \u0189ức Cơ, \u00f0èo", "Đắk Lắk, huyện Đức Cơ, đèo")]
    [InlineData("❤\ufe0f‍🔥 1\ufe0f\u20e3 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "❤\ufe0f‍🔥 1\ufe0f\u20e3 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f")]
    [InlineData("🏴\U000e0067\U000e0062 葛\U000e0100 1\ufe0f", "🏴 葛\U000e0100 1")]
    [InlineData("Москва", "Москва")]
    [InlineData("三星", "三星")]
    public void What_only_clutters_is_put_right(string text, string taken)
    {
        Assert.Null(TextFromPeople.Take(text, TextKind.Name, out var name));
        Assert.Equal(taken, name);
    }

    [Fact]
    public void Lines_end_with_newline_wherever_they_were_written()
    {
        Assert.Null(TextFromPeople.Take("a\r\nb\rc\n\td\u2028e", TextKind.Lines, out var taken));
        Assert.Equal("a\nb\nc\n\td\ne", taken);
    }

    [Fact]
    public void What_programs_write_stays_to_the_letter()
    {
        const string Sdp = "v=0\r\ns=\u202e\u200b\r\n";
        Assert.Null(TextFromPeople.Take(Sdp, TextKind.Verbatim, out var taken));
        Assert.Equal(Sdp, taken);
        Assert.Equal(TextFault.Control, TextFromPeople.Take("v=0\0", TextKind.Verbatim, out _));
    }

    [Fact]
    public void A_password_is_the_same_from_every_keyboard_and_never_another()
    {
        const string Password = "Mật khẩu phòng Họp 2026";
        // The Windows Vietnamese keyboard: base letters composed, tones combining.
        const string Windows = "M\u00e2\u0323t kh\u00e2\u0309u pho\u0300ng Ho\u0323p 2026";
        Assert.Equal(Password.Normalize(NormalizationForm.FormC), OpaqueString.Of(Windows));
        Assert.Equal(OpaqueString.Of(Password), OpaqueString.Of(Password.Normalize(NormalizationForm.FormD)));
        Assert.Equal(OpaqueString.Of(Password), OpaqueString.Of(Password.Replace(' ', '\u00a0')));
        Assert.NotEqual(OpaqueString.Of("①②③④⑤⑥"), OpaqueString.Of("123456"));
    }

    [Theory]
    [InlineData("\"a\\u0000\"", TextFault.Control)]
    [InlineData("\"\\ud800\"", TextFault.Broken)]
    [InlineData("\"\\ufffe\"", TextFault.Broken)]
    [InlineData("\"\\u202e\"", TextFault.Direction)]
    [InlineData("\"\\u200b\"", TextFault.Invisible)]
    [InlineData("null", null)]
    [InlineData("\"a\\nb\"", null)]
    public void A_hub_verb_reads_any_text_and_says_what_is_wrong_with_it(string json, object? fault) =>
        Assert.Equal(fault, JsonSerializer.Deserialize<ReceivedText>(json).Fault);
}
