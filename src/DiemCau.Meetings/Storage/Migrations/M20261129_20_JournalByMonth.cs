using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// The journal by months, with ids made by whoever notes the event and columns for what a line is about. Months (UTC) are added ahead and
/// removed by the two functions alone; a line of a month that nobody has added goes to "journal_other", so that none is ever refused.
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_20_JournalByMonth")]
internal sealed class M20261129_20_JournalByMonth : SqlMigration
{
    protected override string Sql => Table + Guards + Months + Lines;

    // Words are those that people see, without accents, cut at whatever is not a letter or digit: an address is found by its parts, and
    // parsing has nothing to guess. Ids are left out: there are columns for those that matter, and each would be five words of the index.
    private const string Table = """
        alter table journal rename to journal_before;
        drop index journal_at, journal_subject;

        create function journal_words(detail jsonb, others text) returns tsvector language sql immutable parallel safe as $$
          select to_tsvector('simple', regexp_replace(regexp_replace(
            fold(coalesce(others, '') || ' ' || jsonb_path_query_array(detail, '$.** ? (@.type() == "string")')::text),
            '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', ' ', 'g'), '[^[:alnum:]]+', ' ', 'g'))
        $$;

        create table journal (
          id uuid not null,
          at timestamptz not null,
          severity text not null,
          action text not null,
          actor_id uuid,
          actor text,
          meeting_id uuid,
          conference_id uuid,
          site_id uuid,
          unit_id uuid,
          participant_id uuid,
          subject text,
          detail jsonb not null,
          address text,
          words tsvector generated always as
            (journal_words(detail, coalesce(actor, '') || ' ' || coalesce(subject, '') || ' ' || coalesce(address, ''))) stored,
          primary key (at, id)
        ) partition by range (at);
        create index journal_meeting on journal (meeting_id, at, id) where meeting_id is not null;
        create index journal_conference on journal (conference_id, at, id) where conference_id is not null;
        create index journal_site on journal (site_id, at, id) where site_id is not null;
        create index journal_unit on journal (unit_id, at, id) where unit_id is not null;
        create index journal_actor on journal (actor_id, at, id) where actor_id is not null;
        create index journal_action on journal (action, at, id);
        create index journal_severity on journal (severity, at, id) where severity <> 'Info';
        create index journal_words on journal using gin (words);


        """;

    // PostgreSQL clones the trigger per row to every partition, also to one that is attached by hand; TRUNCATE has triggers per statement
    // only, and those stay with the table that names them.
    private const string Guards = """
        drop trigger journal_append_only on journal_before;
        create or replace function journal_is_append_only() returns trigger language plpgsql as $$
          begin raise exception 'the journal is append-only: % refused', tg_op; end
        $$;
        create trigger journal_append_only before update or delete on journal for each row execute function journal_is_append_only();
        create trigger journal_not_rewritten before update or delete or truncate on journal
          for each statement execute function journal_is_append_only();

        -- Whoever notes something about a site or a meeting need not look up whose they are.
        create function journal_belongs_to_unit() returns trigger language plpgsql as $$
        begin
          new.unit_id := coalesce(
            (select unit_id from sites where id = new.site_id), (select unit_id from meetings where id = new.meeting_id));
          return new;
        end $$;
        create trigger journal_unit before insert on journal
          for each row when (new.unit_id is null and (new.site_id is not null or new.meeting_id is not null))
          execute function journal_belongs_to_unit();


        """;

    private const string Months = """
        create table journal_other partition of journal default;
        create trigger journal_not_rewritten before update or delete or truncate on journal_other
          for each statement execute function journal_is_append_only();

        -- Makes the partition of the month in which a day lies; false when it is there. Lines that came before their month are moved into it.
        create function journal_add_month(day date) returns boolean language plpgsql as $$
        declare
          first timestamptz := date_trunc('month', day::timestamp) at time zone 'UTC';
          next timestamptz := (date_trunc('month', day::timestamp) + interval '1 month') at time zone 'UTC';
          name text := 'journal_' || to_char(day, 'YYYY_MM');
          early boolean;
        begin
          -- Several servers may want the same month at once.
          perform pg_advisory_xact_lock(hashtext('journal_add_month'));
          if to_regclass(name) is not null then return false; end if;
          select exists (select 1 from journal_other where at >= first and at < next) into early;
          if early then
            alter table journal detach partition journal_other;
            alter table journal_other rename to journal_early;
            create table journal_other partition of journal default;
            create trigger journal_not_rewritten before update or delete or truncate on journal_other
              for each statement execute function journal_is_append_only();
          end if;
          execute format('create table %I partition of journal for values from (%L) to (%L)', name, first, next);
          execute format('create trigger journal_not_rewritten before update or delete or truncate on %I
            for each statement execute function journal_is_append_only()', name);
          if early then
            insert into journal (id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address)
            select id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address
            from journal_early;
            drop table journal_early;
          end if;
          return true;
        end $$;

        -- An id as DiemCau.Meetings.Shared.TimeOrderedId makes them, for lines that the database itself writes.
        create function time_ordered_id(at timestamptz, nth bigint) returns uuid language sql immutable as $$
          select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7000'
            || to_hex((-9223372036854775807 - 1) | nth))::uuid
        $$;

        -- The only way by which lines leave the journal: a whole month, no line of which is younger than twelve months by the database's own
        -- clock, and what was removed is noted. Returns how many lines there were; null when the month is not there.
        create function journal_remove_month(day date, kept_months integer) returns bigint language plpgsql as $$
        declare
          next timestamptz := (date_trunc('month', day::timestamp) + interval '1 month') at time zone 'UTC';
          name text := 'journal_' || to_char(day, 'YYYY_MM');
          lines bigint;
        begin
          if kept_months < 12 or next > now() - make_interval(months => kept_months) then
            raise exception 'the journal is kept for at least twelve months: % is not removed', name;
          end if;
          perform pg_advisory_xact_lock(hashtext('journal_add_month'));
          if to_regclass(name) is null then return null; end if;
          execute format('select count(*) from %I', name) into lines;
          execute format('drop table %I', name);
          insert into journal (id, at, severity, action, subject, detail)
          values (time_ordered_id(now(), lines), now(), 'Warning', 'journal.month_removed', to_char(day, 'YYYY-MM'),
            jsonb_build_object('lines', lines, 'keptMonths', kept_months));
          return lines;
        end $$;


        """;

    private const string Lines = """
        select count(journal_add_month(month::date)) from generate_series(
          date_trunc('month', least((select min(at) from journal_before), now()) at time zone 'UTC'),
          (now() at time zone 'UTC') + interval '3 months', interval '1 month') month;

        with known as (
          select *,
            case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then subject::uuid end as about,
            split_part(action, '.', 1) as area
          from journal_before
        )
        insert into journal (id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address)
        select time_ordered_id(known.at, known.id), known.at,
          case when known.action in ('account.sign_in_failed', 'conference.lost', 'conference.chair_away') then 'Warning' else 'Info' end,
          known.action, known.actor_id, actor.email, meeting.id,
          case when known.area = 'conference' then known.about end,
          case when known.area = 'site' then known.about end,
          coalesce(meeting.unit_id, room.unit_id, own_room.unit_id, site.unit_id, unit.id, account.unit_id),
          case when known.area = 'conference' then (known.detail ->> 'participantId')::uuid end,
          case when known.area = 'conference' then known.detail ->> 'displayName' else known.subject end,
          case when known.area = 'conference' then jsonb_strip_nulls(known.detail - 'participantId' - 'displayName') else known.detail end,
          known.address
        from known
        left join accounts actor on actor.id = known.actor_id
        left join meetings meeting on meeting.id = known.about
        left join conferences conference on conference.id = known.about
        left join rooms room on room.id = coalesce(to_jsonb(conference) ->> 'room_id', to_jsonb(conference) ->> 'occasion_id')::uuid
        left join rooms own_room on own_room.id = known.about
        left join sites site on site.id = known.about
        left join units unit on unit.id = known.about
        left join accounts account on known.area in ('account', 'role') and account.email = known.subject;

        drop table journal_before;
        """;
}
