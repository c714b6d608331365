namespace DiemCau.System.Tests.Architecture;

/// <summary>
/// What slices of the meeting's way show each other (docs/decisions/faces-of-slices.md). Adding a line is a decision:
/// a slice that needs another's insides is either one slice with it or lacks an event.
/// </summary>
internal static class SliceFaces
{
    /// <summary>Ground that every slice stands on, and that stands on no slice.</summary>
    private static readonly string[] Ground = ["Shared", "Storage", "Lifecycle"];

    private static readonly Dictionary<string, string[]> Faces = new()
    {
        ["Access"] =
        [
            "AccessStorage", "Administrators", "EndpointRules", "MeetingRights", "Permission", "Rights", "Role", "RoleAssignment", "SecretMeetings", "UnitMailbox",
            "UnitOf",
        ],
        ["Accounts"] = ["Account", "AccountInvitations", "AccountRefusals", "AccountState", "AccountsStorage", "MailAddressText", "MailDomainRule"],
        ["Deadlines"] = ["IDeadlineAudience", "MeetingClock", "MeetingTimes"],
        ["Journal"] =
        [
            "JournalEntry", "JournalEntryConfiguration", "JournalScope", "JournalSeverity", "JournalStorage", "JournalWriter", "StrangerAttempts",
            "StrangerAttemptsRow", "StrangerAttemptsStorage",
        ],
        ["Live"] =
        [
            "BrowserMark", "Capacity", "Conference", "ConferenceIdentity", "ConferenceLayout", "ConferenceMode", "ConferenceRow",
            "ConferenceTerms", "ConnectionWay", "DisplayName", "Entering", "HeldPlaces", "IOccasions", "IServerCapacity", "JoinAnswer", "JoinRequest",
            "JournalEvent", "JournalLine", "JournalSubject", "LineClass", "LiveConference", "LiveConferences", "LiveRefusals",
            "LiveStorage", "MediaOffer", "MutePolicy", "Newcomer", "Occasion", "OccasionKind", "SeatedSite", "ServerCapacity", "Ticket",
            "WaitAnswer",
        ],
        ["Notices"] = ["NoticeBranch", "NoticeBranches"],
        ["Notifications"] = ["CalendarPart", "MailLetter", "MailMessage", "MailOutbox", "MailStorage", "UndeliverableAddress"],
        ["Organisation"] = ["DemonstrationOffice", "OrganisationStorage", "Unit", "UnitAncestor", "UnitDirectory", "UnitFields", "UnitKind", "UnitName", "UnitWays"],
        ["Preparation"] = ["ConferenceTemplate", "DutyPerson", "DutyRoster", "PreparationStorage", "Station", "Stations", "TemplateChoice"],
        ["Registration"] = ["MeetingPaper", "PaperKind", "RegistrationStorage"],
        ["Resources"] = ["Allocation", "Finding", "FreeTimes", "MediaKind", "MediaNeed", "MediaNode", "NodeRoom", "ResourcesStorage", "Schedule", "SiteBooking", "SiteClash", "TimeWish"],
        ["Rooms"] = ["Room", "RoomStorage"],
        ["Support"] = ["HelpRequest", "HelpStorage", "SupportContact", "SupportStorage"],
        ["Tasks"] = ["HomeTask", "ITaskSource", "TaskMeeting"],
        ["WorkingDays"] = ["HalfDay", "NamedDay", "NamedDays", "WorkingCalendar", "WorkingCalendars", "WorkingHalf"],
        ["Sessions"] = ["LineAtTheDoor", "LinePolicy", "MeetingPasses", "SessionsOfSite", "SiteSession", "WaysIn"],
        ["Sites"] = ["ContactRole", "LineKind", "NetworkRange", "RoomSound", "Site", "SiteAddressRange", "SiteContact", "SiteDescription", "SiteLine", "SiteRules", "SitesStorage"],
    };

    public static bool Contains(string from, string to, string type) =>
        Ground.Contains(to)
        || (!Ground.Contains(from) && (type.EndsWith("Events", StringComparison.Ordinal) || (Faces.TryGetValue(to, out var face) && face.Contains(type))));
}
