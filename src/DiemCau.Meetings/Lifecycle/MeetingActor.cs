using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Lifecycle;

/// <summary>Who does something to a meeting.</summary>
/// <param name="Id">The account; null when the system itself does it.</param>
internal sealed record MeetingActor(Guid? Id, string Name)
{
    public static MeetingActor System { get; } = new(null, "DiemCau");

    public static MeetingActor Of(SignedInAccount account) => new(account.Id, account.UnitName ?? account.Name);
}
