using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>By which line a kiosk came last, and when its devices changed.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_51_KioskHealth")]
internal sealed class M20261130_51_KioskHealth : SqlMigration
{
    protected override string Sql => """
        alter table kiosks add column last_line text;
        alter table kiosks add column devices_changed_at timestamptz;
        """;
}
