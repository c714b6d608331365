using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DiemCau.Meetings.Tests.Sites;

public sealed class SiteExchangeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Browser _administrator = null!;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _administrator = await _installation.Administrator();
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task What_is_exported_changes_nothing_when_it_is_read_back()
    {
        await Demonstrate();
        var file = await Export();
        using (var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        }

        Assert.Equal(["Điểm cầu", "Đường truyền", "Thiết bị", "Tài khoản"], XlsxReading.ReadSheets(new MemoryStream(file)).Select(sheet => sheet.Name));
        var before = await Stored();
        var again = await Import(file, apply: true);
        // Communes without a site have a row that waits for a name, and says nothing until it has one.
        Assert.Equal((0, 0, 0), (Number(again, "changed"), Number(again, "wrong"), Number(again, "invited")));
        Assert.Equal(before, await Stored());
    }

    [Fact]
    public async Task What_was_edited_is_changed_and_nothing_else()
    {
        await Demonstrate();
        var before = (await Stored()).ToHashSet();
        var file = Edited(await Export(), cell => cell == "Hội trường UBND xã An Bình" ? "Hội trường lớn" : cell.Contains("Phó Giám đốc", StringComparison.Ordinal) ? "Giám đốc" : cell);
        var preview = await Import(file);
        var changed = preview["rows"].AsArray().Where(row => (string?)row!["action"] == "change").ToList();
        Assert.Equal(Number(preview, "changed"), changed.Count);
        Assert.Equal(6, changed.Count(row => Texts(row!["changes"]!).SequenceEqual(["Chức vụ lãnh đạo: Phó Giám đốc → Giám đốc"])));
        Assert.Equal(before, (await Stored()).ToHashSet());

        Assert.True((bool)(await Import(file, apply: true))["applied"]!);
        var after = await Stored();
        Assert.Equal(changed.Count, after.Count(site => !before.Contains(site)));
        Assert.Equal(0, Number(await Import(await Export(), apply: true), "changed"));
    }

    [Fact]
    public async Task A_mailbox_that_is_registered_while_its_workbook_is_taken_leaves_nothing_taken_and_says_so()
    {
        await _installation.Unit("UBND xã Một");
        var file = SheetFile.OfSheets(
            ("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu") + SheetFile.Row(2, "UBND xã Một", "Phòng họp")),
            ("Tài khoản", SheetFile.Row(1, "Đơn vị", "Hộp thư") + SheetFile.Row(2, "UBND xã Một", "xamot@tinh.gov.vn")));

        var answer = await Registering.MeanwhileAsync(_installation, "xamot@tinh.gov.vn", () => Import(file, apply: true));

        Assert.Equal((HttpStatusCode.Conflict, "site_mailbox_taken"), (answer.Status, answer.Code));
        Assert.Empty(await Stored());
        Assert.True((bool)(await Import(file, apply: true))["applied"]!);
    }

    [Fact]
    public async Task A_bad_row_costs_only_itself_and_is_named_by_sheet_row_and_column()
    {
        var province = await _installation.Unit("UBND tỉnh");
        await _installation.Unit("UBND xã Một", province);
        await _installation.Unit("UBND xã Hai", province);
        var file = SheetFile.OfSheets(
            ("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu", "Địa điểm", "Lãnh đạo phụ trách", "Chức vụ lãnh đạo", "Điện thoại lãnh đạo", "Diện tích (m²)", "Loại phòng")
                + SheetFile.Row(2, "UBND tỉnh", "Hội trường", "Số 1 Lê Lợi", "Nguyễn Văn Hùng", "Phó Chủ tịch", "0905 123 456", "120", "Hội trường")
                + SheetFile.Row(3, "UBND xã Một", "Phòng họp", null, "Trần Thị Hoa", null, "gọi tôi")
                + SheetFile.Row(4, "UBND xã Ba", "Phòng họp")
                + SheetFile.Row(5, "UBND tỉnh / UBND xã Hai", "Phòng họp", null, null, null, null, "rộng", "Nhà kho")
                + SheetFile.Row(6, "UBND tỉnh", "HỘI TRƯỜNG")
                + SheetFile.Row(7, "UBND xã Hai", "Phòng họp", "Nhà văn hóa")),
            ("Đường truyền", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu", "SLCD: nhà cung cấp", "SLCD: tốc độ (Mb/s)")
                + SheetFile.Row(2, "UBND tỉnh", "Hội trường", "VNPT", "10,5")
                + SheetFile.Row(3, "UBND xã Một", "Phòng họp", "VNPT", "10")),
            ("Tài khoản", SheetFile.Row(1, "Đơn vị", "Hộp thư")
                + SheetFile.Row(2, "UBND xã Một", "xamot@tinh.gov.vn") + SheetFile.Row(3, "UBND xã Hai", "không phải thư") + SheetFile.Row(4, "UBND xã Hai", "XaMot@tinh.gov.vn")),
            ("Ghi chú", SheetFile.Row(1, "Xin chào")));

        var preview = await Import(file);
        Assert.False((bool)preview["applied"]!);
        Assert.Equal((3, 1, 0, 7, 1), (Number(preview, "added"), Number(preview, "changed"), Number(preview, "same"), Number(preview, "wrong"), Number(preview, "invited")));
        Assert.Equal(
            [
                "Điểm cầu 3: Điện thoại lãnh đạo: Số điện thoại chưa đúng",
                "Điểm cầu 4: Đơn vị: Không có đơn vị “UBND xã Ba”",
                "Điểm cầu 5: Diện tích (m²): Không phải là số",
                "Điểm cầu 5: Loại phòng: Không hiểu “Nhà kho”; dùng một trong các từ: Hội trường, Phòng họp",
                "Điểm cầu 6: Tên điểm cầu: Trùng với dòng 2",
                "Đường truyền 3: Tên điểm cầu: Chưa có điểm cầu này; thêm ở trang tính “Điểm cầu” trước",
                "Tài khoản 3: Hộp thư: Địa chỉ thư chưa đúng",
                "Tài khoản 4: Hộp thư: Hộp thư đã có ở một dòng trên",
            ],
            preview["rows"].AsArray().SelectMany(row => Texts(row!["errors"]!).Select(error => $"{row["sheet"]} {row["row"]}: {error}")));
        Assert.Equal(["Không đọc trang tính “Ghi chú”: không phải trang tính của mẫu."], Texts(preview["notes"]!));
        Assert.Empty(await Stored());

        Assert.True((bool)(await Import(file, apply: true))["applied"]!);
        var sites = await _installation.QueryAsync(db => db.Set<Site>().OrderBy(site => site.Name).ToListAsync());
        Assert.Equal(["Hội trường", "Phòng họp"], sites.Select(site => site.Name));
        Assert.Equal(10.5, Assert.Single(sites[0].Description.Lines!).Mbps);
        Assert.Equal("Nguyễn Văn Hùng", Assert.Single(sites[0].Description.Contacts!).Name);
        Assert.Equal("Nhà văn hóa", sites[1].Place);
        Assert.Equal(AccountState.Pending, await _installation.QueryAsync(db => db.Set<Account>().Where(account => account.Email == "xamot@tinh.gov.vn").Select(account => account.State).SingleAsync()));
    }

    [Fact]
    public async Task What_has_no_cell_stays_as_it_is()
    {
        var unit = await _installation.Unit("UBND xã");
        var id = (string)(await _administrator.Post("/api/sites", new { name = "Phòng họp", unitId = unit }))["summary"]!["id"]!;
        await _administrator.Put($"/api/sites/{id}", new
        {
            name = "Phòng họp", place = "", validFrom = "2026-01-01", version = 1,
            description = new
            {
                contacts = new object[] { new { role = "technician", name = "Một", zalo = "0905111222" }, new { role = "technician", name = "Hai" }, new { role = "technician", name = "Ba" } },
                devices = new object[] { new { kind = "camera", name = "Cũ", status = "inUse", note = "giữ" }, new { kind = "camera", name = "Thứ hai", status = "spare" } },
                addressRanges = new object[] { new { line = "slcd", range = "10.1.0.0/24" } },
            },
        });
        Assert.Equal(1, Number(await Import(Edited(await Export(), cell => cell == "Cũ" ? "Mới" : cell), apply: true), "changed"));
        var said = (await _installation.QueryAsync(db => db.Set<Site>().SingleAsync())).Description;
        Assert.Equal(["Một 0905111222", "Hai ", "Ba "], said.Contacts!.Select(contact => $"{contact.Name} {contact.Zalo}"));
        Assert.Equal(["Mới giữ", "Thứ hai "], said.Devices!.Select(device => $"{device.Name} {device.Note}"));
        Assert.Single(said.AddressRanges!);
    }

    [Fact]
    public async Task A_workbook_of_yesterday_is_marked_where_the_site_has_been_changed_since()
    {
        var unit = await _installation.Unit("UBND xã");
        var site = await _administrator.Post("/api/sites", new { name = "Phòng họp", unitId = unit });
        var old = await Export();
        await _administrator.Put($"/api/sites/{site["summary"]!["id"]}", new { name = "Phòng họp", place = "Tầng 2", validFrom = "2026-01-01", version = 1, description = new { } });
        var row = Assert.Single((await Import(old))["rows"].AsArray(), row => (string?)row!["sheet"] == "Điểm cầu");
        Assert.True((bool)row!["isStale"]!);
        Assert.Equal(["Địa điểm: Tầng 2 → để trống"], Texts(row["changes"]!));
    }

    [Fact]
    public async Task An_officer_of_a_unit_has_its_own_subtree_and_no_accounts()
    {
        var district = await _installation.Unit("UBND huyện");
        var commune = await _installation.Unit("UBND xã", district);
        var other = await _installation.Unit("UBND huyện Khác");
        await _administrator.Post("/api/sites", new { name = "Hội trường", unitId = other });
        await _administrator.Post("/api/sites", new { name = "Phòng họp", unitId = commune });
        var officer = await _installation.Holder(district, Role.IntermediateOperator);
        var sheets = XlsxReading.ReadSheets(new MemoryStream(await Export(officer)));
        Assert.Equal(["Điểm cầu", "Đường truyền", "Thiết bị"], sheets.Select(sheet => sheet.Name));
        Assert.DoesNotContain(sheets.SelectMany(sheet => sheet.Table.Rows).SelectMany(row => row.Cells), cell => cell.Text.Contains("Khác", StringComparison.Ordinal));

        var file = SheetFile.OfSheets(
            ("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu") + SheetFile.Row(2, "UBND xã", "Phòng hai") + SheetFile.Row(3, "UBND huyện Khác", "Của người")),
            ("Tài khoản", SheetFile.Row(1, "Đơn vị", "Hộp thư") + SheetFile.Row(2, "UBND xã", "xa@tinh.gov.vn")));
        var applied = await Import(file, apply: true, officer);
        Assert.Equal((1, 2), (Number(applied, "added"), Number(applied, "wrong")));
        Assert.All(applied["rows"].AsArray().Where(row => (string?)row!["action"] == "wrong"), row => Assert.Equal(["Đơn vị: Đơn vị ngoài phạm vi của bạn"], Texts(row!["errors"]!)));
        Assert.False(await _installation.QueryAsync(db => db.Set<Account>().AnyAsync(account => account.Email == "xa@tinh.gov.vn")));
        Assert.Equal(3, (await Stored()).Count);
    }

    [Fact]
    public async Task Poisonous_workbooks_are_refused_in_words()
    {
        Assert.Equal("table_no_workbook", (await Import(Encoding.UTF8.GetBytes("Đơn vị,Tên điểm cầu\n"))).Code);
        Assert.Equal("table_unreadable", (await Import([0x50, 0x4b, 3, 4, 1, 2, 3])).Code);
        Assert.Equal("table_too_large", (await Import(new byte[TableFile.LargestFile + 1])).Code);
        var bomb = await Import(SheetFile.Of(new string(' ', 200 * 1024 * 1024)));
        Assert.Equal("table_too_large", bomb.Code);
        var wrong = await Import(SheetFile.OfSheets(("Lương tháng 11", SheetFile.Row(1, "Họ tên", "Lương"))));
        Assert.Equal("site_workbook_without_sheets", wrong.Code);
        Assert.Contains("Cần ít nhất một trang tính tên “Điểm cầu”, “Đường truyền”, “Thiết bị”, “Tài khoản”", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("“Lương tháng 11”", wrong.Text, StringComparison.Ordinal);

        await _installation.Unit("UBND xã");
        var formula = SheetFile.OfSheets(("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu")
            + """<row r="2"><c r="A2" t="inlineStr"><is><t>UBND xã</t></is></c><c r="B2"><f>HYPERLINK("http://x","y")</f></c></row>"""));
        Assert.Equal(["Tên điểm cầu: Công thức chưa được tính; hãy mở tệp bằng Excel và lưu lại"], Texts((await Import(formula, apply: true))["rows"]![0]!["errors"]!));
    }

    [Fact]
    public async Task Five_thousand_sites_are_read_back_in_seconds()
    {
        await _installation.QueryAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into units (id, name, code, kind, created_at) select gen_random_uuid(), 'UBND xã Số ' || n, 'X' || to_char(n, 'FM0000'), 'Authority', now() from generate_series(0, 4999) n"));
        string[] heads = ["Mã đơn vị", "Tên điểm cầu", "Địa điểm", "Lãnh đạo phụ trách", "Chức vụ lãnh đạo", "Điện thoại lãnh đạo", "Cán bộ kỹ thuật 1", "Chức vụ cán bộ 1", "Điện thoại cán bộ 1"];
        var rows = Enumerable.Range(0, 5_000).Select(n => (string[])
            [$"X{n:0000}", "Phòng họp", $"Số {n} Lê Lợi", "Nguyễn Văn Hùng", "Phó Chủ tịch", "0905 123 456", "Trần Thị Hoa", "Văn thư", "0905 123 457"]).ToList();
        var file = XlsxWriting.Write([new("Điểm cầu", heads, rows), new("Đường truyền", ["Mã đơn vị", "Tên điểm cầu", "SLCD: tốc độ (Mb/s)"], [.. rows.Select(row => (string[])[row[0], row[1], "10"])])]);

        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(5_000, Number(await Import(file), "added"));
        var looked = Stopwatch.GetElapsedTime(begun);
        Assert.True((bool)(await Import(file, apply: true))["applied"]!);
        output.WriteLine($"5,000 sites: looked through in {looked.TotalSeconds:0.0} s, taken in {Stopwatch.GetElapsedTime(begun).TotalSeconds - looked.TotalSeconds:0.0} s");
        var exported = await Export();
        Assert.InRange(exported.Length, 0, TableFile.LargestFile);
        var again = await Import(exported);
        Assert.Equal((15_000, 0, 0), (Number(again, "same"), Number(again, "changed"), Number(again, "wrong")));
    }

    [Fact]
    public async Task A_word_that_is_read_as_a_number_is_none()
    {
        await _installation.Unit("UBND tỉnh");
        var file = SheetFile.OfSheets(
            ("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu", "Diện tích (m²)") + SheetFile.Row(2, "UBND tỉnh", "Hội trường", "120")),
            ("Đường truyền", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu", "SLCD: nhà cung cấp", "SLCD: tốc độ (Mb/s)") + SheetFile.Row(2, "UBND tỉnh", "Hội trường", "VNPT", "NaN")));

        var answer = await Import(file, apply: true);

        Assert.Equal((1, 1), (Number(answer, "added"), Number(answer, "wrong")));
        Assert.Equal(["SLCD: tốc độ (Mb/s): Không phải là số"], Texts(answer["rows"].AsArray()[0]!["errors"]!));
    }

    [Fact]
    public async Task A_workbook_that_comes_slowly_keeps_no_other_waiting()
    {
        await _installation.Unit("UBND tỉnh");
        var slow = new Pipe();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, "/api/sites/workbook"))
        {
            Content = new StreamContent(slow.Reader.AsStream()) { Headers = { ContentType = new("application/octet-stream") } },
        };
        var waiting = _administrator.SendAsync(request);
        await slow.Writer.WriteAsync("PK"u8.ToArray());

        await Import(SheetFile.OfSheets(("Điểm cầu", SheetFile.Row(1, "Đơn vị", "Tên điểm cầu") + SheetFile.Row(2, "UBND tỉnh", "Hội trường"))))
            .WaitAsync(TimeSpan.FromMinutes(2));

        Assert.False(waiting.IsCompleted);
        await slow.Writer.CompleteAsync();
        await waiting;
    }

    private async Task Demonstrate() => await _installation.Services.GetRequiredService<DemonstrationProvince>().MakeAsync(DemonstrationForm.TwoLevel, null, default);

    private async Task<byte[]> Export(Browser? by = null)
    {
        using var response = await (by ?? _administrator).GetAsync(new Uri(Browser.Origin, "/api/sites/workbook"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<Answer> Import(byte[] file, bool apply = false, Browser? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"/api/sites/workbook?apply={apply}"))
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } },
        };
        using var response = await (by ?? _administrator).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, JsonNode.Parse(text), text, null);
    }

    private static int Number(Answer answer, string name) => (int)answer[name]!;

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(text => (string)text!);

    private Task<List<string>> Stored() => _installation.QueryAsync(async db => (await db.Set<Site>().AsNoTracking().ToListAsync())
        .Select(site => $"{site.UnitId} {site.Name} {site.Place} {System.Text.Json.JsonSerializer.Serialize(site.Description, SiteDescription.Json)} {site.Version}").Order(StringComparer.Ordinal).ToList());

    /// <summary>The workbook with other texts in its cells, as a person leaves it.</summary>
    private static byte[] Edited(byte[] file, Func<string, string> edit)
    {
        var tables = XlsxReading.ReadSheets(new MemoryStream(file)).Select(sheet =>
        {
            var width = sheet.Table.Rows[0].Cells.Count;
            List<string[]> rows = [.. sheet.Table.Rows.Select(row => Enumerable.Range(0, width).Select(column => edit(row[column].Text)).ToArray())];
            return new XlsxTable(sheet.Name, rows[0], [.. rows.Skip(1)]);
        });
        return XlsxWriting.Write([.. tables]);
    }
}
