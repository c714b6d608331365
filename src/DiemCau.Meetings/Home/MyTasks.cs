using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Home;

/// <summary>"Việc của tôi": what the slices ask of an account, by deadline.</summary>
internal static class MyTasks
{
    /// <param name="Text">What to do, in the reader's language.</param>
    internal sealed record HomeTaskView(string Kind, string Text, TaskMeeting? Meeting, string Link, DateTimeOffset? DueAt, DeadlineStanding? Standing);

    public static void Map(IEndpointRouteBuilder home) =>
        home.MapGet("/tasks", ListAsync).WithName("ListTasks").ForSignedIn("one's own tasks; each source asks for the rights to do them");

    private static async Task<Ok<IReadOnlyList<HomeTaskView>>> ListAsync(
        HttpContext http, DiemCauDb db, IEnumerable<ITaskSource> sources, TimeProvider time, CancellationToken cancellation)
    {
        var (reader, now, language) = (SignedInAccount.Required(http.User), time.GetUtcNow(), Language.Of(http));
        List<HomeTask> tasks = [];
        foreach (var source in sources)
        {
            tasks.AddRange(await source.TasksAsync(db, reader, now, cancellation));
        }

        TakePlaces(tasks);

        // Asked once for all of them, so that no source can forget it.
        Guid[] about = [.. tasks.Select(task => task.Meeting?.Id).OfType<Guid>().Distinct()];
        if (about.Length > 0)
        {
            var hidden = await SecretMeetings.HiddenFrom(db, reader.Id).Where(meeting => about.Contains(meeting)).ToHashSetAsync(cancellation);
            tasks.RemoveAll(task => task.Meeting is { } meeting && hidden.Contains(meeting.Id));
        }

        return TypedResults.Ok<IReadOnlyList<HomeTaskView>>([.. tasks
            .OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Meeting?.StartsAt ?? DateTimeOffset.MaxValue)
            .ThenBy(task => task.Meeting?.Id).ThenBy(task => task.Key, StringComparer.Ordinal)
            .Take(ITaskSource.Most)
            .Select(task => new HomeTaskView(
                task.Key, Texts.Get(language, task.Key, [.. task.Arguments]), task.Meeting, task.Link, task.DueAt, task.Standing))]);
    }

    private static void TakePlaces(List<HomeTask> tasks)
    {
        foreach (var better in tasks.Where(task => task.InPlaceOf is not null).ToList())
        {
            tasks.Remove(better);
            var place = tasks.FindIndex(task => task.Meeting?.Id == better.Meeting?.Id && task.Key.StartsWith(better.InPlaceOf!, StringComparison.Ordinal));
            if (place >= 0)
            {
                tasks[place] = better with { DueAt = tasks[place].DueAt, Standing = tasks[place].Standing };
            }
        }
    }
}
