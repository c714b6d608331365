using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Preparation;

/// <summary>What prepares: the media servers' operators, the main site, a member site.</summary>
internal enum StationRole { Mcu, Main, Member }

/// <summary>"Danh mục chuẩn bị": one thing that every station of a role sees to before the technical check.</summary>
internal sealed class ChecklistItem
{
    public const int TextLength = 300;
    public const int MostItems = 60;

    public Guid Id { get; init; }

    public StationRole Role { get; init; }

    public int Position { get; set; }

    public required string Text { get; set; }

    /// <summary>Taken off the list; marks of earlier meetings keep it.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>That a station has seen to an item, or why not.</summary>
internal sealed class ChecklistMark
{
    public const int RemarkLength = 500;

    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    /// <summary>Null: the media servers' operators.</summary>
    public Guid? SiteId { get; init; }

    public Guid ItemId { get; init; }

    /// <summary>False: looked at and not right; the remark says why.</summary>
    public bool IsDone { get; set; }

    public string? Remark { get; set; }

    public DateTimeOffset At { get; set; }

    public required string By { get; set; }

    /// <summary>The meeting's beginning before which it was seen to; before another one it is to be seen to anew.</summary>
    public DateTimeOffset? GivenFor { get; set; }
}

internal sealed class ChecklistConfiguration : IEntityTypeConfiguration<ChecklistItem>, IEntityTypeConfiguration<ChecklistMark>
{
    public void Configure(EntityTypeBuilder<ChecklistItem> builder) => builder.ToTable("checklist_items");

    public void Configure(EntityTypeBuilder<ChecklistMark> builder)
    {
        builder.ToTable("checklist_marks");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(mark => mark.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ChecklistItem>().WithMany().HasForeignKey(mark => mark.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
