using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The machines of sites that look after themselves, and the codes by which they are paired.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_50_Kiosks")]
internal sealed class M20261130_50_Kiosks : SqlMigration
{
    protected override string Sql => """
        create table kiosks (
          id uuid primary key,
          site_id uuid not null references sites on delete cascade,
          name text not null,
          key_hash bytea unique,
          paired_at timestamptz not null,
          paired_by text not null,
          revoked_at timestamptz,
          revoked_by text,
          last_seen_at timestamptz,
          version text,
          screen_width int,
          screen_height int,
          last_address inet,
          devices jsonb not null default '[]'
        );
        create index kiosks_site on kiosks (site_id);

        create table kiosk_pairings (
          id uuid primary key,
          secret_hash bytea not null unique,
          code text not null unique,
          address text not null,
          expires_at timestamptz not null,
          kiosk_id uuid references kiosks on delete cascade
        );
        """;
}
