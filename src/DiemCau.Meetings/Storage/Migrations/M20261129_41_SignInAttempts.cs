using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Attempts are counted by what they come from, not by the address that is guessed at alone. Old counts, of hours, are forgotten.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_41_SignInAttempts")]
internal sealed class M20261129_41_SignInAttempts : SqlMigration
{
    protected override string Sql => """
        drop table sign_in_attempts;
        create table sign_in_attempts (
          key_hash bytea primary key,
          account_hash bytea not null,
          failed integer not null,
          locks integer not null,
          locked_until timestamptz,
          last_at timestamptz not null,
          is_kept boolean not null
        );
        create index sign_in_attempts_account on sign_in_attempts (account_hash);
        create index sign_in_attempts_last on sign_in_attempts (last_at);
        """;
}
