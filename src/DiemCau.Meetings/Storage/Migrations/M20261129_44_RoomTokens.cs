using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The bearer tokens that were issued for rooms, so that each can be revoked. Those issued before are worth nothing any more.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_44_RoomTokens")]
internal sealed class M20261129_44_RoomTokens : SqlMigration
{
    protected override string Sql => """
        create table room_tokens (
          id uuid primary key,
          room_id uuid not null references rooms on delete cascade,
          kind text not null check (kind in ('Publish', 'Play')),
          name text not null,
          issued_at timestamptz not null,
          expires_at timestamptz not null,
          revoked_at timestamptz
        );
        create index room_tokens_room on room_tokens (room_id);
        """;
}
