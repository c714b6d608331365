using DiemCau.Meetings.Tests.Organisation;
using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Access;

public sealed class RightsTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Guid _province;
    private Guid _district;
    private Guid _commune;
    private Guid _elsewhere;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        _district = await _installation.Unit("UBND huyện Cư Kuin", _province);
        _commune = await _installation.Unit("UBND xã Ea Kao", _district);
        _elsewhere = await _installation.Unit("UBND huyện Lắk", _province);
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_role_counts_for_its_unit_and_everything_under_it()
    {
        var operatorOfDistrict = await Account(null, (Role.IntermediateOperator, _district));
        Assert.Equal([_district, _commune], await UnitsOf(operatorOfDistrict, Permission.CheckSites));
        Assert.Empty(await UnitsOf(operatorOfDistrict, Permission.ApproveMeetings));
        Assert.True(await May(operatorOfDistrict, Permission.CheckSites, _commune));
        Assert.False(await May(operatorOfDistrict, Permission.CheckSites, _province));
        Assert.False(await May(operatorOfDistrict, Permission.CheckSites, _elsewhere));
        Assert.False(await May(operatorOfDistrict, Permission.CheckSites, Unit.Whole));
        Assert.False(await May(operatorOfDistrict, Permission.CheckSites, Guid.NewGuid()));
    }

    [Fact]
    public async Task A_role_for_everything_includes_units_that_come_later()
    {
        var auditor = await Account(null, (Role.Auditor, Unit.Whole));
        var later = await _installation.Unit("Sở Y tế");
        Assert.True(await May(auditor, Permission.ViewJournal, later));
        Assert.True(await May(auditor, Permission.ViewJournal, Unit.Whole));
        Assert.False(await May(auditor, Permission.ManageUnits, later));
    }

    [Fact]
    public async Task A_role_moves_with_its_unit_in_the_tree()
    {
        var operatorOfDistrict = await Account(null, (Role.IntermediateOperator, _district));
        await _installation.QueryAsync(db => db.Units.Where(unit => unit.Id == _commune)
            .ExecuteUpdateAsync(set => set.SetProperty(unit => unit.ParentId, _elsewhere)));
        Assert.Equal([_district], await UnitsOf(operatorOfDistrict, Permission.CheckSites));
    }

    [Fact]
    public async Task An_account_is_registrar_and_site_operator_of_its_own_unit()
    {
        var member = await Account(_district);
        Assert.Equal([_district, _commune], await UnitsOf(member, Permission.RegisterMeetings));
        Assert.True(await May(member, Permission.EditSites, _district));
        Assert.False(await May(member, Permission.EditSites, _province));
        Assert.False(await May(member, Permission.CheckSites, _district));
    }

    [Fact]
    public async Task Somebody_who_answers_for_a_commune_does_not_reach_the_provinces_administrator()
    {
        var administrator = await _installation.Administrator();
        var id = (string?)(await administrator.Get("/api/session"))["account"]["id"];
        await administrator.Patch($"/api/admin/accounts/{id}", new { unitId = _commune });
        var local = await _installation.Holder(_commune, Role.SystemAdministrator);

        Assert.Equal("forbidden", (await local.Patch($"/api/admin/accounts/{id}", new { state = "disabled" })).Code);
        Assert.Equal("forbidden", (await local.Post("/api/admin/accounts", new { email = "moi@tinh.gov.vn", unitId = _commune, isAdministrator = true })).Code);
        Assert.Equal("forbidden", (await local.Post("/api/admin/accounts", new { email = "moi@tinh.gov.vn" })).Code);
        Assert.Equal(HttpStatusCode.Created, (await local.Post("/api/admin/accounts", new { email = "moi@tinh.gov.vn", unitId = _commune })).Status);
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_written_down()
    {
        var administrator = await _installation.Administrator();
        var officer = await _installation.Activated("vanphong@tinh.gov.vn");
        var roles = $"/api/admin/units/{_province}/roles";
        var given = await administrator.Post(roles, new { email = "vanphong@tinh.gov.vn", role = "approvingOfficer" });
        Assert.Equal(HttpStatusCode.Created, given.Status);
        Assert.Contains("approveMeetings", (await officer.Get("/api/session"))["permissions"].AsArray().Select(one => (string?)one));
        Assert.Contains("approveMeetings", (await officer.Get($"/api/units/{_commune}"))["permissions"].AsArray().Select(one => (string?)one));
        Assert.Equal("role_already_given", (await administrator.Post(roles, new { email = "vanphong@tinh.gov.vn", role = "approvingOfficer" })).Code);
        Assert.Equal("validation", (await administrator.Post(roles, new { email = "khong-co@tinh.gov.vn", role = "approvingOfficer" })).Code);
        // Seen from below, too: it counts there.
        var below = await administrator.Get($"/api/admin/units/{_commune}/roles");
        Assert.Contains("vanphong@tinh.gov.vn", below.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Delete($"{roles}/{given["id"]}")).Status);
        Assert.Empty((await officer.Get("/api/session"))["permissions"].AsArray());
        Assert.Equal(["role.given", "role.taken"], await _installation.QueryAsync(db =>
            db.Set<DiemCau.Meetings.Journal.JournalEntry>().Where(entry => entry.Action.StartsWith("role.")).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role()
    {
        var administrator = await _installation.Administrator();
        var roles = $"/api/admin/units/{Unit.Whole}/roles";
        var id = (string?)(await administrator.Get(roles)).Json![0]!["id"];
        Assert.Equal("last_administrator", (await administrator.Delete($"{roles}/{id}")).Code);
    }

    [Fact]
    public void Every_role_is_in_the_table_and_every_permission_is_somebodys()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.NotEmpty(RolePermissions.Of(role));
        }

        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.NotEmpty(RolePermissions.With(permission));
        }
    }

    private async Task<SignedInAccount> Account(Guid? own, params (Role Role, Guid Unit)[] roles)
    {
        var account = DiemCau.Meetings.Accounts.Account.Register($"{Guid.NewGuid():N}@tinh.gov.vn", _installation.Time.GetUtcNow());
        account.BelongTo(own);
        await _installation.Change(db =>
        {
            db.Add(account);
            db.AddRange(roles.Select(role => RoleAssignment.Give(account.Id, role.Role, role.Unit, null, account.CreatedAt)));
        });
        return new(account.Id, account.Email, account.Email, own, null, false);
    }

    private Task<List<Guid>> UnitsOf(SignedInAccount account, Permission permission) => _installation.QueryAsync(db =>
    {
        var units = new Rights(db).UnitsWhere(account, permission);
        return db.Units.Where(unit => units.Contains(unit.Id)).OrderBy(unit => unit.Level).Select(unit => unit.Id).ToListAsync();
    });

    private Task<bool> May(SignedInAccount account, Permission permission, Guid unit) =>
        _installation.QueryAsync(db => new Rights(db).MayAsync(account, permission, unit, default));
}
