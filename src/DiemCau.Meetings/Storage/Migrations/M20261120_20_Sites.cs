using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

[DbContext(typeof(DiemCauDb))]
[Migration("20261120_20_Sites")]
internal sealed class M20261120_20_Sites : SqlMigration
{
    protected override string Sql => """
        create table sites (
          id uuid primary key,
          unit_id uuid not null references units,
          name text not null,
          place text not null,
          valid_from date not null,
          valid_to date,
          created_at timestamptz not null,
          search_text text not null generated always as (fold(name || ' ' || place)) stored,
          check (valid_to >= valid_from)
        );
        create unique index sites_name on sites (unit_id, fold(name));
        """;
}
