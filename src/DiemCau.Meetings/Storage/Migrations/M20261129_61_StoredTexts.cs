using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// Texts that came in before there was one border for them are put right as it would have: composed, without control characters, halves of
/// pairs, marks of direction and letters that nobody sees. Each change stands in the journal ("text.repaired", with what was and what is);
/// what could not be changed, because the name is then another's, too ("text.left"); so do names of mixed alphabets, which only a person can
/// judge ("text.suspicious").
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_61_StoredTexts")]
internal sealed class M20261129_61_StoredTexts : SqlMigration
{
    // Row by row, so that one which collides with another stops neither the others nor the server's start. The journal is never written
    // again. In JSON, control characters are escapes; a backslash before them is a backslash.
    protected override string Sql => """
        create or replace function pg_temp.taken(was text, is_name boolean, is_json boolean) returns text language plpgsql as $$
          declare text text := was;
          begin
            if is_json then
              text := regexp_replace(text, '(?<!\\)((?:\\\\)*)\\u00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F])', '\1', 'g');
            end if;
            text := regexp_replace(text, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]', '', 'g');
            text := regexp_replace(text, '[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]', '', 'g');
            if is_name then
              text := btrim(regexp_replace(text, '[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+', ' ', 'g'));
              if text = '' and was <> '' then
                text := '?';
              end if;
            end if;
            return normalize(text, NFC);
          end
        $$;

        do $$
          declare
            col record;
            bad record;
            put text;
          begin
            for col in
              select c.table_name, c.column_name, c.udt_name, c.column_name in ('name', 'title', 'display_name') as is_name
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'varchar', 'jsonb')
                and c.is_generated = 'NEVER' and c.table_name not like 'journal%' and c.table_name not in ('mails', '__EFMigrationsHistory')
            loop
              for bad in execute format(
                'select ctid as place, to_jsonb(r) ->> ''id'' as id, %1$I::text as was, pg_temp.taken(%1$I::text, %3$L, %4$L) as becomes
                 from %2$I r where %1$I is not null and %1$I::text is distinct from pg_temp.taken(%1$I::text, %3$L, %4$L)',
                col.column_name, col.table_name, col.is_name, col.udt_name = 'jsonb')
              loop
                put := 'text.repaired';
                begin
                  execute format('update %I set %I = $1::%s where ctid = $2', col.table_name, col.column_name, col.udt_name)
                    using bad.becomes, bad.place;
                exception when others then
                  put := 'text.left';
                end;
                insert into journal (id, at, severity, action, unit_id, site_id, meeting_id, subject, detail) values (
                  gen_random_uuid(), now(), case put when 'text.left' then 'Warning' else 'Info' end, put,
                  case col.table_name when 'units' then bad.id::uuid end, case col.table_name when 'sites' then bad.id::uuid end,
                  case col.table_name when 'meetings' then bad.id::uuid end, col.table_name || '.' || col.column_name,
                  jsonb_build_object('id', bad.id, 'was', left(bad.was, 1000), 'is', case put when 'text.repaired' then left(bad.becomes, 1000) end));
              end loop;
            end loop;

            insert into journal (id, at, severity, action, unit_id, subject, detail)
            select gen_random_uuid(), now(), 'Warning', 'text.suspicious', id, 'units.name', jsonb_build_object('id', id, 'was', name) from units
            where name ~ '[A-Za-z\u00c0-\u024f\u1e00-\u1eff]' and name ~ '[\u0370-\u03ff\u0400-\u052f\uff21-\uff5a]';
          end
        $$;
        """;
}
