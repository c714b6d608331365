using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What was concluded in meetings, and how they went.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_13_Summaries")]
internal sealed class M20261129_13_Summaries : SqlMigration
{
    protected override string Sql => """
        create table meeting_summaries (
          meeting_id uuid primary key references meetings on delete cascade,
          conclusions text,
          quality text,
          remarks text,
          version integer not null,
          changed_at timestamptz not null,
          changed_by text not null
        );
        """;
}
