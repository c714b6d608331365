using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>Somebody registers a mailbox in the very moment in which somebody else does something with it.</summary>
internal static class Registering
{
    /// <summary>The mailbox is registered by a transaction that ends only when what is done meanwhile waits for it.</summary>
    public static async Task<Answer> MeanwhileAsync(TestInstallation installation, string email, Func<Task<Answer>> act)
    {
        var contexts = installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>();
        await using var db = await contexts.CreateDbContextAsync();
        await using var registration = await db.Database.BeginTransactionAsync();
        db.Accounts.Add(Account.Register(email, installation.Time.GetUtcNow()));
        await db.SaveChangesAsync();

        var acting = act();
        while (!acting.IsCompleted && !await installation.QueryAsync(other => other.Database.SqlQuery<bool>(
            $"select exists(select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as \"Value\"").SingleAsync()))
        {
            await Task.Delay(20);
        }

        await registration.CommitAsync();
        return await acting;
    }
}
