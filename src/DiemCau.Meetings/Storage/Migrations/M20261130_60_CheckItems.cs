using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What each technical check found of each item, what machines have measured, and who was asked to measure.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_60_CheckItems")]
internal sealed class M20261130_60_CheckItems : SqlMigration
{
    // Until now a check was one word for a site. It was said of everything that every site is checked for, and becomes so: whoever looks at an old
    // check finds each item with the word, the note and the name that were written down.
    protected override string Sql => """
        create table check_measurements (
          id uuid primary key,
          site_id uuid not null references sites on delete cascade,
          meeting_id uuid references meetings on delete cascade,
          at timestamptz not null,
          by_id uuid,
          by text not null,
          line text,
          figures jsonb not null,
          has_picture boolean not null
        );
        create unique index check_measurements_alone on check_measurements (site_id) where meeting_id is null;
        create index check_measurements_site on check_measurements (site_id, at);
        create index check_measurements_meeting on check_measurements (meeting_id, site_id, at);

        create table check_pictures (
          measurement_id uuid primary key references check_measurements on delete cascade,
          jpeg bytea not null
        );
        alter table check_pictures alter column jpeg set storage external; -- a JPEG does not become smaller

        alter table site_checks add column measurement_id uuid references check_measurements on delete set null;

        create table item_checks (
          id uuid primary key,
          check_id uuid not null references site_checks on delete cascade,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid not null,
          item text not null,
          result text not null,
          code text,
          figures text,
          is_current boolean not null
        );
        create unique index item_checks_current on item_checks (meeting_id, site_id, item) where is_current;
        create index item_checks_check on item_checks (check_id);

        insert into item_checks (id, check_id, meeting_id, site_id, item, result, is_current)
        select gen_random_uuid(), id, meeting_id, site_id, item, result, is_current
        from site_checks
        cross join unnest(array['SoundOut', 'SoundBack', 'Picture', 'Presentation', 'Line', 'MicrophoneBatteries', 'Light', 'CameraPositions']) as item;

        create table check_runs (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          started_at timestamptz not null,
          by_id uuid,
          by text not null,
          sites int not null
        );
        create index check_runs_meeting on check_runs (meeting_id, started_at);

        create table check_asks (
          id uuid primary key,
          run_id uuid not null references check_runs on delete cascade,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid not null references sites on delete cascade,
          asked_at timestamptz not null,
          taken_at timestamptz,
          done_at timestamptz,
          measurement_id uuid references check_measurements on delete set null,
          is_current boolean not null
        );
        create unique index check_asks_current on check_asks (meeting_id, site_id) where is_current;
        create index check_asks_run on check_asks (run_id);
        create index check_asks_open on check_asks (site_id, asked_at) where is_current and done_at is null;
        """;
}
