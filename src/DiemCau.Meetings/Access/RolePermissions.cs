using System.Collections.Frozen;
using static DiemCau.Meetings.Access.Permission;

namespace DiemCau.Meetings.Access;

/// <summary>The one table of who may what.</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, Permission[]>
    {
        [Role.SystemAdministrator] = Enum.GetValues<Permission>(),
        [Role.ApprovingOfficer] =
        [
            ViewSites, ViewMeetings, RegisterMeetings, ApproveMeetings, ExemptMeetings, AllocateCapacity, SendNotices, AcknowledgeNotices,
            ManageTemplates, ManageCalendar, ViewJournal, ViewReports,
        ],
        [Role.McuOperator] =
        [
            ViewSites, CheckSites, ViewMeetings, AllocateCapacity, PrepareMeetings, OperateMeetings, ManageTemplates, ViewJournal, ViewReports,
        ],
        [Role.SiteOperator] = [ViewSites, EditSites, ViewMeetings, AcknowledgeNotices, PrepareMeetings],
        [Role.UnitRegistrar] = [ViewSites, ViewMeetings, RegisterMeetings, SendNotices, AcknowledgeNotices, PrepareMeetings],
        // A meeting chaired at a district is run by its own office.
        [Role.IntermediateOperator] =
        [
            ViewSites, EditSites, CheckSites, ViewMeetings, SendNotices, AcknowledgeNotices, PrepareMeetings, OperateMeetings, ViewJournal, ViewReports,
        ],
        [Role.Secretary] = [ViewSites, ViewMeetings, RegisterMeetings, SendNotices, KeepMinutes, ViewReports],
        [Role.Chair] = [ViewSites, ViewMeetings, ChairMeetings, ViewReports],
        [Role.Viewer] = [ViewSites, ViewMeetings],
        [Role.Auditor] = [ViewSites, ViewMeetings, ViewJournal, ViewReports],
        [Role.Vendor] = [ViewSites, CheckSites],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>What an account is for its own unit without having been given it.</summary>
    public static IReadOnlyList<Role> OfOwnUnit { get; } = [Role.UnitRegistrar, Role.SiteOperator];

    public static bool Has(Role role, Permission permission) => Table[role].Contains(permission);

    public static IReadOnlySet<Permission> Of(Role role) => Table[role];

    public static IReadOnlyList<Role> With(Permission permission) => [.. Table.Keys.Where(role => Has(role, permission)).Order()];
}
