using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The official letter by which a unit has asked for a meeting.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_31_RegistrationLetters")]
internal sealed class M20261129_31_RegistrationLetters : SqlMigration
{
    protected override string Sql => "alter table meetings add letter_number text, add letter_date date;";
}
