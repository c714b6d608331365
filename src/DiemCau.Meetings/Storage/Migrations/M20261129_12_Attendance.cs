using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The roll call of meetings.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_12_Attendance")]
internal sealed class M20261129_12_Attendance : SqlMigration
{
    protected override string Sql => """
        create table meeting_attendance (
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid not null,
          state text not null,
          reason text,
          people integer,
          changed_at timestamptz not null,
          changed_by text not null,
          primary key (meeting_id, site_id)
        );
        """;
}
