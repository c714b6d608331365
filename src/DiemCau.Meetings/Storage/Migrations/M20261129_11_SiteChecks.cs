using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Technical checks of sites, every one that was made.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_11_SiteChecks")]
internal sealed class M20261129_11_SiteChecks : SqlMigration
{
    protected override string Sql => """
        create table site_checks (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          site_id uuid not null,
          result text not null,
          note text,
          at timestamptz not null,
          by_id uuid,
          by text not null,
          given_for timestamptz,
          is_current boolean not null
        );
        create unique index site_checks_current on site_checks (meeting_id, site_id) where is_current;
        create index site_checks_site on site_checks (meeting_id, site_id, at);
        """;
}
