using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Notices of meetings: what their issuers wrote, each edition as it was sent, who has it and what became of it.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_50_Notices")]
internal sealed class M20261120_50_Notices : SqlMigration
{
    protected override string Sql => """
        create table notices (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          issuer_id uuid not null references units,
          scope text not null,
          form jsonb not null,
          version integer not null,
          edition integer not null,
          sequence integer not null,
          is_withdrawn boolean not null,
          sent_at timestamptz,
          sent_by_name text,
          organizer text,
          told_start timestamptz
        );
        create unique index notices_session on notices (meeting_id) where scope = 'Session';
        create unique index notices_branch on notices (meeting_id, issuer_id) where scope = 'Branch';

        create table notice_editions (
          notice_id uuid not null references notices on delete cascade,
          edition integer not null,
          kind text not null,
          letter jsonb not null,
          at timestamptz not null,
          by_name text not null,
          primary key (notice_id, edition)
        );

        create table notice_copies (
          id uuid primary key,
          notice_id uuid not null references notices on delete cascade,
          meeting_id uuid not null,
          site_id uuid not null,
          unit_id uuid not null references units,
          site_name text not null,
          edition integer not null,
          kind text not null,
          part jsonb not null,
          sent_at timestamptz not null,
          seen_at timestamptz,
          seen_by_name text,
          acknowledged_at timestamptz,
          acknowledged_by_id uuid,
          acknowledged_by_name text,
          remark text,
          reminded_at timestamptz,
          unique (notice_id, site_id)
        );
        create index notice_copies_unit on notice_copies (unit_id, sent_at desc);
        create index notice_copies_meeting on notice_copies (meeting_id);
        create index notice_copies_unseen on notice_copies (sent_at) where seen_at is null and reminded_at is null and kind <> 'Withdrawn';

        create table meeting_tidings (
          id uuid primary key,
          meeting_id uuid not null references meetings on delete cascade,
          unit_id uuid not null references units,
          account_id uuid,
          verb text not null,
          by_name text not null,
          reason text,
          at timestamptz not null,
          seen_at timestamptz
        );
        create index meeting_tidings_unit on meeting_tidings (unit_id, at desc);
        create index meeting_tidings_account on meeting_tidings (account_id, at desc);
        """;
}
