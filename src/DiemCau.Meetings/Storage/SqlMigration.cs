using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage;

/// <summary>
/// A step of the schema in plain SQL: one file per slice and change, never edited once released. Mark it with
/// <c>[DbContext(typeof(DiemCauDb))]</c> and <c>[Migration("20261120_01_Accounts")]</c>; steps run in the order of their ids.
/// </summary>
internal abstract class SqlMigration : Migration
{
    protected abstract string Sql { get; }

    protected sealed override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Sql);
}
