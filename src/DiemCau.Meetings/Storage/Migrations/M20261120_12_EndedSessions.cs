using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Sessions that were signed out of, for as long as a copy of their cookie could live.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_12_EndedSessions")]
internal sealed class M20261120_12_EndedSessions : SqlMigration
{
    protected override string Sql => """
        create table ended_sessions (
          id uuid primary key,
          account_id uuid not null references accounts on delete cascade,
          expires_at timestamptz not null
        );
        create index ended_sessions_account on ended_sessions (account_id);
        create index ended_sessions_expires on ended_sessions (expires_at);
        """;
}
