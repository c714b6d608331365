using System.Net;
using System.Net.Http.Headers;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
    [InlineData(".pdf", "%PDF-1.4", "validation")]
    [InlineData(" ..pdf", "%PDF-1.4", "validation")]
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

    [Fact]
    public async Task Nobody_but_the_server_reads_the_files()
    {
        await using var province = await Province.WithAsync(1);
        var papers = Path.Combine(province.Installation.Services.GetRequiredService<InstallationOptions>().DataFolder, "papers");
        Directory.CreateDirectory(papers); // as an earlier version left it
        File.SetUnixFileMode(papers, (UnixFileMode)0b111_101_101);
        var (id, _) = await province.DraftAsync(province.Form());
        (await AddAsync(province.Clerk, id, "a.pdf", Pdf)).Dispose();

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(papers));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(Assert.Single(Directory.GetDirectories(papers))));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(papers, "*", SearchOption.AllDirectories))));
    }

    [Fact]
    public async Task A_paper_that_cannot_be_saved_leaves_no_file()
    {
        await using var province = await Province.WithAsync(1);
        var (id, _) = await province.DraftAsync(province.Form());
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table meeting_papers add constraint away check (name <> 'a.pdf')"));
        using var answer = await AddAsync(province.Clerk, id, "a.pdf", Pdf);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        province.Installation.Faults.Clear();
        var papers = Path.Combine(province.Installation.Services.GetRequiredService<InstallationOptions>().DataFolder, "papers");
        Assert.Empty(Directory.GetFiles(papers, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_unit_has_so_much_room_for_papers_over_all_its_meetings()
    {
        await using var province = await Province.WithAsync(1, services => Options(services).PapersOfUnit = (2 * Pdf.Length) + 10);
        var (first, _) = await province.DraftAsync(province.Form());
        var (second, _) = await province.DraftAsync(province.Form());
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(province.Clerk, first, "a.pdf", Pdf)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await AddAsync(province.Clerk, second, "b.pdf", Pdf)).StatusCode);
        using var refused = await AddAsync(province.Clerk, second, "c.pdf", Pdf);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("\"paper_quota_used\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_do_not_take_the_last_of_the_disk_from_the_database()
    {
        await using var province = await Province.WithAsync(1, services => services.AddSingleton<DataDisk, FullDisk>());
        var (id, _) = await province.DraftAsync(province.Form());
        using var refused = await AddAsync(province.Clerk, id, "a.pdf", Pdf);
        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
    }

    private static InstallationOptions Options(IServiceCollection services) =>
        (InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!;

    private sealed class FullDisk(InstallationOptions installation) : DataDisk(installation)
    {
        public override long Free => Little + 100;
    }

    private static async Task<HttpResponseMessage> AddAsync(Browser browser, Guid id, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await browser.PostAsync(new Uri(Browser.Origin, $"/api/meetings/{id}/papers?name={Uri.EscapeDataString(name)}"), body);
    }
}
