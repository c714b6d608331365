using System.Text.Json;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Lifecycle;

internal static class MeetingStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Meeting> Meetings => db.Set<Meeting>();

        public DbSet<MeetingSite> MeetingSites => db.Set<MeetingSite>();

        public DbSet<ScriptItem> ScriptItems => db.Set<ScriptItem>();

        public DbSet<StagePassage> StagePassages => db.Set<StagePassage>();

        public DbSet<MeetingExemption> MeetingExemptions => db.Set<MeetingExemption>();

        /// <summary>The whole aggregate, to be changed; null when there is none.</summary>
        /// <param name="version">The version that the client has read; null: whichever it is.</param>
        public async Task<Meeting?> FindMeetingAsync(Guid id, int? version, CancellationToken cancellation)
        {
            var meeting = await db.Meetings
                .Include(meeting => meeting.Sites).Include(meeting => meeting.Script)
                .Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions)
                .AsSplitQuery()
                .SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation);
            // The database then compares with what the client has seen, not with what was read a moment ago.
            if (meeting is not null && version is { } read)
            {
                db.Entry(meeting).Property(known => known.Version).OriginalValue = read;
            }

            return meeting;
        }
    }
}

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings");
        builder.Property(meeting => meeting.Number).ValueGeneratedOnAdd();
        builder.Property(meeting => meeting.Version).IsConcurrencyToken();
        builder.Property(meeting => meeting.Recurrence).HasColumnType("jsonb").HasConversion(
            recurrence => JsonSerializer.Serialize(recurrence, JsonSerializerOptions.Web),
            stored => JsonSerializer.Deserialize<Recurrence>(stored, JsonSerializerOptions.Web));
        builder.Property(meeting => meeting.Search).ValueGeneratedOnAddOrUpdate();
        builder.Ignore(meeting => meeting.Content);
        builder.HasMany(meeting => meeting.Sites).WithOne().HasForeignKey(site => site.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(meeting => meeting.Script).WithOne().HasForeignKey(item => item.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(meeting => meeting.Passages).WithOne().HasForeignKey(passage => passage.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(meeting => meeting.Exemptions).WithOne().HasForeignKey(exemption => exemption.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MeetingSiteConfiguration : IEntityTypeConfiguration<MeetingSite>
{
    public void Configure(EntityTypeBuilder<MeetingSite> builder)
    {
        builder.ToTable("meeting_sites");
        builder.HasKey(site => new { site.MeetingId, site.SiteId });
        builder.Ignore(site => site.Entry);
    }
}

internal sealed class ScriptItemConfiguration : IEntityTypeConfiguration<ScriptItem>
{
    public void Configure(EntityTypeBuilder<ScriptItem> builder)
    {
        builder.ToTable("script_items");
        builder.Property(item => item.Id).ValueGeneratedNever();
        builder.Ignore(item => item.Entry);
    }
}

internal sealed class StagePassageConfiguration : IEntityTypeConfiguration<StagePassage>
{
    public void Configure(EntityTypeBuilder<StagePassage> builder)
    {
        builder.ToTable("stage_passages");
        builder.Property(passage => passage.Id).ValueGeneratedNever();
    }
}

internal sealed class MeetingExemptionConfiguration : IEntityTypeConfiguration<MeetingExemption>
{
    public void Configure(EntityTypeBuilder<MeetingExemption> builder)
    {
        builder.ToTable("meeting_exemptions");
        builder.HasKey(exemption => new { exemption.MeetingId, exemption.Deadline });
    }
}
