using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What units say of their sites, and who has changed and seen what.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_21_SiteDescriptions")]
internal sealed class M20261120_21_SiteDescriptions : SqlMigration
{
    protected override string Sql => """
        alter table sites
          add description jsonb not null default '{}',
          add completeness integer not null default 0,
          add version integer not null default 0,
          add changed_at timestamptz not null default now(),
          add changed_by uuid not null default '00000000-0000-0000-0000-000000000000';
        alter table sites
          alter description drop default, alter completeness drop default, alter version drop default,
          alter changed_at drop default, alter changed_by drop default;

        create table site_changes (
          id uuid primary key,
          site_id uuid not null references sites on delete cascade,
          at timestamptz not null,
          account_id uuid not null,
          by text not null,
          differences jsonb not null
        );
        create index site_changes_site on site_changes (site_id, at desc);

        create table site_readings (
          site_id uuid not null references sites on delete cascade,
          account_id uuid not null references accounts on delete cascade,
          seen_at timestamptz not null,
          primary key (site_id, account_id)
        );

        create table network_ranges (
          id uuid primary key,
          range cidr not null unique,
          line text not null
        );
        """;
}
