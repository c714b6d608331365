using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DiemCau.Meetings.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task Every_mapped_column_exists_with_its_type_and_nullability()
    {
        await using var db = Open(await TestDatabases.NewAsync());
        var real = await db.Database.SqlQueryRaw<string>("""
            select format('%s.%s %s%s', table_name, column_name,
              case data_type when 'ARRAY' then substr(udt_name, 2) || '[]' else data_type end,
              case is_nullable when 'YES' then '' else ' not null' end) as "Value"
            from information_schema.columns where table_schema = 'public'
            """).ToListAsync();

        var mapped = db.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null).SelectMany(entity => entity.GetProperties()
            .Select(property => $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()}{(property.IsNullable ? "" : " not null")}"));

        Assert.Empty(mapped.Except(real));
    }

    [Fact]
    public async Task Servers_that_start_at_once_migrate_one_after_the_other()
    {
        var address = await TestDatabases.NewEmptyAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            new ServiceCollection().AddLogging().AddStorage(address).BuildServiceProvider().GetRequiredService<DatabaseSchema>().MigrateAsync(default)));

        await using var db = Open(address);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Words_without_accents_find_names_with_them()
    {
        await using var db = await WithUnits("UBND tỉnh Đắk Lắk", "Sở Y tế");

        var found = await db.Units.Where(unit => DiemCauDb.Fold(unit.Name).Contains(DiemCauDb.Fold("dak LAK"))).Select(unit => unit.Name).ToListAsync();

        Assert.Equal(["UBND tỉnh Đắk Lắk"], found);
    }

    [Fact]
    public async Task Names_are_sorted_as_Vietnamese_does()
    {
        await using var db = await WithUnits("Đức Cơ", "Ea Kao", "Dak Pơ", "Ân Thi", "An Khê", "Ăn Trạch");

        var sorted = await db.Units.OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).Select(unit => unit.Name).ToListAsync();

        Assert.Equal(["An Khê", "Ăn Trạch", "Ân Thi", "Dak Pơ", "Đức Cơ", "Ea Kao"], sorted);
    }

    [Fact]
    public async Task Numbers_in_names_are_sorted_by_what_they_are()
    {
        await using var db = await WithUnits("Phường 10", "Phường 2", "Phường 1", "Phường 11");

        var sorted = await db.Units.OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).Select(unit => unit.Name).ToListAsync();

        Assert.Equal(["Phường 1", "Phường 2", "Phường 10", "Phường 11"], sorted);
    }

    [Fact]
    public async Task The_journal_cannot_be_rewritten()
    {
        await using var db = Open(await TestDatabases.NewAsync());
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("update journal set action = ''"));
    }

    private static async Task<DiemCauDb> WithUnits(params string[] names)
    {
        var db = Open(await TestDatabases.NewAsync());
        db.Units.AddRange(names.Select(name => new Unit { Id = Guid.NewGuid(), Name = name, CreatedAt = TimeProvider.System.GetUtcNow() }));
        await db.SaveChangesAsync();
        return db;
    }

    private static DiemCauDb Open(string address)
    {
        var options = new DbContextOptionsBuilder<DiemCauDb>();
        StorageModule.Configure(options, address);
        return new(options.Options);
    }
}
