using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>
/// Whether a live token is still worth what it says. It ends with its reason: the account's sessions, and whatever of its occasion let its
/// holder in. Asked whenever somebody comes back or connects; who is inside when the reason ends is taken out by <see cref="LiveConferences.ExpelAsync"/>.
/// </summary>
internal sealed class Entitlement(ISessionStamps stamps, ConferenceStore store)
{
    public async Task<bool> StillHoldsAsync(LiveToken token, CancellationToken cancellation) =>
        (token.Who.AccountId is not { } account || await stamps.IsCurrentAsync(account, token.Who.AccountStamp, cancellation))
        && await store.StillAdmitsAsync(token.Occasion, token.Who, cancellation);
}
