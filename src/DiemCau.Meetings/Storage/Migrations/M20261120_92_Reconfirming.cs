using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>For which time of a meeting its rosters and checklists were given.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_92_Reconfirming")]
internal sealed class M20261120_92_Reconfirming : SqlMigration
{
    protected override string Sql => """
        alter table duty_rosters add column given_for timestamptz;
        update duty_rosters set given_for = meetings.starts_at from meetings where meetings.id = duty_rosters.meeting_id;
        alter table checklist_marks add column given_for timestamptz;
        update checklist_marks set given_for = meetings.starts_at from meetings where meetings.id = checklist_marks.meeting_id;
        """;
}
