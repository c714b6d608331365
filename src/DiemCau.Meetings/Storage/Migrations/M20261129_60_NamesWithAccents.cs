using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Folding accents is for searching: names that differ by a mark are two names.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_60_NamesWithAccents")]
internal sealed class M20261129_60_NamesWithAccents : SqlMigration
{
    // Two names that differed by spaces only, or by the case of letters that are not Latin, were two and are one now: the later one gets a
    // number, and the journal says so. An index that cannot be made would keep the server from starting.
    protected override string Sql => """
        create function name_key(name text) returns text language sql immutable strict parallel safe as $$
          select lower(normalize(btrim(regexp_replace(name, '\s+', ' ', 'g')), NFC) collate vietnamese)
        $$;

        drop index units_name;
        drop index sites_name;
        drop index media_nodes_name;

        with again as (
          select id, name, row_number() over (partition by name_key(name), parent_id order by created_at, id) as n from units where valid_to is null
        ), renamed as (
          update units set name = left(again.name, 190) || ' (' || n || ')' from again where again.id = units.id and n > 1
          returning units.id, again.name as was, units.name as becomes
        )
        insert into journal (id, at, severity, action, unit_id, subject, detail)
        select gen_random_uuid(), now(), 'Warning', 'text.renamed', id, 'units.name', jsonb_build_object('id', id, 'was', was, 'is', becomes) from renamed;

        with again as (
          select id, name, row_number() over (partition by name_key(name), unit_id order by created_at, id) as n from sites
        ), renamed as (
          update sites set name = left(again.name, 140) || ' (' || n || ')' from again where again.id = sites.id and n > 1
          returning sites.id, again.name as was, sites.name as becomes
        )
        insert into journal (id, at, severity, action, site_id, subject, detail)
        select gen_random_uuid(), now(), 'Warning', 'text.renamed', id, 'sites.name', jsonb_build_object('id', id, 'was', was, 'is', becomes) from renamed;

        with again as (
          select id, name, row_number() over (partition by name_key(name) order by id) as n from media_nodes
        )
        update media_nodes set name = left(again.name, 90) || ' (' || n || ')' from again where again.id = media_nodes.id and n > 1;

        create unique index units_name on units (name_key(name), coalesce(parent_id, '00000000-0000-0000-0000-000000000000')) where valid_to is null;
        create unique index sites_name on sites (unit_id, name_key(name));
        create unique index media_nodes_name on media_nodes (name_key(name));
        """;
}
