using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>What strangers tried, apart from the journal and bounded; and what the rounds that forget old things look for.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_21_StrangerAttempts")]
internal sealed class M20261129_21_StrangerAttempts : SqlMigration
{
    protected override string Sql => """
        create table stranger_attempts (
          day date not null,
          action text not null,
          address text not null,
          mailbox text not null,
          attempts integer not null,
          first_at timestamptz not null,
          last_at timestamptz not null,
          primary key (day, action, address, mailbox)
        );
        create index stranger_attempts_address on stranger_attempts (day, address);
        create index stranger_attempts_last on stranger_attempts (last_at);

        create index reminders_due on reminders (due_at);
        create index conferences_ended on conferences (ended_at) where ended_at is not null;
        """;
}
