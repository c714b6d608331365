using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Clients name what they say, so that it is said once: a name counts within its conference, and nobody can take one away from another.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_10_ChatIdsOfClients")]
internal sealed class M20261130_10_ChatIdsOfClients : SqlMigration
{
    protected override string Sql => """
        alter table conference_chat drop constraint conference_chat_pkey, add primary key (conference_id, id);
        """;
}
