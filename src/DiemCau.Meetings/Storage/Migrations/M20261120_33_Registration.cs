using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Papers of meetings, and what units keep for their next registrations.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_33_Registration")]
internal sealed class M20261120_33_Registration : SqlMigration
{
    protected override string Sql => """
        create table meeting_papers (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          name text not null,
          size bigint not null,
          added_at timestamptz not null,
          added_by_id uuid,
          added_by text not null
        );
        create index meeting_papers_meeting on meeting_papers (meeting_id);

        create table site_groups (
          id uuid primary key,
          unit_id uuid not null references units on delete cascade,
          name text not null,
          site_ids uuid[] not null,
          unique (unit_id, name)
        );

        create table meeting_templates (
          id uuid primary key,
          unit_id uuid not null references units on delete cascade,
          name text not null,
          form jsonb not null,
          unique (unit_id, name)
        );
        """;
}
