using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>"Đề nghị tạo phòng": what units ask of operators, and what became of it.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_51_RoomRequests")]
internal sealed class M20261129_51_RoomRequests : SqlMigration
{
    protected override string Sql => """
        create table room_requests (
          id uuid primary key,
          unit_id uuid not null references units on delete cascade,
          account_id uuid not null references accounts on delete cascade,
          name text not null,
          mode text not null,
          for_when timestamptz,
          reason text not null,
          asked_at timestamptz not null,
          state text not null,
          decided_at timestamptz,
          decided_by text,
          answer text,
          room_id uuid references rooms on delete set null
        );
        create index room_requests_unit on room_requests (unit_id, asked_at desc);
        create index room_requests_open on room_requests (asked_at) where state = 'Open';
        """;
}
