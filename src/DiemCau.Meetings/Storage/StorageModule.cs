using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Storage;

internal static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services, string connectionString) =>
        services.AddDbContextFactory<DiemCauDb>(options => Configure(options, connectionString))
            .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContext())
            .AddSingleton<DatabaseSchema>()
            .AddSingleton<TableChanges>()
            .AddHostedService(provider => provider.GetRequiredService<TableChanges>());

    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString)
            // Migrations are written by hand and have no model snapshot to compare with; a test compares model and schema instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}
