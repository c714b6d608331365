using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

internal static class PreparationStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<ConferenceTemplate> ConferenceTemplates => db.Set<ConferenceTemplate>();

        public DbSet<TemplateChoice> TemplateChoices => db.Set<TemplateChoice>();

        public DbSet<ChecklistItem> ChecklistItems => db.Set<ChecklistItem>();

        public DbSet<ChecklistMark> ChecklistMarks => db.Set<ChecklistMark>();

        public DbSet<DutyRoster> DutyRosters => db.Set<DutyRoster>();

        /// <summary>The lists as they stand now.</summary>
        public IQueryable<ChecklistItem> Checklist =>
            db.Set<ChecklistItem>().Where(item => item.WithdrawnAt == null);
    }
}
