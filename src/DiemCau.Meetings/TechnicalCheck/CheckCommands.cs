using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Runs;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What the command line does with technical checks. Sites hear of a run from the database, so that no server has to be told.</summary>
internal sealed class CheckCommands(IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, JournalWriter journal, TimeProvider time)
{
    /// <param name="Text">What is wrong, in the installation's language.</param>
    internal sealed record ShownFault(CheckItem Item, MeasurementCode? Code, string? Text, string? Figures);

    /// <param name="Branch">Who checks it; null: the main site.</param>
    /// <param name="Asked">How far it is with measuring itself; null: nobody has asked it to.</param>
    /// <param name="Open">Required and not checked yet.</param>
    internal sealed record ShownCheckedSite(
        Guid SiteId, string Name, string? Branch, CheckResult Result, AskState? Asked, IReadOnlyList<ShownFault> Faults, IReadOnlyList<CheckItem> Open);

    internal sealed record ShownCheck(
        Guid MeetingId, long Number, MeetingStage Stage, CheckCounts Counts, IReadOnlyList<CheckRunView> Runs, IReadOnlyList<ShownCheckedSite> Sites);

    /// <param name="which">The meeting's number, or its id.</param>
    public async Task<ShownCheck?> ShowAsync(string which, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await FindAsync(db, which, cancellation) is not { } id || await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var sites = await CheckedSites.OfAsync(db, meeting, await NoticeBranches.ReadAsync(db, meeting, cancellation), cancellation);
        var asked = await db.CheckAsks.Where(ask => ask.MeetingId == id && ask.IsCurrent).ToDictionaryAsync(ask => ask.SiteId, ask => ask.At(now), cancellation);
        return new(
            id, meeting.Number, meeting.Stage, CheckCounts.Of(sites), await CheckRunning.LastAsync(db, id, now, cancellation),
            [
                .. sites.Select(site => new ShownCheckedSite(
                    site.Site.SiteId, site.Site.Name, site.Branch?.Name, site.Result, asked.TryGetValue(site.Site.SiteId, out var state) ? state : null,
                    [.. ItemNeeds.All.Where(item => site.ResultOf(item) == CheckResult.Failed).Select(item => FaultOf(item, site.Items[item]))],
                    [.. ItemNeeds.All.Where(item => site.Needs[item] == ItemNeed.Required && site.ResultOf(item) == CheckResult.NotChecked)])),
            ]);
    }

    /// <summary>Asks every site, or those alone that have not passed.</summary>
    public async Task<(RunStartedView? Run, Refusal? Refusal)> StartAsync(string which, bool isAgain, string by, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await FindAsync(db, which, cancellation) is not { } id)
        {
            return (null, Refusals.NotFound);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, branches) = await CheckVisits.LockAsync(db, id, cancellation);
        if (meeting is null || !CheckRights.IsOpen(meeting))
        {
            return (null, MeetingRefusals.WrongStage);
        }

        var sites = await CheckedSites.OfAsync(db, meeting, branches!, cancellation);
        MeetingSite[] asked = [.. sites.Where(site => !isAgain || site.Result != CheckResult.Passed).Select(site => site.Site)];
        if (asked.Length == 0)
        {
            return (null, CheckRefusals.NobodyToAsk);
        }

        var run = await CheckRunning.AskAsync(db, journal, meeting, asked, new(null, by), time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return (run, null);
    }

    private ShownFault FaultOf(CheckItem item, CheckedItem known) =>
        new(item, known.Code, known.Code is { } code ? CheckWords.Of(code, installation.Language) : known.Note, known.Figures);

    private static async Task<Guid?> FindAsync(DiemCauDb db, string which, CancellationToken cancellation)
    {
        var (isId, isNumber) = (Guid.TryParse(which, out var id), long.TryParse(which, out var number));
        return await db.Meetings.Where(meeting => (isId && meeting.Id == id) || (isNumber && meeting.Number == number))
            .Select(meeting => (Guid?)meeting.Id).SingleOrDefaultAsync(cancellation);
    }
}
