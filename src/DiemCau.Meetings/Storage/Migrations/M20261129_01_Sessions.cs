using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What lets people into registered meetings, who was connected to them, and by which lines they may be.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_01_Sessions")]
internal sealed class M20261129_01_Sessions : SqlMigration
{
    protected override string Sql => """
        create table meeting_passes (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          capacity text not null,
          site_id uuid,
          account_id uuid references accounts on delete cascade,
          name text,
          position text,
          secret_hash bytea,
          protected_secret text,
          issued_at timestamptz not null,
          issued_by text not null,
          revoked_at timestamptz,
          revoked_by text,
          first_used_at timestamptz,
          last_used_at timestamptz
        );
        create unique index meeting_passes_secret on meeting_passes (secret_hash) where secret_hash is not null;
        create unique index meeting_passes_site on meeting_passes (meeting_id, site_id, capacity)
          where revoked_at is null and account_id is null and site_id is not null;
        create index meeting_passes_meeting on meeting_passes (meeting_id);
        create index meeting_passes_account on meeting_passes (account_id) where account_id is not null;

        create table meeting_passwords (
          meeting_id uuid primary key references meetings on delete cascade,
          protected_password text not null,
          changed_at timestamptz not null
        );

        create table connections (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          conference_id uuid not null,
          participant_id uuid not null,
          display_name text not null,
          capacity text not null,
          site_id uuid,
          unit_id uuid,
          account_id uuid,
          line text not null,
          joined_at timestamptz not null,
          connected_at timestamptz,
          heard_at timestamptz,
          left_at timestamptz,
          left_how text
        );
        create index connections_meeting on connections (meeting_id, joined_at);
        create index connections_open on connections (conference_id, participant_id) where left_at is null;

        create table line_policy (
          id integer primary key check (id = 1),
          policy text not null,
          changed_at timestamptz not null,
          changed_by text not null
        );

        create table session_orders (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          verb text not null,
          given_by text not null,
          given_at timestamptz not null,
          done_at timestamptz,
          refused_code text
        );
        create index session_orders_waiting on session_orders (given_at) where done_at is null;

        create table site_calls (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid not null,
          unit_id uuid not null,
          called_at timestamptz not null,
          called_by text not null
        );
        create index site_calls_unit on site_calls (unit_id, called_at);
        """;
}
