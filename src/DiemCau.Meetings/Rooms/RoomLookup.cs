using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Finds the room that an administrator means at the command line.</summary>
internal static class RoomLookup
{
    /// <param name="text">An id, a link's slug or an exact name.</param>
    /// <returns>One room; none; or several of this name in different units.</returns>
    public static async Task<IReadOnlyList<Room>> FindAsync(DiemCauDb db, string text, CancellationToken cancellation)
    {
        var id = Guid.TryParse(text, out var parsed) ? parsed : (Guid?)null;
        var name = RoomRules.Written(text);
        return await db.Rooms.AsNoTracking()
            .Where(room => room.Id == id || room.Slug == text || room.Name == name)
            .OrderBy(room => room.CreatedAt)
            .Take(10)
            .ToListAsync(cancellation);
    }
}
