namespace DiemCau.Meetings.Shared;

/// <summary>Wants to know at once when an account, its roles or its sessions may have changed.</summary>
internal interface ISessionEvents
{
    void Changed(Guid accountId);
}
