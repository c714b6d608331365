using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Journal;

/// <summary>
/// What people whom nobody knows tried with mailboxes that may not exist. Apart from the journal, because anybody can write here and nobody
/// can delete there: equal attempts of a day are one row with a count, a network address gets so many rows a day, all together so many,
/// and whatever goes beyond is only counted.
/// </summary>
internal sealed class StrangerAttempts(IHttpContextAccessor http, TimeProvider time)
{
    public const string SignIn = "account.sign_in_failed";
    public const string PasswordForgotten = "account.password_forgotten";
    public const string Registration = "account.registered";

    /// <summary>Whole provinces sit behind one address, and do not misspell a hundred mailboxes a day.</summary>
    public const int MostOfAnAddress = 100;

    /// <summary>3 MB, which are counted in two milliseconds.</summary>
    public const int Most = 20_000;

    /// <summary>In a statement of its own; no transaction need be open.</summary>
    public Task NoteAsync(DiemCauDb db, string action, string mailbox, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var address = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into stranger_attempts as known (day, action, address, mailbox, attempts, first_at, last_at)
            select {day}, {action}, case when is_full then '' else {address} end, case when is_full or has_enough then '' else {mailbox} end, 1, {now}, {now}
            from (select
              not exists (select from stranger_attempts where (day, action, address, mailbox) = ({day}, {action}, {address}, {mailbox})) as is_new) asked,
            lateral (select
              is_new and (select count(*) from (select from stranger_attempts limit {Most}) rows) >= {Most} as is_full,
              is_new and (select count(*) from stranger_attempts where (day, address) = ({day}, {address})) >= {MostOfAnAddress} as has_enough) bounds
            on conflict (day, action, address, mailbox) do update set attempts = known.attempts + 1, last_at = excluded.last_at
            """,
            cancellation);
    }

    public static Task ForgetAsync(DiemCauDb db, DateTimeOffset before, CancellationToken cancellation) =>
        db.StrangerAttempts.Where(attempts => attempts.LastAt < before).ExecuteDeleteAsync(cancellation);
}

/// <summary>Equal attempts of one day (UTC).</summary>
internal sealed class StrangerAttemptsRow
{
    public DateOnly Day { get; init; }

    public required string Action { get; init; }

    /// <summary>The network address; empty: of many, when there was no room for more.</summary>
    public required string Address { get; init; }

    /// <summary>As it was typed; empty: many.</summary>
    public required string Mailbox { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

internal sealed class StrangerAttemptsConfiguration : IEntityTypeConfiguration<StrangerAttemptsRow>
{
    public void Configure(EntityTypeBuilder<StrangerAttemptsRow> builder)
    {
        builder.ToTable("stranger_attempts");
        builder.HasKey(row => new { row.Day, row.Action, row.Address, row.Mailbox });
    }
}

internal static class StrangerAttemptsStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<StrangerAttemptsRow> StrangerAttempts => db.Set<StrangerAttemptsRow>();
    }
}
