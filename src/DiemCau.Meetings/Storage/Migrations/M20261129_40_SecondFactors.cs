using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The second factor: one name for it, passkeys besides codes, and since when which roles must have one.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_40_SecondFactors")]
internal sealed class M20261129_40_SecondFactors : SqlMigration
{
    protected override string Sql => """
        alter table accounts rename column two_factor_secret to totp_secret;
        alter table accounts rename column two_factor_enabled to totp_enabled;
        alter table accounts rename column two_factor_last_step to totp_last_step;

        create table passkeys (
          id uuid primary key,
          account_id uuid not null references accounts on delete cascade,
          name text not null,
          credential_id bytea not null,
          public_key bytea not null,
          sign_count bigint not null,
          created_at timestamptz not null,
          last_used_at timestamptz
        );
        create unique index passkeys_credential on passkeys (credential_id);
        create index passkeys_account on passkeys (account_id);

        create table passkey_challenges (
          id uuid primary key,
          account_id uuid not null references accounts on delete cascade,
          purpose text not null,
          options text not null,
          expires_at timestamptz not null
        );
        create index passkey_challenges_account on passkey_challenges (account_id);

        create table second_factor_demands (
          role text primary key,
          since timestamptz not null
        );
        """;
}
