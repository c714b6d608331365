using System.Net;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Tests.Testing;
using DiemCau.Meetings.WorkingDays;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DiemCau.Meetings.Tests.Notices;

public sealed class NoticeDocumentTests
{
    [Fact]
    public async Task The_notice_is_a_letter_in_the_form_of_the_decree()
    {
        await using var province = await NoticeProvince.WithAsync();
        var (clerk, meeting) = (await province.BrowserOf("Sở Y tế"), await province.MeetingAsync());
        await clerk.Put(province.PathOf(meeting), new
        {
            version = 0,
            form = new { number = "12/TB-SYT", place = "Mẫu", signerTitle = "Giám đốc", signerName = "Lê Văn D", checkStartsAt = province.Start.AddHours(-18), checkPlace = "Phòng 2" },
        });

        using var document = await DownloadAsync(clerk, $"{province.PathOf(meeting)}/document");

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var body = document.MainDocumentPart!.Document.Body!;
        var page = body.Elements<SectionProperties>().Single();
        Assert.Equal((11906u, 16838u), (page.GetFirstChild<PageSize>()!.Width!.Value, page.GetFirstChild<PageSize>()!.Height!.Value));
        var margins = page.GetFirstChild<PageMargin>()!;
        // 20–25 mm above and below, 30–35 left, 15–20 right.
        Assert.Equal((20, 20, 30, 20), (Millimetres(margins.Top!), Millimetres(margins.Bottom!), Millimetres((int)margins.Left!.Value), Millimetres((int)margins.Right!.Value)));
        var fonts = document.MainDocumentPart.StyleDefinitionsPart!.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!.RunFonts!;
        Assert.Equal("Times New Roman", fonts.Ascii!.Value);

        var head = body.Elements<Table>().First().Elements<TableRow>().Select(row => row.Elements<TableCell>().Select(cell => Lines(cell)).ToArray()).ToArray();
        Assert.Equal(["ỦY BAN NHÂN DÂN", "TỈNH MẪU", "SỞ Y TẾ"], head[0][0]);
        Assert.Equal(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], head[0][1]);
        Assert.Equal(["Số: 12/TB-SYT", $"V/v tổ chức cuộc họp trực tuyến “{NoticeProvince.Title}”"], head[1][0]);
        Assert.Matches(@"^Mẫu, ngày \d\d tháng \d+ năm \d{4}$", Assert.Single(head[1][1]));

        var text = string.Join("\n", body.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
        foreach (var part in new[]
        {
            "Kính gửi: Các đơn vị có 7 điểm cầu thành viên", "từ 08h00 đến 11h00, thứ Hai ngày", "Nguyễn Văn A, Phó Chủ tịch UBND tỉnh", "Điểm cầu chính: Phòng họp Sở Y tế",
            "Theo Công văn số 45/SYT-VP ngày 20/11/2026", "Lãnh đạo các sở, ban, ngành", "Kiểm tra kỹ thuật: 14h00", "Địa điểm: Phòng 2", "tự kết nối và sẵn sàng trước 07h00", "Tham luận của huyện 1",
            "Trần Thị B, Chuyên viên, điện thoại 0912 345 678", "Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Văn D", "DANH SÁCH ĐIỂM CẦU THÀNH VIÊN", "Phòng họp UBND xã 2.2",
        })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        // Nobody has said who speaks: the letter does not guess.
        var opening = body.Descendants<TableRow>().Single(row => row.InnerText.Contains("Khai mạc", StringComparison.Ordinal));
        Assert.Equal("", opening.Elements<TableCell>().Last().InnerText);

        var sizes = body.Descendants<Paragraph>().Where(paragraph => paragraph.InnerText.StartsWith("2. Thời gian", StringComparison.Ordinal))
            .SelectMany(paragraph => paragraph.Descendants<FontSize>()).Select(size => size.Val!.Value).Distinct();
        Assert.Equal(["28"], sizes);
    }

    [Fact]
    public async Task A_site_reads_its_own_copy_as_it_was_sent()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1);
        var (clerk, commune, meeting) = (await province.BrowserOf("Sở Y tế"), await province.BrowserOf("UBND xã 1.1"), await province.MeetingAsync());
        await province.SendAsync(clerk, meeting);
        var notice = (string)(await commune.Get("/api/inbox")).Json!["items"]![0]!["id"]!;
        // A new time waits for its approval; nobody is to see it before.
        await province.RewriteAsync(meeting, content => content with { StartsAt = province.Start.AddHours(2), EndsAt = province.Start.AddHours(4) });

        using var document = await DownloadAsync(commune, $"/api/notices/{notice}/document");

        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        Assert.Contains("Kính gửi: UBND xã 1.1", text, StringComparison.Ordinal);
        Assert.Contains("Điểm cầu của đơn vị: Phòng họp UBND xã 1.1, Trụ sở UBND xã 1.1", text, StringComparison.Ordinal);
        Assert.Contains("từ 08h00 đến 11h00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("UBND huyện 1, Trụ sở", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DANH SÁCH", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UBND tỉnh Đắk Lắk", "Đắk Lắk")]
    [InlineData("Ủy ban nhân dân xã Ea Kao", "Ea Kao")]
    [InlineData("UBND thị xã Buôn Hồ", "Buôn Hồ")]
    [InlineData("UBND tỉnh", null)]
    public void A_letters_place_is_its_committees(string authority, string? place) =>
        Assert.Equal(place, NoticeWords.PlaceOf([new(Guid.NewGuid(), "Sở Y tế", UnitKind.Office, 0), new(Guid.NewGuid(), authority, UnitKind.Authority, 1)]));

    [Fact]
    public void A_department_writes_under_its_committee_and_a_group_in_its_committees_name()
    {
        UnitLine authority = new(Guid.NewGuid(), "UBND tỉnh Mẫu", UnitKind.Authority, 1);
        Assert.Equal(("Ủy ban nhân dân tỉnh Mẫu", "Sở Y tế"), NoticeWords.Head([new(Guid.NewGuid(), "Sở Y tế", UnitKind.Office, 0), authority]));
        Assert.Equal((null, "Ủy ban nhân dân tỉnh Mẫu"), NoticeWords.Head([new(Guid.NewGuid(), "Cụm 1", UnitKind.Group, 0), authority]));
        Assert.Equal((null, "Ủy ban nhân dân tỉnh Mẫu"), NoticeWords.Head([authority]));
    }

    [Fact]
    public void Days_and_the_first_two_months_have_two_digits()
    {
        var words = new NoticeWords(new WorkingCalendars(new InstallationOptions()));
        Assert.Equal("Mẫu, ngày 09 tháng 02 năm 2026", words.PlaceAndDate("Mẫu", new(2026, 2, 9, 3, 0, 0, TimeSpan.Zero), "vi"));
        Assert.Equal("ngày 20 tháng 11 năm 2026", words.PlaceAndDate(null, new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero), "vi"));
        Assert.Equal("từ 08h00 đến 11h30, Chủ nhật ngày 22/11/2026", words.Span(new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), new(2026, 11, 22, 4, 30, 0, TimeSpan.Zero), "vi"));
    }

    [Fact]
    public void What_people_paste_does_not_break_the_file()
    {
        var letter = new OfficialLetter
        {
            Agency = "Sở", Subject = "a\u0001b & <c>", PlaceAndDate = "", Addressees = ["một", "hai"], Opening = "dòng 1\ndòng 2", Items = [new("Mục", [])], Closing = [], Copies = [],
        };
        using var document = WordprocessingDocument.Open(new MemoryStream(OfficialLetterDocx.Write(letter, "vi")), false);
        Assert.Contains("V/v ab & <c>", document.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document));
    }

    private static async Task<WordprocessingDocument> DownloadAsync(Browser by, string path)
    {
        using var response = await by.GetAsync(new Uri(Browser.Origin, path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(OfficialLetterDocx.MediaType, response.Content.Headers.ContentType!.MediaType);
        var content = await response.Content.ReadAsByteArrayAsync();
        if (Environment.GetEnvironmentVariable("DIEMCAU_KEEP_DOCUMENTS") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{content.Length}.docx"), content);
        }

        return WordprocessingDocument.Open(new MemoryStream(content), false);
    }

    /// <summary>The lines of a cell that say something.</summary>
    private static string[] Lines(TableCell cell) => [.. cell.Elements<Paragraph>().Select(paragraph => paragraph.InnerText).Where(line => line.Length > 0)];

    private static int Millimetres(int twips) => (int)Math.Round(twips * 25.4 / 1440);
}
