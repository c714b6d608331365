using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Servers are told what their rounds look for (<see cref="TableChanges"/>).</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261130_40_TableChanges")]
internal sealed class M20261130_40_TableChanges : SqlMigration
{
    // Once a statement, and the database keeps one of several in a transaction: five hundred mails of a notice are one notification.
    protected override string Sql => """
        create function notify_change() returns trigger language plpgsql as $$
        begin
          perform pg_notify('diemcau_changes', tg_argv[0]);
          return null;
        end $$;

        create trigger mails_changed after insert or update of next_attempt_at on mails
          for each statement execute function notify_change('mails');
        create trigger meetings_changed after insert or update of stage, starts_at, ends_at on meetings
          for each statement execute function notify_change('sessions');
        create trigger session_orders_changed after insert on session_orders
          for each statement execute function notify_change('sessions');
        """;
}
