using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>"Tham gia phòng": which rooms there are, open ones first.</summary>
internal static class RoomList
{
    public static void Map(IEndpointRouteBuilder rooms)
    {
        rooms.MapGet("", ListAsync).WithName("ListRooms");
        rooms.MapGet("/{id:guid}", OneAsync).WithName("GetRoom");
    }

    /// <param name="mine">Only the reader's own rooms.</param>
    private static async Task<Ok<ListPage<RoomView>>> ListAsync(
        string? search, bool? mine, int? page, int? pageSize,
        HttpContext http, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var query = new ListQuery(search, page, pageSize);
        var rooms = RoomRow.Of(db, db.Rooms);
        if (mine == true)
        {
            rooms = rooms.Where(row => row.Room.OwnerId == reader.Id);
        }

        if (query.Term is { } term)
        {
            rooms = rooms.Where(row => DiemCauDb.Fold(row.Room.Name).Contains(DiemCauDb.Fold(term))
                || (row.UnitName != null && DiemCauDb.Fold(row.UnitName).Contains(DiemCauDb.Fold(term))));
        }

        var found = await rooms
            .OrderBy(row => row.ConferenceId == null)
            .ThenBy(row => EF.Functions.Collate(row.Room.Name, DiemCauDb.Vietnamese))
            .ThenBy(row => row.Room.Id)
            .AsNoTracking()
            .PageAsync(query, cancellation);
        return TypedResults.Ok(new ListPage<RoomView>([.. found.Items.Select(row => row.View(installation, reader.Id))], found.Total));
    }

    private static async Task<Results<Ok<RoomView>, Refusal>> OneAsync(
        Guid id, HttpContext http, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        var row = await RoomRow.Of(db, db.Rooms.Where(room => room.Id == id)).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return row is null ? Refusals.NotFound : TypedResults.Ok(row.View(installation, SignedInAccount.Required(http.User).Id));
    }
}
