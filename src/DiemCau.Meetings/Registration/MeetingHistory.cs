using System.Text.Json;
using System.Text.Json.Serialization;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>Everything that was ever done to a meeting, with the differences, the newest first.</summary>
internal static class MeetingHistory
{
    /// <param name="Action">Such as "meeting.approve".</param>
    /// <param name="IsAnyway">The step was made although what it stands for was not done.</param>
    internal sealed record HistoryEntryView(
        Guid Id, DateTimeOffset At, string Action, string? By, MeetingStage? From, MeetingStage? To, string? Reason, bool IsAnyway,
        IReadOnlyList<Difference> Differences);

    /// <summary>What the journal keeps in its detail.</summary>
    private sealed record Detail(string? By, MeetingStage? From, MeetingStage? To, string? Reason, bool IsAnyway, IReadOnlyList<Difference>? Differences);

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/{id:guid}/history", ListAsync).WithName("GetMeetingHistory")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<ListPage<HistoryEntryView>>, Refusal>> ListAsync(
        Guid id, int? page, int? pageSize, DiemCauDb db, CancellationToken cancellation)
    {
        if (!await db.Meetings.AnyAsync(meeting => meeting.Id == id, cancellation))
        {
            return Refusals.NotFound;
        }

        var found = await db.Journal.AsNoTracking()
            .Where(entry => entry.MeetingId == id && entry.Action.StartsWith("meeting."))
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Select(entry => new Line(entry.Id, entry.At, entry.Action, entry.Detail))
            .PageAsync(new(null, page, pageSize), cancellation);
        return TypedResults.Ok(new ListPage<HistoryEntryView>([.. found.Items.Select(View)], found.Total));
    }

    private sealed record Line(Guid Id, DateTimeOffset At, string Action, string Detail);

    private static HistoryEntryView View(Line entry)
    {
        var detail = JsonSerializer.Deserialize<Detail>(entry.Detail, Reading)!;
        return new(entry.Id, entry.At, entry.Action, detail.By, detail.From, detail.To, detail.Reason, detail.IsAnyway, detail.Differences ?? []);
    }
}
