using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Sites;

public sealed class ContactDirectoryTests
{
    [Fact]
    public async Task Whoever_approves_finds_everybody_without_accents_by_any_of_their_words()
    {
        await using var province = await MadeAsync();
        var officer = await province.Installation.Holder(province.Office, Role.ApprovingOfficer);

        Assert.Equal(["Trần Đức", "Lê Hoa", "H'Len Niê", "Y Thông"], Names(await officer.Get("/api/sites/directory")));
        Assert.Equal(["Trần Đức"], Names(await officer.Get("/api/sites/directory?search=cu m%27gar duc")));
        Assert.Equal(["Y Thông"], Names(await officer.Get("/api/sites/directory?search=0905123")));
        Assert.Equal(["Trần Đức", "H'Len Niê"], Names(await officer.Get("/api/sites/directory?role=leader")));
        var first = (await officer.Get("/api/sites/directory?search=thong"))["items"][0]!;
        Assert.Equal("0905.123.456", (string?)first["phone"]);
        Assert.Equal("thong@tinh.gov.vn", (string?)first["email"]);
    }

    [Fact]
    public async Task A_branch_shows_its_own_and_an_account_what_it_may_look_at()
    {
        await using var province = await MadeAsync();
        var officer = await province.Installation.Holder(province.Office, Role.ApprovingOfficer);
        var commune = await province.Installation.Member(province.EaKao);
        var nobody = await province.Installation.Holder(null);

        Assert.Equal(["H'Len Niê", "Y Thông"], Names(await officer.Get($"/api/sites/directory?under={province.EaKao}")));
        Assert.Equal(["H'Len Niê", "Y Thông"], Names(await commune.Get("/api/sites/directory")));
        Assert.Empty(Names(await commune.Get($"/api/sites/directory?under={province.CuMgar}")));
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.Get("/api/sites/directory")).Status);
    }

    [Fact]
    public async Task The_workbook_has_every_line_that_the_list_has()
    {
        await using var province = await MadeAsync();
        var officer = await province.Installation.Holder(province.Office, Role.ApprovingOfficer);

        using var content = new MemoryStream(await officer.GetByteArrayAsync(new Uri(Browser.Origin, "/api/sites/directory/workbook?role=technician")));

        var rows = XlsxReading.Read(content).Rows.Select(row => (row.Number, Cells: row.Cells.Select(cell => cell.Text).ToList())).ToList();
        Assert.Contains(rows, row => row.Cells.Contains("DANH BẠ ĐIỂM CẦU"));
        Assert.Contains(rows, row => row.Cells.Contains("Y Thông") && row.Cells.Contains("0905.123.456"));
        Assert.DoesNotContain(rows, row => row.Cells.Contains("Trần Đức"));
    }

    private static async Task<Made> MadeAsync()
    {
        var installation = await TestInstallation.StartAsync();
        var office = await installation.Unit("Văn phòng UBND tỉnh", kind: UnitKind.Office);
        var (eaKao, cuMgar) = (await installation.Unit("UBND xã Ea Kao"), await installation.Unit("UBND xã Cư M'gar"));
        await installation.Change(db => db.Sites.AddRange(
            SiteOf(cuMgar, "Hội trường", new(null, ContactRole.Leader, "Trần Đức", "Chủ tịch", "0914 000 111"), new(null, ContactRole.Technician, "Lê Hoa")),
            SiteOf(eaKao, "Phòng họp", new(null, ContactRole.Leader, "H'Len Niê", "Chủ tịch"),
                new(null, ContactRole.Technician, "Y Thông", "Văn thư", "0905.123.456", "0905123456", "thong@tinh.gov.vn")),
            SiteOf(eaKao, "Trụ sở cũ", new SiteContact(null, ContactRole.Leader, "Người cũ"))));
        await installation.Change(db => db.Sites.Single(site => site.Name == "Trụ sở cũ").ValidTo = new(2020, 1, 1));
        return new(installation, office, eaKao, cuMgar);
    }

    private static Site SiteOf(Guid unit, string name, params SiteContact[] contacts) => new()
    {
        Id = Guid.NewGuid(), UnitId = unit, Name = name, Place = "", Description = new(Contacts: contacts),
    };

    private static IEnumerable<string?> Names(Answer answer) => answer["items"].AsArray().Select(person => (string?)person!["name"]);

    private sealed record Made(TestInstallation Installation, Guid Office, Guid EaKao, Guid CuMgar) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Installation.DisposeAsync();
    }
}
