using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>
/// Whether a live token is still worth what it says. It ends with its reason: the account's sessions, the kiosk's key, and whatever of its occasion let its
/// holder in. Asked whenever somebody comes back or connects; who is inside when the reason ends is taken out by <see cref="LiveConferences.ExpelAsync"/>.
/// </summary>
internal sealed class Entitlement(ISessionStamps stamps, IKioskKeys kiosks, ConferenceStore store, TimeProvider time)
{
    /// <summary>A database that does not answer must not take the chair its buttons: the meeting goes on, and <see cref="Expulsions"/> looks later.</summary>
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private DateTimeOffset _unanswered = DateTimeOffset.MinValue;

    public async Task<bool> StillHoldsAsync(LiveToken token, CancellationToken cancellation) =>
        (token.Who.AccountId is not { } account || await stamps.IsCurrentAsync(account, token.Who.AccountStamp, cancellation))
        && (token.Who.KioskId is not { } kiosk || (await kiosks.RevokedAmongAsync([kiosk], cancellation)).Count == 0)
        && await store.StillAdmitsAsync(token.Occasion, token.Who, cancellation);

    /// <summary>Whether the account's sessions have not been ended since; asked before everything that concerns others.</summary>
    public async Task<bool> IsSignedInStillAsync(LiveToken token, CancellationToken cancellation)
    {
        if (token.Who.AccountId is not { } account || time.GetUtcNow() - _unanswered < AskAgain)
        {
            return true;
        }

        try
        {
            return await stamps.IsCurrentAsync(account, token.Who.AccountStamp, cancellation).WaitAsync(LongestQuestion, time, cancellation);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            _unanswered = time.GetUtcNow();
            return true;
        }
    }
}
