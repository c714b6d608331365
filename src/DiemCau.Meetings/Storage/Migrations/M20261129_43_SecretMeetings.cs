using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Every list asks which meetings hold state secrets: few, or none.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_43_SecretMeetings")]
internal sealed class M20261129_43_SecretMeetings : SqlMigration
{
    protected override string Sql => """
        create index meetings_state_secret on meetings (id) where is_state_secret;
        """;
}
