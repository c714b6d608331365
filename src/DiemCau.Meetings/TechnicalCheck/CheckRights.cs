using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>
/// Who checks whom: the main site's unit, the one that registers and the MCU operators all sites; a district or group, which tells its sites
/// when they are checked, these; and whoever checks or operates in a site's subtree. A site sees how it stands itself.
/// </summary>
internal static class CheckRights
{
    /// <summary>In which a check is written down: until the session is opened.</summary>
    public static IReadOnlyList<MeetingStage> Open { get; } =
        [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck, MeetingStage.Ready, MeetingStage.Connecting];

    /// <summary>Only planned meetings have a check.</summary>
    public static bool IsOpen(Meeting meeting) => meeting.Kind == MeetingKind.Planned && Open.Contains(meeting.Stage);

    /// <param name="meeting">With its sites.</param>
    public static async Task<CheckReach> ReachAsync(
        DiemCauDb db, SignedInAccount reader, Meeting meeting, NoticeBranches branches, CancellationToken cancellation)
    {
        Guid[] asked =
        [
            .. meeting.Sites.Select(site => site.UnitId).Append(meeting.UnitId).Concat(branches.All.Select(branch => branch.UnitId)).Distinct(),
        ];
        return new(
            meeting, branches, await WhereAsync(Permission.ViewMeetings), await WhereAsync(Permission.PrepareMeetings),
            [.. await WhereAsync(Permission.CheckSites), .. await WhereAsync(Permission.OperateMeetings)]);

        async Task<HashSet<Guid>> WhereAsync(Permission permission) =>
            [.. await Rights.AmongAsync(db, reader.Id, permission, asked, cancellation)];
    }
}

/// <summary>What of one meeting's check a reader sees and writes.</summary>
internal sealed class CheckReach
{
    private readonly Meeting _meeting;
    private readonly NoticeBranches _branches;
    private readonly IReadOnlySet<Guid> _viewed;
    private readonly IReadOnlySet<Guid> _prepared;
    private readonly IReadOnlySet<Guid> _checked;

    public CheckReach(
        Meeting meeting, NoticeBranches branches, IReadOnlySet<Guid> viewed, IReadOnlySet<Guid> prepared, HashSet<Guid> @checked)
    {
        (_meeting, _branches, _viewed, _prepared, _checked) = (meeting, branches, viewed, prepared, @checked);
        Guid[] leading = [meeting.UnitId, .. meeting.Sites.Where(site => site.Role == SiteRole.Main).Select(site => site.UnitId)];
        SeesAll = leading.Any(viewed.Contains);
        Leads = leading.Any(prepared.Contains);
    }

    public bool SeesAll { get; }

    /// <summary>May decide that the meeting goes on.</summary>
    public bool Leads { get; }

    public bool Sees(MeetingSite site) => SeesAll || _viewed.Contains(site.UnitId) || MayCheck(site);

    public bool MayCheck(MeetingSite site) =>
        Leads || _checked.Contains(_meeting.UnitId) || _checked.Contains(site.UnitId)
        || (_branches.Of(site.UnitId) is { } branch && branch.UnitId != site.UnitId && _prepared.Contains(branch.UnitId));
}
