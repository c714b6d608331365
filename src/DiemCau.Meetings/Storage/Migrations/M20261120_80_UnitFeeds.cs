using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Secret addresses of units' calendars.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_80_UnitFeeds")]
internal sealed class M20261120_80_UnitFeeds : SqlMigration
{
    protected override string Sql => """
        create table unit_feeds (
          unit_id uuid primary key references units on delete cascade,
          secret_hash bytea not null unique,
          protected_secret text not null,
          made_at timestamptz not null
        );
        """;
}
