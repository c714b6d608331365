using DiemCau.Meetings.Live;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Preparation;

/// <summary>"Mô hình phòng họp": how a conference is set up. Any meeting of its unit, and of units under it, may be run by it.</summary>
internal sealed class ConferenceTemplate
{
    public const int NameLength = 100;
    public const int NoteLength = 500;

    public Guid Id { get; init; }

    /// <summary>Null: the installation's, for every unit.</summary>
    public Guid? UnitId { get; init; }

    public required string Name { get; set; }

    public ConferenceMode Mode { get; set; }

    /// <summary>What everybody sees at the beginning.</summary>
    public LayoutCue Layout { get; set; }

    /// <summary>What the chair's own screen shows.</summary>
    public LayoutCue ChairLayout { get; set; }

    public MutePolicy Mutes { get; set; }

    public bool IsRecorded { get; set; }

    /// <summary>Delegates and whoever came by number and password wait until somebody who directs lets them in; sites do not.</summary>
    public bool HasWaitingRoom { get; set; }

    /// <summary>When to take this one.</summary>
    public string? Note { get; set; }
}

/// <summary>Which template a meeting is run by.</summary>
internal sealed class TemplateChoice
{
    public Guid MeetingId { get; init; }

    public Guid? TemplateId { get; set; }

    public DateTimeOffset ChosenAt { get; set; }

    public required string ChosenBy { get; set; }
}

internal sealed class TemplateConfiguration : IEntityTypeConfiguration<ConferenceTemplate>, IEntityTypeConfiguration<TemplateChoice>
{
    public void Configure(EntityTypeBuilder<ConferenceTemplate> builder)
    {
        builder.ToTable("conference_templates");
        builder.HasOne<Unit>().WithMany().HasForeignKey(template => template.UnitId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TemplateChoice> builder)
    {
        builder.ToTable("template_choices");
        builder.HasKey(choice => choice.MeetingId);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(choice => choice.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ConferenceTemplate>().WithMany().HasForeignKey(choice => choice.TemplateId).OnDelete(DeleteBehavior.SetNull);
    }
}
