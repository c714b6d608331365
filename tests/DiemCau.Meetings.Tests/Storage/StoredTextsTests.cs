using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Storage;

public sealed class StoredTextsTests
{
    [Fact]
    public async Task What_was_stored_before_there_was_a_border_is_put_right_and_the_journal_says_what()
    {
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, await TestDatabases.NewEmptyAsync());
        await using var db = new DiemCauDb(options.Options);
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("""
            insert into units (id, name, kind, created_at) values
              (gen_random_uuid(), E'UBND x\u00e3\uFFFE M\u1ed9t\u200b', 'Authority', now()),
              (gen_random_uuid(), 'UBND xã Hai', 'Authority', now()),
              (gen_random_uuid(), E'UBND xã Hai\u200b', 'Authority', now()),
              (gen_random_uuid(), E'UBND xa\u0303 Ba', 'Authority', now()),
              (gen_random_uuid(), E'UBND tỉnh Đắk Lắ\u043a', 'Authority', now());
            insert into sites (id, unit_id, name, place, description, completeness, version, changed_at, changed_by, valid_from, created_at)
              select gen_random_uuid(), id, E'Phòng\u000b họp', E'Tầng 1\n\u0007nhà A', '{{"contacts":[{{"role":"leader","name":"Nguyễn\u000b Văn A\\\\u0007"}}]}}', 0, 0, now(), gen_random_uuid(), '2026-01-01', now()
              from units where name = 'UBND xã Hai';
            """);

        // As an installation that has not taken this step yet.
        await db.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsHistory\" where \"MigrationId\" like '%StoredTexts'");
        await db.Database.MigrateAsync();

        Assert.Equal(
            ["UBND tỉnh Đắk Lắ\u043a", "UBND xã Ba", "UBND xã Hai", "UBND xã Hai\u200b", "UBND xã Một"],
            (await db.Database.SqlQuery<string>($"select name as \"Value\" from units").ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("Phòng họp|Tầng 1\nnhà A|Nguyễn Văn A\\\\u0007", (await db.Database.SqlQuery<string>(
            $"select name || '|' || place || '|' || (description #>> '{{contacts,0,name}}') as \"Value\" from sites").ToListAsync()).Single());
        Assert.Equal(
            ["text.left units.name 1", "text.repaired sites.description 1", "text.repaired sites.name 1", "text.repaired sites.place 1", "text.repaired units.name 2", "text.suspicious units.name 1"],
            await db.Database.SqlQuery<string>($"select action || ' ' || subject || ' ' || count(*) as \"Value\" from journal group by action, subject order by 1").ToListAsync());
    }

    [Fact]
    public async Task Names_that_differ_by_letters_nobody_sees_are_put_right_and_the_journal_says_what()
    {
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, await TestDatabases.NewEmptyAsync());
        await using var db = new DiemCauDb(options.Options);
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("""
            insert into units (id, name, kind, created_at) values
              (gen_random_uuid(), E'UBND xã\U000E0041\u3164 Một', 'Authority', now()),
              (gen_random_uuid(), E'UBND tỉnh Ðắk\uFE0F\u2800 Lắk', 'Authority', now()),
              (gen_random_uuid(), 'UBND xã Hai', 'Authority', now()),
              (gen_random_uuid(), E'UBND xã Hai\uFFFA', 'Authority', now()),
              (gen_random_uuid(), E'Nhóm \U0001F3F4\U000E0067\U000E007F', 'Other', now());
            """);
        await db.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsHistory\" where \"MigrationId\" like '%NamesWithUnseenLetters'");
        await db.Database.MigrateAsync();

        Assert.Equal(
            ["Nhóm \U0001F3F4\U000E0067\U000E007F", "UBND tỉnh Đắk Lắk", "UBND xã Hai", "UBND xã Hai\ufffa", "UBND xã Một"],
            (await db.Database.SqlQuery<string>($"select name as \"Value\" from units").ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["text.left units.name 1", "text.repaired units.name 2"],
            await db.Database.SqlQuery<string>($"select action || ' ' || subject || ' ' || count(*) as \"Value\" from journal group by action, subject order by 1").ToListAsync());
    }
}
