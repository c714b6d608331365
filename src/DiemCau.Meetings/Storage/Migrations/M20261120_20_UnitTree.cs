using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// The tree of units: who is above whom as a table of its own, kept by the database itself, so that everything under a unit is one
/// indexed look-up and nobody who writes a unit can forget it. The zero id stands for what is above every unit: the whole tree.
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_2000_UnitTree")]
internal sealed class M20261120_20_UnitTree : SqlMigration
{
    protected override string Sql => """
        alter table units
          add column kind text not null default 'Office',
          add column level integer not null default 0,
          add column valid_from date,
          add column valid_to date,
          add column search_text text generated always as (fold(name || ' ' || coalesce(code, ''))) stored not null,
          add constraint units_validity check (valid_to >= valid_from);
        update units set kind = 'Authority' where fold(name) ~ '^(ubnd|uy ban nhan dan) ';
        alter table units alter column kind drop default;

        -- A unit that has ended keeps its name; the one that follows it may bear the same.
        drop index units_name;
        create unique index units_name on units (fold(name), coalesce(parent_id, '00000000-0000-0000-0000-000000000000')) where valid_to is null;
        update units set code = null where id in (
          select id from (select id, row_number() over (partition by lower(code) order by created_at, id) as nth from units where code is not null) codes
          where nth > 1);
        create unique index units_code on units (lower(code)) where code is not null and valid_to is null;
        create index units_children on units (parent_id, name collate vietnamese);

        create table unit_ancestors (
          unit_id uuid not null,
          ancestor_id uuid not null,
          distance integer not null,
          primary key (unit_id, ancestor_id)
        );
        create index unit_ancestors_below on unit_ancestors (ancestor_id, unit_id);
        insert into unit_ancestors values ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', 0);

        -- Writes the ancestors and the level of units anew. A unit below itself meets itself on the way up, which the primary key refuses.
        create function place_units(ids uuid[]) returns void language plpgsql as $$
        begin
          delete from unit_ancestors where unit_id = any(ids);
          insert into unit_ancestors (unit_id, ancestor_id, distance)
          with recursive up as (
            select id as unit_id, id as ancestor_id, parent_id as above_id, 0 as distance from units where id = any(ids)
            union all
            select up.unit_id, above.id, above.parent_id, up.distance + 1 from up join units above on above.id = up.above_id where up.distance < 16
          )
          select unit_id, ancestor_id, distance from up
          union all
          select unit_id, '00000000-0000-0000-0000-000000000000', distance + 1 from up where above_id is null;

          if exists (select from unnest(ids) as placed (id) where not exists (
            select from unit_ancestors where unit_id = placed.id and ancestor_id = '00000000-0000-0000-0000-000000000000')) then
            raise exception 'a unit has too many above it' using errcode = 'check_violation', constraint = 'units_depth';
          end if;

          update units set level = counted.level from (
            select line.unit_id, count(above.id)::integer as level
            from unit_ancestors line left join units above on above.id = line.ancestor_id and above.kind = 'Authority'
            where line.unit_id = any(ids) group by line.unit_id
          ) counted where units.id = counted.unit_id and units.level <> counted.level;
        end
        $$;

        -- Two moves at once could make each unit stand below the other: one change of the tree at a time.
        create function lock_unit_tree() returns trigger language plpgsql as $$
          begin perform pg_advisory_xact_lock(20261120, 4); return null; end
        $$;
        create trigger units_lock before insert or update or delete on units for each statement execute function lock_unit_tree();

        create function units_added() returns trigger language plpgsql as $$
          begin perform place_units(array(select id from added)); return null; end
        $$;
        create trigger units_added after insert on units referencing new table as added for each statement execute function units_added();

        create function units_changed() returns trigger language plpgsql as $$
        declare
          moved uuid[] := array(
            select after.id from after join before on before.id = after.id
            where after.parent_id is distinct from before.parent_id or after.kind <> before.kind);
        begin
          if cardinality(moved) > 0 then
            perform place_units(array(select distinct unit_id from unit_ancestors where ancestor_id = any(moved)));
          end if;
          return null;
        end
        $$;
        create trigger units_changed after update on units referencing old table as before new table as after
          for each statement execute function units_changed();

        create table unit_successions (
          predecessor_id uuid not null references units on delete cascade,
          successor_id uuid not null references units on delete cascade,
          since date not null,
          primary key (predecessor_id, successor_id)
        );
        create index unit_successions_successor on unit_successions (successor_id);

        create table level_names (
          level integer primary key,
          name text not null
        );

        create table role_assignments (
          id uuid primary key,
          account_id uuid not null references accounts on delete cascade,
          role text not null,
          unit_id uuid not null,
          given_at timestamptz not null,
          given_by uuid
        );
        create unique index role_assignments_once on role_assignments (account_id, role, unit_id);
        create index role_assignments_unit on role_assignments (unit_id);

        create function units_removed() returns trigger language plpgsql as $$
        begin
          delete from unit_ancestors where unit_id in (select id from removed);
          delete from role_assignments where unit_id in (select id from removed);
          return null;
        end
        $$;
        create trigger units_removed after delete on units referencing old table as removed for each statement execute function units_removed();

        select place_units(array(select id from units));

        insert into role_assignments (id, account_id, role, unit_id, given_at)
          select gen_random_uuid(), id, 'SystemAdministrator', '00000000-0000-0000-0000-000000000000', created_at from accounts where is_administrator;
        alter table accounts drop column is_administrator;

        -- Whoever names a unit that others are in already has said so, but nobody has confirmed it.
        alter table accounts add column unit_confirmed boolean not null default false;
        alter table accounts alter column unit_confirmed drop default;
        update accounts set unit_confirmed = true where unit_id is not null and not exists (
          select from accounts earlier where earlier.unit_id = accounts.unit_id and (earlier.created_at, earlier.id) < (accounts.created_at, accounts.id));
        create index accounts_unit on accounts (unit_id);
        """;
}
