using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.WorkingDays;

public sealed class CalendarLinesTests
{
    [Theory]
    [InlineData("24/11/2027; nghỉ; nghỉ; Thử")]
    [InlineData("\"24/11/2027\";\"nghỉ\";\"nghỉ\";\"Thử\"")]
    [InlineData("24/11/2027;nghỉ;nghỉ;Thử;;;")]
    [InlineData("24/11/2027,nghỉ,nghỉ,Thử,,")]
    [InlineData("24/11/2027\tnghỉ\tnghỉ\tThử\r")]
    [InlineData("\ufeffNgày năm 2027;Sáng;Chiều;Tên\n24/11/2027;nghỉ;nghỉ;Thử")]
    [InlineData("DANH SÁCH NGÀY NGHỈ 2027\n\n\"Ngày\";\"Sáng\";\"Chiều\";\"Tên\"\n24/11/2027;nghỉ;nghỉ;Thử")]
    public void Days_are_read_as_offices_write_them(string text)
    {
        var line = Assert.Single(CalendarLines.Read(text));
        Assert.Equal((new DateOnly(2027, 11, 24), false, false, "Thử", null), (line.Day, line.Morning, line.Afternoon, line.Name, line.Error));
    }

    [Theory]
    [InlineData("24/11/2027; nghỉ; nghỉ; Nghỉ bù, lần \"hai\"", "Nghỉ bù, lần \"hai\"")]
    [InlineData("24/11/2027,nghỉ,nghỉ,\"Nghỉ bù, lần hai\"", "Nghỉ bù, lần hai")]
    public void Names_keep_their_commas(string text, string name) => Assert.Equal(name, Assert.Single(CalendarLines.Read(text)).Name);

    [Theory]
    [InlineData("24/11/2027;nghỉ;nghỉ;Thử\nthử;nghỉ;nghỉ;b", "calendar_day")]
    [InlineData("24/11/2027;nghỉ;nghỉ;Thử\n25/11/2027", "calendar_columns")]
    [InlineData("24/11/2027;nghỉ;nghỉ;Thử\n25/11/2027;có lẽ;nghỉ;b", "calendar_half")]
    public void A_line_that_is_not_understood_says_so(string text, string error) => Assert.Equal((2, error), CalendarLines.Read(text).Select(line => (line.Number, line.Error)).Last());
}
