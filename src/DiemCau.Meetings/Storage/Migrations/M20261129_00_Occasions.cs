using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>
/// A conference is held for an occasion (a room, a meeting, a check run), which has at most one that lives, and keeps the terms it opened with.
/// Conferences that were going on begin with an empty list: their clients come back by themselves.
/// </summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_00_Occasions")]
internal sealed class M20261129_00_Occasions : SqlMigration
{
    protected override string Sql => """
        alter table conferences add occasion_kind text, add occasion_id uuid, add terms jsonb;
        update conferences set occasion_kind = 'Room', occasion_id = conferences.room_id, terms = jsonb_build_object(
            'name', rooms.name,
            'unitId', rooms.unit_id,
            'unitName', coalesce(units.name, split_part(accounts.email, '@', 1)),
            'mode', lower(left(rooms.mode, 1)) || substr(rooms.mode, 2),
            'waitingRoom', rooms.waiting_room)
          from rooms join accounts on accounts.id = rooms.owner_id left join units on units.id = rooms.unit_id
          where rooms.id = conferences.room_id;
        alter table conferences alter occasion_kind set not null, alter occasion_id set not null, alter terms set not null;
        drop index conferences_live;
        drop index conferences_room;
        alter table conferences drop column room_id;
        create unique index conferences_living on conferences (occasion_kind, occasion_id) where ended_at is null;
        create index conferences_occasion on conferences (occasion_id, opened_at);
        """;
}
