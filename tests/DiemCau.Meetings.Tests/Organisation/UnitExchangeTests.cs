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
        var table = Csv("02,UBND xã Ea Kao,01,,01/07/2025,", "01,UBND tỉnh Đắk Lắk,,,,", ",Phòng Văn hóa,UBND tỉnh Đắk Lắk / UBND xã Ea Kao,Cơ quan,,", ",Cụm 1,ubnd tinh dak lak,Cụm,,");
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
                "13 Tên đơn vị: Không được bắt đầu bằng = + - @ và không được có ký tự điều khiển",
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
        var bomb = Zip(("xl/worksheets/sheet1.xml", new byte[200 * 1024 * 1024]));
        Assert.InRange(bomb.Length, 0, TableFile.LargestFile);
        Assert.Equal("table_too_large", (await Import(bomb)).Code);
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

    private async Task<Answer> Import(byte[] file, bool apply = false, Browser? browser = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"/api/admin/units/import?apply={apply}"))
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

    private static IEnumerable<string> Errors(Answer preview) => preview["rows"].AsArray()
        .SelectMany(row => row!["errors"]!.AsArray().Select(error => $"{row["row"]} {error}"));

    private Task<List<string>> Names() => Names(_installation);

    /// <summary>Way, level and kind of each unit.</summary>
    private static Task<List<string>> Names(TestInstallation installation) => installation.QueryAsync(async db =>
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(unit => unit.Id);
        string WayTo(Unit unit) => unit.ParentId is { } parent ? $"{WayTo(units[parent])}/{unit.Name}" : unit.Name;
        return units.Values.Select(unit => $"{WayTo(unit)} {unit.Level} {unit.Kind}").Order(StringComparer.Ordinal).ToList();
    });
}
