using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace DiemCau.Meetings.Tests.Journal;

public sealed class JournalTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_write_that_is_repeated_because_its_answer_was_lost_keeps_each_line_once()
    {
        await using var db = await NewAsync();
        JournalEntry[] lines = [Line("conference.joined", Now), Line("conference.left", Now)];

        await JournalWriter.WriteAsync(db, lines, default);
        await JournalWriter.WriteAsync(db, [.. lines, Line("conference.ended", Now)], default);

        Assert.Equal(["conference.joined", "conference.left", "conference.ended"], await ActionsAsync(db));
    }

    [Fact]
    public void What_one_process_notes_within_a_millisecond_keeps_its_order()
    {
        var ids = Enumerable.Range(0, 5_000).Select(_ => TimeOrderedId.New(Now)).ToList();

        Assert.Equal(ids, ids.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, Now.ToUnixTimeMilliseconds()), (id.Version, Convert.ToInt64(id.ToString("N")[..12], 16))));
    }

    [Theory]
    [InlineData("update {0} set action = 'x'")]
    [InlineData("delete from {0}")]
    [InlineData("delete from {0} where false")]
    [InlineData("truncate {0}")]
    public async Task The_database_refuses_to_change_or_to_remove_lines_in_the_journal_and_in_each_of_its_months(string statement)
    {
        await using var db = await NewAsync();
        await JournalWriter.WriteAsync(db, [Line("unit.added", Now), Line("unit.added", Now.AddYears(-30))], default);

        foreach (var table in new[] { "journal", $"journal_{Now.UtcDateTime:yyyy_MM}", "journal_other" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(string.Format(null, statement, table)));
            Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        }

        Assert.Equal(2, await db.Journal.CountAsync());
    }

    [Fact]
    public async Task Not_even_lines_of_a_month_that_was_attached_by_hand_are_removed()
    {
        await using var db = await NewAsync();
        await db.Database.ExecuteSqlRawAsync("create table journal_old partition of journal for values from ('2001-01-01') to ('2002-01-01')");
        await JournalWriter.WriteAsync(db, [Line("unit.added", new(2001, 5, 1, 0, 0, 0, TimeSpan.Zero))], default);

        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("delete from journal_old"));
        Assert.Equal(1, await db.Journal.CountAsync());
    }

    [Fact]
    public async Task A_line_of_a_month_that_nobody_has_added_is_kept_and_moved_into_its_month()
    {
        await using var db = await NewAsync();
        var far = Now.AddYears(3);
        await JournalWriter.WriteAsync(db, [Line("conference.joined", far), Line("conference.left", far.AddYears(1))], default);
        Assert.Equal(2, await CountAsync(db, "journal_other"));

        var added = await db.Database.SqlQuery<bool>($"select journal_add_month({DateOnly.FromDateTime(far.UtcDateTime)}) as \"Value\"").SingleAsync();

        Assert.True(added);
        Assert.Equal((1, 1), (await CountAsync(db, $"journal_{far.UtcDateTime:yyyy_MM}"), await CountAsync(db, "journal_other")));
        Assert.Equal(["conference.joined", "conference.left"], await ActionsAsync(db));
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("delete from journal_other"));
    }

    [Fact]
    public async Task A_line_about_a_meeting_or_a_site_belongs_to_the_unit_that_holds_it()
    {
        await using var db = await NewAsync();
        var (unit, meeting) = (Guid.NewGuid(), Guid.NewGuid());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into units (id, name, created_at, kind) values ({unit}, 'Sở', now(), 'Office')
            """);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into meetings (id, unit_id, created_at, changed_at, version, stage, kind, title, priority, is_state_secret, site_count)
            values ({meeting}, {unit}, now(), now(), 1, 'Approved', 'Planned', 'Họp', 'Other', false, 0)
            """);

        await JournalWriter.WriteAsync(db, [new() { Id = Guid.NewGuid(), At = Now, Action = "notice.sent", Detail = "{}", MeetingId = meeting }], default);

        Assert.Equal(unit, await db.Journal.Select(line => line.UnitId).SingleAsync());
    }

    [Fact]
    public async Task U_0000_that_PostgreSQL_cannot_keep_costs_no_line()
    {
        await using var db = await NewAsync();
        await JournalWriter.WriteAsync(
            db, [new() { Id = Guid.NewGuid(), At = Now, Action = "room.created", Subject = "a\0b", Detail = JournalWriter.DetailOf(new { Name = "a\0b" }) }], default);

        Assert.Equal("a\ufffdb", await db.Journal.Select(line => line.Subject).SingleAsync());
    }

    [Fact]
    public async Task Months_younger_than_a_year_cannot_be_removed_and_what_is_removed_is_noted()
    {
        await using var db = await NewAsync();
        var old = Now.AddMonths(-14);
        await db.Database.ExecuteSqlAsync($"select journal_add_month({DateOnly.FromDateTime(old.UtcDateTime)})");
        await JournalWriter.WriteAsync(db, [Line("room.created", old), Line("room.deleted", old), Line("room.created", Now)], default);

        foreach (var (month, kept) in new[] { (Now, 12), (Now.AddMonths(-11), 12), (old, 11), (old, 24) })
        {
            await Assert.ThrowsAsync<PostgresException>(() => RemoveAsync(db, month, kept));
        }

        Assert.Equal(2, await RemoveAsync(db, old, 12));
        Assert.Null(await RemoveAsync(db, old, 12));

        var noted = await db.Journal.SingleAsync(line => line.Action == "journal.month_removed");
        Assert.Equal((JournalSeverity.Warning, $"{old.UtcDateTime:yyyy-MM}"), (noted.Severity, noted.Subject));
        Assert.Contains("\"lines\": 2", noted.Detail, StringComparison.Ordinal);
        Assert.Equal(1, await db.Journal.CountAsync(line => line.Action.StartsWith("room.")));
    }

    [Fact]
    public async Task The_lines_of_older_versions_are_taken_along_with_what_they_are_about()
    {
        await using var db = Open(await TestDatabases.NewEmptyAsync());
        var migrator = db.GetService<IMigrator>();
        // EF takes only what begins with fourteen digits for an id, and anything else for what follows them.
        await migrator.MigrateAsync("20261120_93_MailFiles"["20261120000000_".Length..]);
        var (unit, account, conference, room, person) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await db.Database.ExecuteSqlAsync(
            $$"""
            insert into units (id, name, created_at, kind) values ({{unit}}, 'Sở', now(), 'Office');
            insert into accounts (id, email, unit_id, state, stamp, two_factor_enabled, two_factor_last_step, created_at, unit_confirmed)
            values ({{account}}, 'so@tinh.gov.vn', {{unit}}, 'Active', '', false, 0, now(), true);
            insert into rooms (id, name, owner_id, unit_id, mode, waiting_room, slug, password_hash, created_at)
            values ({{room}}, 'Giao ban', {{account}}, {{unit}}, 'Conference', false, 'giao-ban', '', now());
            insert into conferences (id, room_id, opened_at, participants, state, written_at) values ({{conference}}, {{room}}, now(), 0, '{}', now());
            insert into journal (at, actor_id, action, subject, detail, address) values
              (now() - interval '20 months', {{account}}, 'account.signed_in', 'so@tinh.gov.vn', '{}', '10.0.0.1'),
              (now(), null, 'conference.joined', {{conference.ToString()}}, jsonb_build_object('participantId', {{person}}, 'displayName', 'Xã Ea Kao', 'by', null), null),
              (now(), null, 'conference.left', {{conference.ToString()}}, jsonb_build_object('participantId', {{person}}, 'displayName', 'Xã Ea Kao', 'by', null), null);
            """);

        await migrator.MigrateAsync();

        var lines = await db.Journal.OrderBy(line => line.At).ThenBy(line => line.Id).ToListAsync();
        Assert.Equal(["account.signed_in", "conference.joined", "conference.left"], lines.Select(line => line.Action));
        Assert.Equal(("so@tinh.gov.vn", account, unit, "10.0.0.1"), (lines[0].Actor, lines[0].ActorId, lines[0].UnitId, lines[0].Address));
        Assert.Equal((conference, unit, person, "Xã Ea Kao", "{}"), (lines[1].ConferenceId, lines[1].UnitId, lines[1].ParticipantId, lines[1].Subject, lines[1].Detail));
        Assert.Equal(0, await CountAsync(db, "journal_other"));
    }

    private static Task<long?> RemoveAsync(DiemCauDb db, DateTimeOffset month, int kept) =>
        db.Database.SqlQuery<long?>($"select journal_remove_month({DateOnly.FromDateTime(month.UtcDateTime)}, {kept}) as \"Value\"").SingleAsync();

    private static Task<int> CountAsync(DiemCauDb db, string table) =>
        db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from journal where tableoid = {table}::regclass").SingleAsync();

    private static Task<List<string>> ActionsAsync(DiemCauDb db) =>
        db.Journal.OrderBy(line => line.At).ThenBy(line => line.Id).Select(line => line.Action).ToListAsync();

    private static JournalEntry Line(string action, DateTimeOffset at) => new() { Id = TimeOrderedId.New(at), At = at, Action = action, Detail = "{}" };

    private static async Task<DiemCauDb> NewAsync() => Open(await TestDatabases.NewAsync());

    private static DiemCauDb Open(string address)
    {
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, address);
        return new(options.Options);
    }
}
