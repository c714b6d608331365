using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Units and the mailboxes that sign in for them.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_03_Accounts")]
internal sealed class M20261120_03_Accounts : SqlMigration
{
    protected override string Sql => """
        create table units (
          id uuid primary key,
          name text not null,
          code text,
          parent_id uuid references units,
          created_at timestamptz not null
        );
        create unique index units_name on units (fold(name), coalesce(parent_id, '00000000-0000-0000-0000-000000000000'));

        create table accounts (
          id uuid primary key,
          email text not null,
          unit_id uuid references units,
          password_hash text,
          state text not null,
          is_administrator boolean not null,
          stamp text not null,
          two_factor_secret text,
          two_factor_enabled boolean not null,
          two_factor_last_step bigint not null,
          created_at timestamptz not null,
          activated_at timestamptz,
          last_sign_in_at timestamptz
        );
        create unique index accounts_email on accounts (email);

        create table account_links (
          id uuid primary key,
          account_id uuid references accounts on delete cascade,
          purpose text not null,
          token_hash bytea not null,
          created_at timestamptz not null,
          expires_at timestamptz not null,
          used_at timestamptz
        );
        create unique index account_links_token on account_links (token_hash);
        create index account_links_account on account_links (account_id, created_at);

        create table recovery_codes (
          id uuid primary key,
          account_id uuid not null references accounts on delete cascade,
          code_hash bytea not null,
          used_at timestamptz
        );
        create index recovery_codes_account on recovery_codes (account_id);

        create table mail_domains (
          domain text primary key,
          includes_subdomains boolean not null,
          created_at timestamptz not null
        );

        create table sign_in_attempts (
          address_hash bytea primary key,
          failed integer not null,
          locks integer not null,
          locked_until timestamptz,
          last_at timestamptz not null
        );
        create index sign_in_attempts_last on sign_in_attempts (last_at);
        """;
}
