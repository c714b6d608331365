namespace DiemCau.Meetings.Shared;

/// <summary>Whether what was begun with a kiosk's key may go on.</summary>
internal interface IKioskKeys
{
    /// <summary>Of some kiosks, those whose key was revoked; asked of the database itself, for other servers revoke keys, too.</summary>
    Task<IReadOnlySet<Guid>> RevokedAmongAsync(IReadOnlyCollection<Guid> kiosks, CancellationToken cancellation);
}
