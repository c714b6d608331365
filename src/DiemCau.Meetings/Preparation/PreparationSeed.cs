using DiemCau.Meetings.Live;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>A new installation begins with the procedure's checklists and three templates; afterwards what the administrator keeps counts.</summary>
internal sealed class PreparationSeed(IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time)
{
    // Any number that no other lock of this database has: servers that start at once seed once.
    private const long SeedLock = 0x6469_656d_6361_61;

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.ChecklistItems.AnyAsync(cancellation))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({SeedLock})", cancellation);
        if (await db.ChecklistItems.AnyAsync(cancellation))
        {
            return;
        }

        foreach (var role in Enum.GetValues<StationRole>())
        {
            db.ChecklistItems.AddRange(Text($"checklist.default.{role}").Split('\n').Select((text, position) =>
                new ChecklistItem { Id = Guid.CreateVersion7(time.GetUtcNow()), Role = role, Position = position, Text = text }));
        }

        db.ConferenceTemplates.AddRange(
            Template("conference", ConferenceMode.Conference, LayoutCue.Podium, LayoutCue.Grid, MutePolicy.ByFloor, isRecorded: true),
            Template("meeting", ConferenceMode.Discussion, LayoutCue.Grid, LayoutCue.Grid, MutePolicy.MutedOnEntry, isRecorded: false),
            Template("training", ConferenceMode.Training, LayoutCue.PodiumAndContent, LayoutCue.Grid, MutePolicy.ByFloor, isRecorded: true));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private ConferenceTemplate Template(
        string key, ConferenceMode mode, LayoutCue layout, LayoutCue chairLayout, MutePolicy mutes, bool isRecorded) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Name = Text("template.default." + key),
        Mode = mode,
        Layout = layout,
        ChairLayout = chairLayout,
        Mutes = mutes,
        IsRecorded = isRecorded,
        Note = Text($"template.default.{key}_note"),
    };

    private string Text(string key) => Texts.Get(installation.Language, key);
}
