using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Files that mails carry, each once however many mails carry it.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_93_MailFiles")]
internal sealed class M20261120_93_MailFiles : SqlMigration
{
    protected override string Sql => """
        create table mail_files (
          id uuid primary key,
          name text not null,
          media_type text not null,
          content bytea not null,
          added_at timestamptz not null
        );
        alter table mails add column file_id uuid references mail_files on delete set null;
        create index mails_file on mails (file_id) where file_id is not null;
        """;
}
