using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>A return or a refusal knows its letters, which wait a moment, so that both can be taken back; those that are there have left.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_45_DecisionLetters")]
internal sealed class M20261130_45_DecisionLetters : SqlMigration
{
    protected override string Sql => """
        alter table approval_decisions add column letters uuid[] not null default '{}';
        """;
}
