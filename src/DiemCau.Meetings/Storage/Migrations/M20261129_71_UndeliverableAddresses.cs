using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Mailboxes that mails do not reach.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_71_UndeliverableAddresses")]
internal sealed class M20261129_71_UndeliverableAddresses : SqlMigration
{
    protected override string Sql => """
        create table undeliverable_addresses (
          address text primary key,
          reason text not null,
          at timestamptz not null
        );
        """;
}
