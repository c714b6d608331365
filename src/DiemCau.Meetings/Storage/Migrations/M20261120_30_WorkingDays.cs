using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Days that administrators have set in the working calendar.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_30_WorkingDays")]
internal sealed class M20261120_30_WorkingDays : SqlMigration
{
    protected override string Sql => """
        create table calendar_days (
          day date primary key,
          morning boolean not null,
          afternoon boolean not null,
          name text not null
        );
        """;
}
