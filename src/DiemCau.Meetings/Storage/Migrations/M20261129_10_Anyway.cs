using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Steps that were made by decision, and how long a meeting called at short notice may take for what is to be done at once.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_10_Anyway")]
internal sealed class M20261129_10_Anyway : SqlMigration
{
    // Rules that an administrator has set get what the defaults of the same deadlines got.
    protected override string Sql => """
        alter table stage_passages add column is_anyway boolean not null default false;
        alter table deadline_rules add column at_once_minutes integer;
        update deadline_rules set at_once_minutes = 10 where deadline in ('Preparation', 'Connection');
        update deadline_rules set at_once_minutes = 15 where deadline = 'Readiness';
        update deadline_rules set latest_minutes = greatest(amount - 10, 0) where deadline = 'Connection' and measure = 'Minutes' and latest_minutes is null;
        """;
}
