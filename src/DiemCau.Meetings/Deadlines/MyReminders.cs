using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Deadlines;

/// <summary>What the signed-in account was reminded of, the newest first.</summary>
internal static class MyReminders
{
    internal sealed record ReminderView(
        Guid Id, Guid MeetingId, string MeetingTitle, DateTimeOffset? StartsAt, MeetingDeadline Deadline, ReminderOccasion Occasion,
        DateTimeOffset DueAt, DateTimeOffset At, bool IsRead);

    /// <param name="Ids">Null: all of them.</param>
    internal sealed record ReadReminders(IReadOnlyList<Guid>? Ids = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var reminders = api.MapGroup("/reminders").WithTags("Deadlines").ForSignedIn("what one's own account was reminded of");
        reminders.MapGet("", ListAsync).WithName("ListReminders");
        reminders.MapPost("/read", ReadAsync).WithName("ReadReminders");
    }

    private static async Task<Ok<ListPage<ReminderView>>> ListAsync(
        bool? unread, int? page, int? pageSize, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User).Id;
        var mine = db.Reminders.AsNoTracking().Where(reminder => reminder.AccountId == reader && (unread != true || reminder.ReadAt == null));
        var views =
            from reminder in mine
            join meeting in db.Meetings.KnownTo(db, reader) on reminder.MeetingId equals meeting.Id
            orderby reminder.At descending, reminder.Id
            select new ReminderView(reminder.Id, meeting.Id, meeting.Title, meeting.StartsAt, reminder.Deadline, reminder.Occasion,
                reminder.DueAt, reminder.At, reminder.ReadAt != null);
        return TypedResults.Ok(await views.PageAsync(new(null, page, pageSize), cancellation));
    }

    private static async Task<NoContent> ReadAsync(ReadReminders read, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        var (reader, now, ids) = (SignedInAccount.Required(http.User).Id, time.GetUtcNow(), read.Ids);
        await db.Reminders.Where(reminder => reminder.AccountId == reader && reminder.ReadAt == null && (ids == null || ids.Contains(reminder.Id)))
            .ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.ReadAt, now), cancellation);
        return TypedResults.NoContent();
    }
}
