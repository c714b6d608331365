using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Tasks;

/// <summary>
/// What a slice puts on "Việc của tôi": what an account is to do there now. A slice registers its source as a singleton; the home page asks
/// all of them whenever somebody looks.
/// </summary>
internal interface ITaskSource
{
    /// <summary>A list that is longer is not read; a source gives the most urgent ones.</summary>
    const int Most = 100;

    /// <summary>
    /// The tasks of an account that its rights allow it to do, in any order. Asked with a number of queries that does not depend on how many
    /// there are.
    /// </summary>
    /// <param name="db">Only to be read.</param>
    Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>Something to be done.</summary>
/// <param name="Key">Of the text that says what, in the slice's own texts, such as <c>task.approval.decide</c>: a verb first, without the title.</param>
/// <param name="Meeting">What it is about; null when it belongs to no meeting.</param>
/// <param name="Link">The page of the web client on which it is done, from its root: <c>/cuoc-hop/…</c>.</param>
/// <param name="DueAt">Null: no deadline.</param>
/// <param name="Standing">Null without a deadline.</param>
internal sealed record HomeTask(string Key, TaskMeeting? Meeting, string Link, DateTimeOffset? DueAt, DeadlineStanding? Standing)
{
    /// <summary>What the text's placeholders stand for.</summary>
    public IReadOnlyList<object?> Arguments { get; init; } = [];

    /// <summary>
    /// How the key of another task of the same meeting begins, which this one says better: it takes its place and its deadline. Where the reader
    /// does not have that one, it has not this one either.
    /// </summary>
    public string? InPlaceOf { get; init; }

    /// <summary>With a deadline of the engine's, as it stands; null: none applies.</summary>
    public static HomeTask By(DeadlineState? deadline, DateTimeOffset now, string key, TaskMeeting? meeting, string link) =>
        new(key, meeting, link, deadline?.DueAt, deadline?.At(now));
}

internal sealed record TaskMeeting(Guid Id, string Title, DateTimeOffset? StartsAt);
