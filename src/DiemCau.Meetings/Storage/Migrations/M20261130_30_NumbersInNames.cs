using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Numbers in names are sorted as numbers: "Phường 2" before "Phường 10".</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_30_NumbersInNames")]
internal sealed class M20261130_30_NumbersInNames : SqlMigration
{
    // What a collation does cannot be altered; the one index that is in its order is made anew.
    protected override string Sql => """
        drop index units_children;
        alter collation vietnamese rename to vietnamese_by_digits;
        create collation vietnamese (provider = icu, locale = 'vi-u-kn-true');
        create index units_children on units (parent_id, name collate vietnamese);
        drop collation vietnamese_by_digits;
        """;
}
