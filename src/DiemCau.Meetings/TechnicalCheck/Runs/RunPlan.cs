using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;

namespace DiemCau.Meetings.TechnicalCheck.Runs;

/// <summary>
/// Which sites a level runs itself, as the procedure divides them: the main site with the districts and the sites that speak; each district with its
/// communes. Runs of several levels go on at the same time; who is asked by two is asked once, by the later.
/// </summary>
internal static class RunPlan
{
    /// <param name="isOfMainSite">The runner checks every site of the meeting; otherwise a district or group.</param>
    public static bool IsOwn(MeetingSite site, Meeting meeting, NoticeBranches branches, bool isOfMainSite)
    {
        var branch = site.Role == SiteRole.Main ? null : branches.Of(site.UnitId);
        var isCommune = branch is not null && branch.UnitId != site.UnitId;
        return !isOfMainSite || !isCommune || meeting.Script.Any(item => item.SpeakingSiteId == site.SiteId);
    }
}
