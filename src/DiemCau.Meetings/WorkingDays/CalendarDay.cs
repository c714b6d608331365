using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>A day as an administrator has set it; it counts before what is computed for the day.</summary>
internal sealed class CalendarDay
{
    public const int NameLength = 200;

    public DateOnly Day { get; init; }

    /// <summary>Whether the morning is worked.</summary>
    public bool Morning { get; set; }

    public bool Afternoon { get; set; }

    /// <summary>Why, such as "Hoán đổi ngày làm việc 31/8".</summary>
    public required string Name { get; set; }

    public CalendarException Exception => new(Day, Morning, Afternoon);
}

internal sealed class CalendarDayConfiguration : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.ToTable("calendar_days");
        builder.HasKey(day => day.Day);
        builder.Ignore(day => day.Exception);
    }
}

internal static class CalendarStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<CalendarDay> CalendarDays => db.Set<CalendarDay>();
    }
}
