using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notifications;

/// <summary>A mailbox that mails do not reach, shown wherever its owner is. Forgotten when nothing has failed for a month.</summary>
internal sealed class UndeliverableAddress
{
    /// <summary>Lower case.</summary>
    public required string Address { get; init; }

    /// <summary>The mail server's answer, or the report's.</summary>
    public required string Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public static Task NoteAsync(DiemCauDb db, string address, string? reason, DateTimeOffset now, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into undeliverable_addresses (address, reason, at) values ({address}, {reason ?? ""}, {now})
            on conflict (address) do update set reason = excluded.reason, at = excluded.at
            """, cancellation);
}

internal sealed class UndeliverableAddressConfiguration : IEntityTypeConfiguration<UndeliverableAddress>
{
    public void Configure(EntityTypeBuilder<UndeliverableAddress> builder)
    {
        builder.ToTable("undeliverable_addresses");
        builder.HasKey(undeliverable => undeliverable.Address);
    }
}
