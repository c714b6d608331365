namespace DiemCau.Meetings.Sessions;

/// <summary>Wants to know at once that a site is called, besides the browsers of its unit.</summary>
internal interface ISiteCallEvents
{
    /// <summary>The call is written.</summary>
    void Called(IReadOnlyCollection<Guid> siteIds);
}
