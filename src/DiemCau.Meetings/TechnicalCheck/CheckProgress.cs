using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>What the results of the sites do to the meeting: the first begins its check, the last site that passes ends it.</summary>
internal sealed class CheckProgress(InstallationOptions installation)
{
    /// <param name="sites">As they stand with the result that was just written.</param>
    public async Task<Refusal?> AdvanceAsync(
        DiemCauDb db, Meeting meeting, IReadOnlyList<CheckedSite> sites, MeetingActor by, DateTimeOffset now, CancellationToken cancellation)
    {
        if (meeting.Stage == MeetingStage.Notified && meeting.Prepare(by, now) is { } refusal)
        {
            return refusal;
        }

        if (meeting.Stage == MeetingStage.Preparing)
        {
            // That somebody checks already does not mean that everybody is prepared.
            var left = (await Stations.OfAsync(db, meeting, installation.Language, cancellation)).Count(station => !station.IsPrepared);
            var anyway = left == 0 ? null : new AnywayDecision(Texts.Get(installation.Language, "check.unprepared", left));
            if (meeting.Check(by, now, anyway) is { } unstarted)
            {
                return unstarted;
            }
        }

        return meeting.Stage == MeetingStage.TechnicalCheck && sites.All(site => site.Result == CheckResult.Passed) ? meeting.DeclareReady(by, now) : null;
    }
}
