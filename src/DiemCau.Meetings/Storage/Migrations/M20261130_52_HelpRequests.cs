using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Calls of sites' machines for technical support.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_52_HelpRequests")]
internal sealed class M20261130_52_HelpRequests : SqlMigration
{
    protected override string Sql => """
        create table help_requests (
          id uuid primary key,
          site_id uuid not null references sites on delete cascade,
          unit_id uuid not null references units,
          kiosk_id uuid not null references kiosks on delete cascade,
          meeting_id uuid references meetings on delete set null,
          asked_at timestamptz not null,
          asked_by text not null,
          taken_at timestamptz,
          taken_by text,
          closed_at timestamptz,
          closed_by text,
          answer text
        );
        create unique index help_requests_open on help_requests (kiosk_id) where closed_at is null;
        create index help_requests_waiting on help_requests (asked_at) where closed_at is null;
        """;
}
