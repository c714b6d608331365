using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>By which lines the sites of one meeting may take part, where that is stricter than the installation's rule.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_50_MeetingLinePolicies")]
internal sealed class M20261129_50_MeetingLinePolicies : SqlMigration
{
    protected override string Sql => """
        create table meeting_line_policies (
          meeting_id uuid primary key references meetings on delete cascade,
          policy text not null,
          changed_at timestamptz not null,
          changed_by text not null
        );
        """;
}
