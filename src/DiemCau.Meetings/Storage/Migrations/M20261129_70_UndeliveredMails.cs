using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Whom a mail that can never arrive is reported to.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_70_UndeliveredMails")]
internal sealed class M20261129_70_UndeliveredMails : SqlMigration
{
    protected override string Sql => """
        alter table mails add column report_to text;
        """;
}
