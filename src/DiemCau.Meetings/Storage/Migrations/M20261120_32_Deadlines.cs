using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Deadlines as administrators have set them, and who was reminded of them.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_32_Deadlines")]
internal sealed class M20261120_32_Deadlines : SqlMigration
{
    protected override string Sql => """
        create table deadline_rules (
          deadline text primary key,
          amount integer not null,
          measure text not null,
          latest_minutes integer,
          warn_minutes integer not null
        );

        create table reminders (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          deadline text not null,
          account_id uuid not null references accounts on delete cascade,
          occasion text not null,
          due_at timestamptz not null,
          at timestamptz not null,
          read_at timestamptz,
          unique (meeting_id, deadline, account_id, occasion, due_at)
        );
        create index reminders_account on reminders (account_id, at);
        """;
}
