using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Tests.TechnicalCheck;

public sealed class EarlierChecksTests
{
    [Fact]
    public async Task Checks_of_one_word_say_it_of_each_item_that_every_site_has()
    {
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, await TestDatabases.NewEmptyAsync());
        await using var db = new DiemCauDb(options.Options);
        var migrator = db.GetService<IMigrator>();
        // EF takes only what begins with fourteen digits for an id, and anything else for what follows them.
        await migrator.MigrateAsync("20261130_40_TableChanges"["20261120000000_".Length..]);
        var (unit, meeting, site) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await db.Database.ExecuteSqlAsync(
            $$"""
            insert into units (id, name, created_at, kind) values ({{unit}}, 'Sở', now(), 'Office');
            insert into meetings (id, unit_id, kind, stage, title, priority, is_state_secret, version, created_at, changed_at, site_count)
            values ({{meeting}}, {{unit}}, 'Planned', 'TechnicalCheck', 'Giao ban', 'Normal', false, 1, now(), now(), 1);
            insert into site_checks (id, meeting_id, site_id, result, note, at, by, given_for, is_current) values
              (gen_random_uuid(), {{meeting}}, {{site}}, 'Failed', 'Mất điện', now() - interval '1 hour', 'UBND huyện', null, false),
              (gen_random_uuid(), {{meeting}}, {{site}}, 'Passed', null, now(), 'UBND huyện', null, true);
            """);

        await migrator.MigrateAsync();

        var words = await db.ItemChecks.ToListAsync();
        Assert.Equal(16, words.Count);
        Assert.DoesNotContain(words, word => word.Item == CheckItem.BackupLine);
        Assert.All(words, word => Assert.Equal(word.IsCurrent ? CheckResult.Passed : CheckResult.Failed, word.Result));
    }
}
