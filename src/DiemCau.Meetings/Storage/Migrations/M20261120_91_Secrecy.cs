using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Whether the installation may carry state secrets.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_91_Secrecy")]
internal sealed class M20261120_91_Secrecy : SqlMigration
{
    protected override string Sql => """
        create table secrecy_rule (
          id integer primary key check (id = 1),
          state_secrets_permitted boolean not null,
          grounds text,
          changed_at timestamptz not null,
          changed_by text not null
        );
        """;
}
