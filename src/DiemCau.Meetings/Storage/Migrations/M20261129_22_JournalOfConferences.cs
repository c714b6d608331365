using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What happens in a conference to nobody of a unit, such as its opening, belongs to the unit that holds it.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_22_JournalOfConferences")]
internal sealed class M20261129_22_JournalOfConferences : SqlMigration
{
    protected override string Sql => """
        create or replace function journal_belongs_to_unit() returns trigger language plpgsql as $$
        begin
          new.unit_id := coalesce(
            (select unit_id from sites where id = new.site_id), (select unit_id from meetings where id = new.meeting_id),
            (select (terms ->> 'unitId')::uuid from conferences where id = new.conference_id));
          return new;
        end $$;
        drop trigger journal_unit on journal;
        create trigger journal_unit before insert on journal
          for each row when (new.unit_id is null and (new.site_id is not null or new.meeting_id is not null or new.conference_id is not null))
          execute function journal_belongs_to_unit();
        """;
}
