using System.Diagnostics;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Shared.Tables;

public sealed class XlsxReadingTests
{
    /// <summary>Only a failure takes so long, however busy the machine is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(200_000)]
    [InlineData(12_000)]
    [InlineData(40)]
    public void Elements_nested_without_end_are_refused_and_end_nothing(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("<is>", depth)) + string.Concat(Enumerable.Repeat("</is>", depth));
        foreach (var file in (byte[][])
        [
            SheetFile.Of($"""<row r="1"><c r="A1" t="inlineStr">{nested}</c></row>"""),
            SheetFile.Of("", strings: $"<si>{nested}</si>"),
            SheetFile.Of("", after: nested),
            SheetFile.Of("", bookProperties: nested),
        ])
        {
            var started = Stopwatch.GetTimestamp();
            Assert.Throws<TableTooLargeException>(() => XlsxReading.Read(new MemoryStream(file)));
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience);
        }
    }

    [Fact]
    public void Millions_of_texts_in_a_small_file_are_refused_soon()
    {
        var file = SheetFile.Of("", strings: string.Concat(Enumerable.Repeat("<si><t/></si>", 2_000_000)));
        Assert.InRange(file.Length, 0, TableFile.LargestFile);
        var started = Stopwatch.GetTimestamp();
        Assert.Throws<TableTooLargeException>(() => XlsxReading.Read(new MemoryStream(file)));
        Assert.True(Stopwatch.GetElapsedTime(started) < Patience);
    }

    [Fact]
    public void Merged_cells_that_reach_over_the_whole_sheet_a_thousand_times_are_refused()
    {
        var merges = string.Concat(Enumerable.Range(0, 5_000).Select(_ => """<mergeCell ref="A1:XFD1048576"/>"""));
        var rows = string.Concat(Enumerable.Range(1, 2_000).Select(row => SheetFile.Row(row, "a", "b")));
        Assert.Throws<TableTooLargeException>(() => XlsxReading.Read(new MemoryStream(SheetFile.Of(rows, $"<mergeCells>{merges}</mergeCells>"))));
    }

    [Fact]
    public void A_reader_that_has_gone_is_not_read_on_for()
    {
        var file = SheetFile.Of(string.Concat(Enumerable.Range(1, 5_000).Select(row => SheetFile.Row(row, "a"))));
        Assert.Throws<OperationCanceledException>(() => XlsxReading.Read(new MemoryStream(file), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("""<c t="s"><v>99</v></c>""")]
    [InlineData("""<c t="s"><v>-1</v></c>""")]
    [InlineData("<unclosed>")]
    [InlineData("""<row r="99999999999999"/>""")]
    public void What_is_no_workbook_is_unreadable(string row) =>
        Assert.Throws<TableUnreadableException>(() => XlsxReading.Read(new MemoryStream(SheetFile.Of($"""<row r="1">{row}</row>"""))));

    [Fact]
    public void A_merged_cell_shows_its_text_wherever_it_reaches()
    {
        var table = Read(
            SheetFile.Row(1, "Tên", "Cấp trên") + SheetFile.Row(2, "Một", "Huyện") + SheetFile.Row(3, "Hai") + SheetFile.Row(4, "Ba", "bị che"),
            """<mergeCells><mergeCell ref="B2:B4"/></mergeCells>""");
        Assert.Equal(["Tên|Cấp trên", "Một|Huyện", "Hai|Huyện", "Ba|Huyện"], Lines(table));
        Assert.Equal([false, true, true], table.Rows.Skip(1).Select(row => row[1].IsMerged));
    }

    [Fact]
    public void Hidden_rows_and_columns_are_left_out_and_named()
    {
        var table = Read(
            SheetFile.Row(1, "a", "b", "c") + SheetFile.Row(2, "ẩn", "ẩn").Replace("<row ", """<row hidden="1" """, StringComparison.Ordinal)
            + SheetFile.Row(3, "d", "e", "f"),
            before: """<cols><col min="2" max="2" hidden="1"/></cols>""");
        Assert.Equal(["a||c", "d||f"], Lines(table));
        Assert.Equal(["Không đọc các dòng đang ẩn: 2.", "Không đọc các cột đang ẩn: B."], table.Notes.Select(note => note.In("vi")));
    }

    [Theory]
    [InlineData("dd/mm/yyyy", "45839", "01/07/2025")]
    [InlineData("m/d/yy", "45839", "01/07/2025")]
    [InlineData("[$-42A]dd\\-mm\\-yyyy;@", "45839", "01/07/2025")]
    [InlineData("dd/mm/yyyy hh:mm", "45839.5", "01/07/2025 12:00")]
    [InlineData("mm/yyyy", "45839", "07/2025")]
    [InlineData("hh:mm", "0.75", "18:00")]
    [InlineData("000", "24", "024")]
    [InlineData("00000", "133", "00133")]
    [InlineData("0%", "0.5", "50%")]
    [InlineData("#,##0", "133", "133")]
    [InlineData("@", "24133", "24133")]
    [InlineData("General", "24133", "24133")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    public void Numbers_are_read_as_their_format_shows_them(string format, string number, string shown) =>
        Assert.Equal(shown, Read($"""<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>""", formats: [format]).Rows[0][0].Text);

    [Theory]
    [InlineData("General", "123456789012")]
    [InlineData("#,##0", "24133")]
    [InlineData("\"UBND \"0", "5")]
    [InlineData("[h]:mm", "1.5")]
    [InlineData("dd/mm/yyyy", "60")]
    [InlineData("dd/mm/yyyy", "-5")]
    [InlineData("dd/mm/yyyy", "99999999")]
    [InlineData("0", "1e300")]
    public void Numbers_that_cannot_be_read_back_from_what_is_shown_are_refused_by_cell(string format, string number) => Assert.Equal(
        "table_cell_number", Read($"""<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>""", formats: [format]).Rows[0][0].Fault?.Code);

    [Fact]
    public void Cells_in_error_without_a_value_or_with_what_no_text_has_are_refused_by_cell()
    {
        var row = Read("""
            <row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>A1+1</f></c><c r="C1" t="str"><f>UPPER("a")</f><v>A</v></c>
            <c r="D1" t="inlineStr"><is><t>a_x000B_b</t></is></c><c r="E1" t="inlineStr"><is><t>a_x005F_x000B_b</t></is></c><c r="F1" t="b"><v>1</v></c></row>
            """).Rows[0];
        Assert.Equal(["table_cell_error", "table_cell_formula", null, "text_control", null, null], row.Cells.Select(cell => cell.Fault?.Code));
        Assert.Equal(["", "", "A", "", "a_x000B_b", "TRUE"], row.Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Runs_are_one_text_and_readings_none()
    {
        var table = Read(
            """<row r="1"><c r="A1" t="s"><v>0</v></c></row>""",
            strings: "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">UBND </t></r><r><t>xã</t></r><rPh sb=\"0\" eb=\"1\"><t>đọc</t></rPh></si>");
        Assert.Equal("UBND xã", table.Rows[0][0].Text);
    }

    [Fact]
    public void Letters_that_nobody_sees_and_lines_of_a_cell_are_no_part_of_a_name() => Assert.Equal(
        ["UBND xã Một", "UBND xã Một", "UBND xã Một", "UBND xã Một"],
        Read(SheetFile.Row(1, "UBND\u00a0xã Một", "UBND xã Một\u200b", " UBND\nxã  Một ", "UBND xa\u0303 M\u1ed9t")).Rows[0].Cells.Select(cell => cell.Text));

    [Theory]
    [InlineData("UBND x· T©n TiÕn")]
    [InlineData("§¾k L¾k")]
    [InlineData("huyÖn")]
    [InlineData("B×nh §Þnh")]
    [InlineData("thµnh phè Bu«n Ma Thuét")]
    [InlineData("UBND xaõ Taân Tieán")]
    [InlineData("Ñaék Laék")]
    [InlineData("ÑIEÅM CAÀU")]
    [InlineData("Sôû Y teá")]
    [InlineData("XÃ£ Ea Kao")]
    [InlineData("Ä‘iá»ƒm cáº§u")]
    [InlineData("UBND x\ufffd Ea Kao")]
    public void What_was_written_for_an_old_font_or_read_in_another_encoding_is_refused_by_cell(string text)
    {
        var cell = Read(SheetFile.Row(1, text)).Rows[0][0];
        Assert.Contains(cell.Fault?.Code, new[] { "table_cell_encoding", "text_broken" });
        Assert.Empty(cell.Text);
    }

    [Theory]
    [InlineData("Đắk Lắk, Ea H'leo, Buôn Êa, Krông Búk, Aê Diê")]
    [InlineData("Zürich, Curaçao, façade, Haïti, Straße, Ångström")]
    [InlineData("Phòng họp (5 m²), «Hội trường» lớn, Microsoft® Teams, ABC©, 2×3 màn hình, ½ ngày, 10 µm, §5")]
    [InlineData("Sở Y tế¹, 20°C ±5")]
    [InlineData("Xoá, khoá, oà, uỷ ban, Thuận Quý, nghìn, Ái Oanh")]
    public void Words_of_today_are_none_of_an_old_font(string text) => Assert.Equal(text, Read(SheetFile.Row(1, text)).Rows[0][0].Text);

    [Fact]
    public void A_text_that_looks_like_a_number_stays_as_it_was_typed() => Assert.Equal(
        ["0123", "1E5", "01/07", "TRUE", "12,50"],
        Read(SheetFile.Row(1, "0123", "1E5", "01/07", "TRUE", "12,50")).Rows[0].Cells.Select(cell => cell.Text));

    [Theory]
    [InlineData("<f>1+1</f><v>2</v>", "", "2")]
    [InlineData("<f>B1</f><v>24</v>", """ s="1" """, "024")]
    [InlineData("<f>TODAY()</f><v>45839</v>", """ s="2" """, "01/07/2025")]
    [InlineData("<f>A1=1</f><v>0</v>", """ t="b" """, "FALSE")]
    [InlineData("""<f>UPPER("a")</f><v></v>""", """ t="str" """, "")]
    public void A_formula_is_read_by_the_value_that_was_kept_with_it(string inside, string attributes, string shown) => Assert.Equal(
        shown, Read($"""<row r="1"><c r="A1"{attributes}>{inside}</c>{SheetFile.Text("B1", "x")}</row>""", formats: ["000", "dd/mm/yyyy"]).Rows[0][0].Text);

    [Theory]
    [InlineData("0", "01/01/1904")]
    [InlineData("44377", "01/07/2025")]
    [InlineData("60", "01/03/1904")]
    public void Days_of_a_workbook_that_counts_from_1904_are_the_days_it_shows(string number, string shown)
    {
        var file = SheetFile.Of(
            $"""<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>""", formats: ["dd/mm/yyyy"], bookProperties: """<workbookPr date1904="1"/>""");
        Assert.Equal(shown, XlsxReading.Read(new MemoryStream(file)).Rows[0][0].Text);
    }

    [Fact]
    public void A_cell_merged_both_ways_shows_its_text_below_and_is_marked_beside()
    {
        var table = Read(
            SheetFile.Row(1, "Tên", "Cấp trên", "Loại") + SheetFile.Row(2, "Một", "Huyện") + SheetFile.Row(3, "Hai"), """<mergeCells><mergeCell ref="B2:C3"/></mergeCells>""");
        Assert.Equal(["Tên|Cấp trên|Loại", "Một|Huyện|Huyện", "Hai|Huyện|Huyện"], Lines(table));
        Assert.Equal([false, false, true], table.Rows[1].Cells.Select(cell => cell.IsMergedAcross));
        Assert.Equal([false, false, true], table.Rows[2].Cells.Select(cell => cell.IsMergedAcross));
    }

    [Fact]
    public void Sheets_are_read_in_the_order_of_their_tabs_and_those_with_nothing_on_them_are_passed_over()
    {
        var file = SheetFile.OfSheets(("Bìa", ""), ("Đơn vị", SheetFile.Row(1, "Tên") + SheetFile.Row(2, "UBND xã Một")), ("Khác", SheetFile.Row(1, "khác")));
        var table = XlsxReading.Read(new MemoryStream(file));
        Assert.Equal(["Tên", "UBND xã Một"], Lines(table));
        Assert.Equal("Đã đọc trang tính “Đơn vị”.", Assert.Single(table.Notes).In("vi"));
    }

    [Fact]
    public void A_workbook_with_nothing_on_it_is_an_empty_table() => Assert.Empty(XlsxReading.Read(new MemoryStream(SheetFile.OfSheets(("Một", ""), ("Hai", "")))).Rows);

    private static Table Read(string data, string after = "", string before = "", string strings = "", string[]? formats = null) =>
        XlsxReading.Read(new MemoryStream(SheetFile.Of(data, after, before, strings, formats)));

    private static IEnumerable<string> Lines(Table table) => table.Rows.Select(row => string.Join('|', row.Cells.Select(cell => cell.Text)));
}
