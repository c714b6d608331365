using System.Net;
using System.Net.Http.Headers;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class PaperTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[1000]];

    [Fact]
    public async Task A_paper_is_read_by_those_who_may_see_the_meeting_and_by_nobody_else()
    {
        await using var province = await Province.WithAsync(1);
        var (id, version) = await province.DraftAsync(province.Form());
        var added = await AddAsync(province.Clerk, id, "Kịch bản điều hành.pdf", Pdf);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var paper = (await province.PageAsync(id))["papers"]![0]!;
        Assert.Equal(("Kịch bản điều hành.pdf", Pdf.Length), ((string?)paper["name"], (int)paper["size"]!));
        var address = $"/api/meetings/{id}/papers/{paper["id"]}";
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Get(address)).Status);

        await province.Clerk.Post($"/api/meetings/{id}/submit", new { version });
        using var read = await province.Commune.GetAsync(new Uri(Browser.Origin, address));
        Assert.Equal(Pdf, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", read.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Kịch bản điều hành.pdf", read.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(HttpStatusCode.Forbidden, (await AddAsync(province.Commune, id, "a.pdf", Pdf)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Delete(address)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await province.Clerk.Delete(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await province.Clerk.Get(address)).Status);
    }

    [Theory]
    [InlineData("chạy.exe", "MZ", "validation")]
    [InlineData("trang.html", "<html>", "validation")]
    [InlineData("giả.pdf", "<script>alert(1)</script>", "validation")]
    [InlineData("rỗng.pdf", "", "validation")]
    public async Task What_is_no_paper_is_refused_and_leaves_nothing(string name, string content, string code)
    {
        await using var province = await Province.WithAsync(1);
        var (id, _) = await province.DraftAsync(province.Form());
        using var answer = await AddAsync(province.Clerk, id, name, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await province.PageAsync(id))["papers"]!.AsArray());
    }

    [Fact]
    public async Task A_paper_that_is_too_large_is_refused()
    {
        await using var province = await Province.WithAsync(1);
        var (id, _) = await province.DraftAsync(province.Form());
        var large = new byte[(50 * 1024 * 1024) + 1];
        Pdf.CopyTo(large, 0);
        using var answer = await AddAsync(province.Clerk, id, "lớn.pdf", large);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> AddAsync(Browser browser, Guid id, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await browser.PostAsync(new Uri(Browser.Origin, $"/api/meetings/{id}/papers?name={Uri.EscapeDataString(name)}"), body);
    }
}
