namespace DiemCau.Meetings.Support;

/// <summary>Wants to know at once that somebody has taken or answered a site's call for help.</summary>
internal interface IHelpEvents
{
    void Changed(Guid siteId);
}
