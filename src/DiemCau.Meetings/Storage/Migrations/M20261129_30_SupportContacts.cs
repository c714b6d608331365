using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Whom to call when something does not work.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_30_SupportContacts")]
internal sealed class M20261129_30_SupportContacts : SqlMigration
{
    protected override string Sql => """
        create table support_contacts (
          id uuid primary key,
          position int not null unique,
          name text not null,
          purpose text,
          phone text,
          zalo text
        );
        """;
}
