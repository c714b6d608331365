using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Conference templates, duty rosters and checklists of meetings.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_60_Preparation")]
internal sealed class M20261120_60_Preparation : SqlMigration
{
    // The media servers' station has no site; "nulls not distinct" gives it one roster, too.
    protected override string Sql => """
        create table conference_templates (
          id uuid primary key,
          unit_id uuid references units on delete cascade,
          name text not null,
          mode text not null,
          layout text not null,
          chair_layout text not null,
          mutes text not null,
          is_recorded boolean not null,
          note text,
          constraint conference_templates_name unique nulls not distinct (unit_id, name)
        );

        create table template_choices (
          meeting_id uuid primary key references meetings on delete cascade,
          template_id uuid references conference_templates on delete set null,
          chosen_at timestamptz not null,
          chosen_by text not null
        );

        create table checklist_items (
          id uuid primary key,
          role text not null,
          position integer not null,
          text text not null,
          withdrawn_at timestamptz
        );

        create table checklist_marks (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid,
          item_id uuid not null references checklist_items on delete cascade,
          is_done boolean not null,
          remark text,
          at timestamptz not null,
          by text not null,
          constraint checklist_marks_station unique nulls not distinct (meeting_id, site_id, item_id)
        );

        create table duty_rosters (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid,
          people jsonb not null,
          version integer not null,
          changed_at timestamptz not null,
          changed_by text not null,
          constraint duty_rosters_station unique nulls not distinct (meeting_id, site_id)
        );
        create index duty_rosters_site on duty_rosters (site_id, changed_at desc);
        """;
}
