using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Support;

public sealed class SupportContactTests
{
    private const string Address = "/api/support-contacts";

    [Fact]
    public async Task Everybody_reads_at_once_what_an_administrator_wrote_in_its_order()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Holder(Unit.Whole, Role.SystemAdministrator);
        var stranger = installation.NewBrowser();
        Assert.Empty((await stranger.Get(Address)).Json!.AsArray());

        var saved = await administrator.Put(Address, new[]
        {
            new { name = " Tổ kỹ thuật ", purpose = "Kết nối, micro, camera", phone = (string?)"(0262) 3.855.855", zalo = (string?)"0905123456" },
            new { name = "Văn phòng", purpose = "Đăng ký họp", phone = (string?)"0262 3855 000", zalo = (string?)null },
        });

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        var read = (await stranger.Get(Address)).Json!.AsArray();
        Assert.Equal(["Tổ kỹ thuật", "Văn phòng"], read.Select(contact => (string?)contact!["name"]));
        Assert.Equal("(0262) 3.855.855", (string?)read[0]!["phone"]);
        Assert.Equal("0905123456", (string?)read[0]!["zalo"]);
    }

    [Fact]
    public async Task A_contact_has_a_name_and_a_number_that_can_be_called()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Holder(Unit.Whole, Role.SystemAdministrator);

        var refused = await administrator.Put(Address, new[]
        {
            new { name = " ", phone = "0905 123 456", zalo = "" }, new { name = "Anh Nam", phone = "gọi sau", zalo = "" }, new { name = "Chị Lan", phone = "", zalo = "" },
        });

        Assert.Equal("Không được để trống", (string?)refused["errors"]["[0].name"]![0]);
        Assert.Equal("Số điện thoại chưa đúng", (string?)refused["errors"]["[1].phone"]![0]);
        Assert.Equal("Nhập số điện thoại hoặc Zalo", (string?)refused["errors"]["[2].phone"]![0]);
        Assert.NotNull((await administrator.Put(Address, Enumerable.Repeat(new { name = "Tổ", phone = "0905123456" }, 13)))["errors"]["contacts"]);
        Assert.Empty((await administrator.Get(Address)).Json!.AsArray());
    }

    [Fact]
    public async Task Only_who_keeps_the_installation_writes_the_list()
    {
        await using var installation = await TestInstallation.StartAsync();
        var officer = await installation.Holder(Unit.Whole, Role.ApprovingOfficer);

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.Put(Address, new[] { new { name = "Tổ", phone = "0905123456" } })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await installation.NewBrowser().Put(Address, Array.Empty<object>())).Status);
    }
}
