using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>The scan of the official letter that asks for a meeting, apart from the meeting's papers; one at most.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261129_52_LetterScans")]
internal sealed class M20261129_52_LetterScans : SqlMigration
{
    protected override string Sql => """
        alter table meeting_papers add kind text not null default 'Paper';
        create unique index meeting_papers_letter on meeting_papers (meeting_id) where kind = 'Letter';
        """;
}
