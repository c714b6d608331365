using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Media capacity and rooms, and what meetings hold of them. The database itself refuses to give anything away twice.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_40_Resources")]
internal sealed class M20261120_40_Resources : SqlMigration
{
    protected override string Sql => """
        create extension if not exists btree_gist;

        create table media_nodes (
          id uuid primary key,
          name text not null,
          ports integer not null check (ports >= 0),
          streams integer not null check (streams >= 0),
          mbps integer not null check (mbps >= 0),
          in_service boolean not null,
          packets_per_second double precision,
          measured_at timestamptz,
          created_at timestamptz not null
        );
        create unique index media_nodes_name on media_nodes (fold(name));

        create table allocations (
          meeting_id uuid primary key references meetings on delete cascade,
          node_id uuid not null references media_nodes,
          starts_at timestamptz not null,
          ends_at timestamptz not null,
          ports integer not null,
          streams integer not null,
          mbps integer not null,
          created_at timestamptz not null,
          check (ends_at > starts_at)
        );
        create index allocations_node on allocations (node_id, starts_at, ends_at);

        -- The node's row is the lock: whoever allocates on it waits for the one before to be committed, and then counts that one, too.
        create function allocation_fits() returns trigger language plpgsql as $$
        declare node media_nodes;
        begin
          select * into node from media_nodes where id = new.node_id for update;
          if exists (
            select from (
              select new.starts_at as at
              union select starts_at from allocations where node_id = new.node_id and starts_at > new.starts_at and starts_at < new.ends_at
            ) moments cross join lateral (
              select coalesce(sum(ports), 0) as ports, coalesce(sum(streams), 0) as streams, coalesce(sum(mbps), 0) as mbps from allocations
              where node_id = new.node_id and meeting_id <> new.meeting_id and starts_at <= at and ends_at > at
            ) taken
            where taken.ports + new.ports > node.ports or taken.streams + new.streams > node.streams or taken.mbps + new.mbps > node.mbps
          ) then
            raise exception 'the media node has no room' using errcode = 'exclusion_violation', constraint = 'allocations_fit';
          end if;
          return new;
        end
        $$;
        create trigger allocations_fit before insert or update on allocations for each row execute function allocation_fits();

        create table site_bookings (
          site_id uuid not null references sites on delete cascade,
          meeting_id uuid not null references meetings on delete cascade,
          starts_at timestamptz not null,
          ends_at timestamptz not null,
          is_firm boolean not null,
          primary key (site_id, meeting_id),
          check (ends_at > starts_at),
          constraint site_bookings_once exclude using gist (site_id with =, tstzrange(starts_at, ends_at) with &&) where (is_firm)
        );
        create index site_bookings_meeting on site_bookings (meeting_id);
        create index site_bookings_time on site_bookings (starts_at, ends_at);

        create table capacity_rule (
          id integer primary key check (id = 1),
          streams_per_site integer not null check (streams_per_site > 0),
          kbps_per_stream integer not null check (kbps_per_stream > 0),
          hold_before_minutes integer not null check (hold_before_minutes >= 0),
          hold_after_minutes integer not null check (hold_after_minutes >= 0),
          day_begins time not null,
          morning_ends time not null,
          afternoon_begins time not null,
          day_ends time not null,
          check (day_begins < morning_ends and morning_ends <= afternoon_begins and afternoon_begins < day_ends)
        );
        """;
}
