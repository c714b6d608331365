using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>How the media of each stay got to the server, and what worked for a site by each kind of line.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_20_SiteWays")]
internal sealed class M20261130_20_SiteWays : SqlMigration
{
    protected override string Sql => """
        alter table connections add column way text;

        create table site_ways (
          site_id uuid not null references sites on delete cascade,
          line text not null,
          way text not null,
          seen_at timestamptz not null,
          primary key (site_id, line)
        );
        """;
}
