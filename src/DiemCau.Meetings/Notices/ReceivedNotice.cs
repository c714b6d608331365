using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>A site's copy with what it says, word by word as it was sent.</summary>
internal sealed record ReceivedNotice(NoticeCopy Copy, Notice Notice, Meeting Meeting, string IssuerName, string UnitName, OfficialLetter Letter)
{
    public static async Task<ReceivedNotice?> FindAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        var found = await (
            from copy in db.NoticeCopies
            join notice in db.Notices on copy.NoticeId equals notice.Id
            join meeting in db.Meetings on copy.MeetingId equals meeting.Id
            join edition in db.NoticeEditions on new { copy.NoticeId, copy.Edition } equals new { edition.NoticeId, edition.Edition }
            join issuer in db.Set<Organisation.Unit>() on notice.IssuerId equals issuer.Id
            join unit in db.Set<Organisation.Unit>() on copy.UnitId equals unit.Id
            where copy.Id == id
            select new { copy, notice, meeting, Issuer = issuer.Name, Unit = unit.Name, edition }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return found is null ? null : new(found.copy, found.notice, found.meeting, found.Issuer, found.Unit, found.edition.Letter.With(found.copy.Part));
    }
}
