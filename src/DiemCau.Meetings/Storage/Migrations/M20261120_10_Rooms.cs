using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

[DbContext(typeof(DiemCauDb))]
[Migration("20261120_10_Rooms")]
internal sealed class M20261120_10_Rooms : SqlMigration
{
    protected override string Sql => """
        create table rooms (
          id uuid primary key,
          name text not null,
          owner_id uuid not null references accounts on delete cascade,
          unit_id uuid not null,
          mode text not null,
          waiting_room boolean not null,
          slug text not null,
          password_hash text not null,
          created_at timestamptz not null,
          deleted_at timestamptz
        );
        create unique index rooms_name on rooms (unit_id, name) where deleted_at is null;
        create unique index rooms_slug on rooms (slug);
        create index rooms_owner on rooms (owner_id);
        """;
}
