using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <param name="Copy">Null: the site has none yet.</param>
internal sealed record ToldSite(MeetingSite Site, NoticePart Part, NoticeCopy? Copy);

/// <summary>Who would be told if the notice went out now.</summary>
/// <param name="Newcomers">Sites without a copy, or invited again after theirs was withdrawn: to them nothing has changed.</param>
/// <param name="Changed">Sites whose copy says something else.</param>
/// <param name="Gone">Copies of sites that take part no more.</param>
internal sealed record NoticeNews(IReadOnlyList<ToldSite> Newcomers, IReadOnlyList<ToldSite> Changed, IReadOnlyList<NoticeCopy> Gone)
{
    public int Sites => Newcomers.Count + Changed.Count + Gone.Count;

    public static async Task<NoticeNews> FindAsync(
        DiemCauDb db, NoticeFacts facts, NoticeLetters letters, DateTimeOffset now, CancellationToken cancellation)
    {
        var notice = facts.Notice;
        var copies = await db.NoticeCopies.Where(copy => copy.NoticeId == notice.Id).ToDictionaryAsync(copy => copy.SiteId, cancellation);
        // What those who know of it were told last; a withdrawal for a few is no news to the others.
        var last = notice.Edition == 0 ? null : await db.NoticeEditions.AsNoTracking()
            .Where(edition => edition.NoticeId == notice.Id && edition.Kind != NoticeKind.Withdrawn)
            .OrderByDescending(edition => edition.Edition).FirstOrDefaultAsync(cancellation);
        var saysTheSame = last?.Letter.SaysTheSameAs(letters.Text(facts, NoticeKind.Changed, now)) == true;
        List<ToldSite> newcomers = [], changed = [];
        foreach (var site in facts.Targets)
        {
            var told = new ToldSite(site, letters.Part(facts, site), copies.Remove(site.SiteId, out var copy) ? copy : null);
            if (copy is not { Kind: not NoticeKind.Withdrawn })
            {
                newcomers.Add(told);
            }
            else if (!saysTheSame || !NoticeJson.Same(copy.Part, told.Part))
            {
                changed.Add(told);
            }
        }

        return new(newcomers, changed, [.. copies.Values.Where(copy => copy.Kind != NoticeKind.Withdrawn)]);
    }
}
