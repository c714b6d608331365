using System.Globalization;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Sessions;

/// <summary>How the sites of a meeting come in: what letters, reminders and calendar entries carry.</summary>
/// <param name="Door">Where the number and the password are typed.</param>
/// <param name="Password">As it is read out, in groups of four; null: the meeting has none.</param>
/// <param name="Links">The personal link of each site.</param>
internal sealed record WaysIn(Uri Door, long Number, string? Password, IReadOnlyDictionary<Guid, Uri> Links)
{
    public string NumberInWords => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Somebody wants to know of new ways into a meeting. It is told in the transaction that issues them.</summary>
internal interface IPassEvents
{
    /// <param name="siteId">Whose link is a new one; null: the password is, which concerns all sites.</param>
    Task ReissuedAsync(DiemCauDb db, Guid meetingId, Guid? siteId, CancellationToken cancellation);
}
