using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// Names of units, sites and rooms that came in while letters that nobody sees were still let in between others (tags, selectors, fillers), or
/// Ð for Đ, are put right. Each change stands in the journal ("text.repaired"); what could not be changed, because the name is then another's,
/// too ("text.left").
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_11_NamesWithUnseenLetters")]
internal sealed class M20261130_11_NamesWithUnseenLetters : SqlMigration
{
    // A flag of a region is made of tags: names with one are left as they are. Selectors shape what is no letter of these alphabets.
    protected override string Sql => """
        create or replace function pg_temp.seen(was text) returns text language plpgsql as $$
          declare text text := translate(was, 'ÐðƉɖ', 'ĐđĐđ');
          begin
            text := regexp_replace(text, '[\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]', '', 'g');
            text := regexp_replace(text, '([ -~\u00c0-\u024f\u1e00-\u1eff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+', '\1', 'g');
            if position(U&'\+01F3F4' in text) = 0 then
              text := regexp_replace(text, '[\U000e0000-\U000e00ff]', '', 'g');
            end if;
            text := normalize(btrim(regexp_replace(replace(text, U&'\2800', ' '), ' {2,}', ' ', 'g')), NFC);
            return case when text = '' then was else text end;
          end
        $$;

        do $$
          declare
            place text;
            bad record;
            put text;
          begin
            foreach place in array array['units', 'sites', 'rooms'] loop
              for bad in execute format('select id, name as was, pg_temp.seen(name) as becomes from %I where name is distinct from pg_temp.seen(name)', place) loop
                put := 'text.repaired';
                begin
                  execute format('update %I set name = $1 where id = $2', place) using bad.becomes, bad.id;
                exception when others then
                  put := 'text.left';
                end;
                insert into journal (id, at, severity, action, unit_id, site_id, subject, detail) values (
                  gen_random_uuid(), now(), case put when 'text.left' then 'Warning' else 'Info' end, put,
                  case place when 'units' then bad.id end, case place when 'sites' then bad.id end, place || '.name',
                  jsonb_build_object('id', bad.id, 'was', bad.was, 'is', case put when 'text.repaired' then bad.becomes end));
              end loop;
            end loop;
          end
        $$;
        """;
}
