using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <param name="Role">The stations on whose list it stands.</param>
internal sealed record MatrixItemView(Guid Id, StationRole Role, string Text);

/// <param name="SiteId">Null: the media servers.</param>
/// <param name="Marks">One for each item of its role, in their order; null: not looked at, or for another time of the meeting.</param>
internal sealed record StationMarksView(Guid? SiteId, StationRole Role, IReadOnlyList<bool?> Marks);

/// <summary>Every station with every item of its checklist: two hundred and fifty by a dozen in one answer.</summary>
internal sealed record PreparationMatrixView(IReadOnlyList<MatrixItemView> Items, IReadOnlyList<StationMarksView> Stations);

/// <summary>"Bảng tổng hợp": which item is done where, of the stations that the reader sees.</summary>
internal static class PreparationMatrix
{
    public static void Map(IEndpointRouteBuilder preparation) => preparation.MapGet("/matrix", ShowAsync).WithName("GetPreparationMatrix")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<Ok<PreparationMatrixView>, Refusal>> ShowAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var reach = await PreparationRights.ReachAsync(db, rights, SignedInAccount.Required(http.User), meeting, cancellation);
        var items = await db.Checklist.OrderBy(item => item.Role).ThenBy(item => item.Position)
            .Select(item => new MatrixItemView(item.Id, item.Role, item.Text)).ToListAsync(cancellation);
        var marks = await db.ChecklistMarks.Where(mark => mark.MeetingId == id && mark.GivenFor == meeting.StartsAt)
            .ToDictionaryAsync(mark => (mark.SiteId ?? Guid.Empty, mark.ItemId), mark => mark.IsDone, cancellation);
        var stations = await Stations.OfAsync(db, meeting, Language.Of(http), cancellation);
        return TypedResults.Ok(new PreparationMatrixView(
            items, [.. stations.Where(station => reach.Sees(station.SiteId)).Select(station => new StationMarksView(station.SiteId, station.Role, MarksOf(station)))]));

        IReadOnlyList<bool?> MarksOf(Station station) =>
        [
            .. items.Where(item => item.Role == station.Role)
                .Select(item => marks.TryGetValue((station.SiteId ?? Guid.Empty, item.Id), out var isDone) ? isDone : (bool?)null),
        ];
    }
}
