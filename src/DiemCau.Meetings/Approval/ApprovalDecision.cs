using System.Text.Json;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Approval;

/// <summary>What the approving office has decided about a meeting, with its reason and what it offers instead.</summary>
internal sealed class ApprovalDecision
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ByName { get; init; }

    public ApprovalVerdict Verdict { get; init; }

    public string? Reason { get; init; }

    /// <summary>Times at which the meeting would fit, when this was decided.</summary>
    public IReadOnlyList<DateTimeOffset> Proposals { get; init; } = [];

    /// <summary>Its mails: while they wait it can be taken back with them.</summary>
    public Guid[] Letters { get; set; } = [];

    /// <summary>For whom it had to make room.</summary>
    public Guid? DisplacedById { get; init; }
}

/// <summary>
/// CounterProposed: returned with other times of which the registering unit need only accept one. TakenBack: an answer that nobody has acted
/// upon yet, to be looked at again.
/// </summary>
public enum ApprovalVerdict { Approved, Returned, Rejected, CounterProposed, Displaced, Rescheduled, TakenBack }

internal sealed class ApprovalDecisionConfiguration : IEntityTypeConfiguration<ApprovalDecision>
{
    public void Configure(EntityTypeBuilder<ApprovalDecision> builder)
    {
        builder.ToTable("approval_decisions");
        builder.Property(decision => decision.Proposals).HasColumnType("jsonb").HasConversion(
            times => JsonSerializer.Serialize(times, JsonSerializerOptions.Web),
            stored => JsonSerializer.Deserialize<IReadOnlyList<DateTimeOffset>>(stored, JsonSerializerOptions.Web)!,
            // A decision is never changed: its times are the same when they are the same list.
            new ValueComparer<IReadOnlyList<DateTimeOffset>>(favorStructuralComparisons: false));
    }
}

internal static class ApprovalStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<ApprovalDecision> ApprovalDecisions => db.Set<ApprovalDecision>();
    }
}
