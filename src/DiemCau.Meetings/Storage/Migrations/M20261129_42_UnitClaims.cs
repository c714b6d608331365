using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// What an account says of itself stands apart from what somebody has confirmed: an account's unit is from now on always a confirmed one.
/// Mail domains may belong to a unit; invitations are counted by account and day.
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_42_UnitClaims")]
internal sealed class M20261129_42_UnitClaims : SqlMigration
{
    protected override string Sql => """
        alter table accounts add column claimed_unit_name text;
        alter table accounts add column claimed_unit_id uuid references units on delete set null;
        alter table accounts add column claimed_at timestamptz;
        update accounts set claimed_unit_name = units.name, claimed_unit_id = units.id, claimed_at = coalesce(activated_at, accounts.created_at), unit_id = null
        from units where units.id = accounts.unit_id and not accounts.unit_confirmed;
        alter table accounts drop column unit_confirmed;
        create index accounts_claimed on accounts (claimed_at) where claimed_unit_name is not null;

        alter table mail_domains add column unit_id uuid references units on delete set null;

        create table invitation_counts (
          account_id uuid not null references accounts on delete cascade,
          day date not null,
          count integer not null,
          primary key (account_id, day)
        );
        """;
}
