using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace DiemCau.Meetings.Tests.Registration;

/// <summary>A unit asks by letter: number, date and scan are one, and the letter itself is made from the form.</summary>
public sealed class RegistrationLetterTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[1000]];

    [Fact]
    public async Task The_scan_goes_with_number_and_date_and_is_there_for_who_approves()
    {
        await using var province = await Province.WithAsync(1);
        var (id, version) = await province.DraftAsync(province.Form());
        await AddAsync(province.Clerk, id, "Tài liệu.pdf", "paper");
        await AddAsync(province.Clerk, id, "Công văn cũ.pdf", "letter");
        await AddAsync(province.Clerk, id, "Công văn 45.pdf", "letter");
        Assert.Equal(
            [("paper", "Tài liệu.pdf"), ("letter", "Công văn 45.pdf")],
            (await province.PageAsync(id))["papers"]!.AsArray().Select(paper => ((string?)paper!["kind"], (string?)paper["name"])));

        // A scan that nobody can name is no letter.
        var refused = await province.Clerk.Post($"/api/meetings/{id}/submit", new { version });
        Assert.Equal("validation", refused.Code);
        Assert.Equal(["letter.date", "letter.number"], refused.Json!["errors"]!.AsObject().Select(field => field.Key).Order());

        var form = (JsonObject)JsonSerializer.SerializeToNode(province.Form(), JsonSerializerOptions.Web)!;
        form["letter"] = new JsonObject { ["number"] = "45/SYT-VP", ["date"] = "2026-11-20" };
        var written = await province.Clerk.Put($"/api/meetings/{id}/form", new { version, form });
        Assert.Equal(HttpStatusCode.OK, (await province.Clerk.Post($"/api/meetings/{id}/submit", new { version = (int)written["version"] })).Status);

        var officer = await province.Installation.Holder(Unit.Whole, Role.ApprovingOfficer);
        var approval = (await officer.Get($"/api/approvals/{id}")).Json!;
        Assert.Equal(("45/SYT-VP", "Công văn 45.pdf"), ((string?)approval["letter"]!["number"], (string?)approval["letterScan"]!["name"]));
        using var scan = await officer.GetAsync(new Uri(Browser.Origin, $"/api/meetings/{id}/papers/{approval["letterScan"]!["id"]}"));
        Assert.Equal(Pdf, await scan.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_registration_is_a_letter_in_Word_made_from_the_form()
    {
        await using var province = await Province.WithAsync(8);
        var (id, _) = await province.DraftAsync(province.Form());
        using var answer = await province.Clerk.GetAsync(new Uri(Browser.Origin, $"/api/meetings/{id}/registration/document"));
        Assert.Matches(@"Dang-ky-hop-\d+\.docx", answer.Content.Headers.ContentDisposition!.FileName ?? answer.Content.Headers.ContentDisposition.FileNameStar);

        using var document = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var text = document.MainDocumentPart!.Document!.Body!.InnerText;
        foreach (var part in new[] { "đăng ký tổ chức cuộc họp trực tuyến “Hội nghị phòng, chống dịch”", "Chủ trì", "Điểm cầu chính", "8 điểm cầu theo danh sách kèm theo", "DANH SÁCH ĐIỂM CẦU THÀNH VIÊN" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Get($"/api/meetings/{id}/registration/document")).Status);
    }

    private static async Task AddAsync(Browser by, Guid id, string name, string kind)
    {
        using var content = new ByteArrayContent(Pdf);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await by.PostAsync(new Uri(Browser.Origin, $"/api/meetings/{id}/papers?name={Uri.EscapeDataString(name)}&letter={(kind == "letter" ? "true" : "false")}"), content);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
