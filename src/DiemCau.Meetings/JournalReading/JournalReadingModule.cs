using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.JournalReading;

/// <summary>
/// "Nhật ký" for those who audit and those who operate. Apart from the writing, which every slice does: who may read what asks for roles,
/// units and meetings, whose slices write themselves.
/// </summary>
internal static class JournalReadingModule
{
    public static void MapJournalReading(this IEndpointRouteBuilder api)
    {
        var journal = api.MapGroup("/journal").WithTags("Journal");
        JournalPage.Map(journal);
        JournalExport.Map(journal);
        StrangersPage.Map(journal);
    }
}
