using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

[DbContext(typeof(DiemCauDb))]
[Migration("20261120_01_Notifications")]
internal sealed class M20261120_01_Notifications : SqlMigration
{
    protected override string Sql => """
        create table mails (
          id uuid primary key,
          recipient text not null,
          subject text not null,
          text text not null,
          html text not null,
          calendar bytea,
          calendar_method text,
          created_at timestamptz not null,
          state text not null,
          attempts integer not null,
          next_attempt_at timestamptz not null,
          settled_at timestamptz,
          last_error text
        );
        create index mails_waiting on mails (next_attempt_at) where state = 'Waiting';
        create index mails_settled on mails (settled_at) where state <> 'Waiting';
        """;
}
