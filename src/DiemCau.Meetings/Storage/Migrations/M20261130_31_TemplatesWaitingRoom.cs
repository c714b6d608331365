using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>A template says whether its conferences begin with a waiting room; those that are there have none.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_31_TemplatesWaitingRoom")]
internal sealed class M20261130_31_TemplatesWaitingRoom : SqlMigration
{
    protected override string Sql => """
        alter table conference_templates add column has_waiting_room boolean not null default false;
        """;
}
