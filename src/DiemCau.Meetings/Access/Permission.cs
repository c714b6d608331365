using DiemCau.Meetings.Organisation;
namespace DiemCau.Meetings.Access;

/// <summary>
/// What may be done in a unit and everything under it. What belongs to the installation and to no unit asks for it at
/// <see cref="Unit.Whole"/>. Which role has which is one table: <see cref="RolePermissions"/>.
/// </summary>
public enum Permission
{
    /// <summary>Mail domains, kept mails, diagnostics, what the installation is set to.</summary>
    ManageInstallation,

    /// <summary>Adding, changing, moving, merging, importing units.</summary>
    ManageUnits,

    /// <summary>Accounts of units, and the roles that they are given.</summary>
    ManageAccounts,

    ViewSites,

    /// <summary>Rooms, devices, lines, contacts of sites.</summary>
    EditSites,

    /// <summary>Writing down results of technical checks.</summary>
    CheckSites,

    ViewMeetings,

    RegisterMeetings,

    ApproveMeetings,

    /// <summary>Registering later than the rules allow, in a named person's name.</summary>
    ExemptMeetings,

    AllocateCapacity,

    SendNotices,

    /// <summary>Answering for a site that a notice was seen.</summary>
    AcknowledgeNotices,

    /// <summary>Rosters, checklists, templates of one meeting.</summary>
    PrepareMeetings,

    /// <summary>Connecting sites, podium, chair's screen, incidents.</summary>
    OperateMeetings,

    ChairMeetings,

    /// <summary>Rundown, papers, conclusions.</summary>
    KeepMinutes,

    /// <summary>Conference templates for everybody below.</summary>
    ManageTemplates,

    /// <summary>Holidays, swap days and half-days.</summary>
    ManageCalendar,

    ViewJournal,

    ViewReports,
}
