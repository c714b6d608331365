namespace DiemCau.Meetings.Access;

/// <summary>An account was given a role, or one was taken from it.</summary>
public interface IRoleEvents
{
    void Changed(Guid accountId);
}
