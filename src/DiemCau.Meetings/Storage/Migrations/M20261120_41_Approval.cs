using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

[DbContext(typeof(DiemCauDb))]
[Migration("20261120_41_Approval")]
internal sealed class M20261120_41_Approval : SqlMigration
{
    protected override string Sql => """
        create table approval_decisions (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          at timestamptz not null,
          by_name text not null,
          verdict text not null,
          reason text,
          proposals jsonb not null,
          displaced_by_id uuid
        );
        create index approval_decisions_meeting on approval_decisions (meeting_id, at desc);
        """;
}
