using System.Collections.Concurrent;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// How often each may still be wrong: so many times at once, and once more each while. Reckoned when it is asked for: the framework's limiter has a timer
/// that wakes the process ten times a second, day and night.
/// </summary>
/// <param name="atOnce">What somebody has who was never wrong.</param>
/// <param name="refill">How long it takes until there is one more.</param>
internal sealed class WrongTries<TKey>(int atOnce, TimeSpan refill, TimeProvider time) where TKey : notnull
{
    /// <summary>Those who have been forgiven everything are forgotten whenever there are this many more.</summary>
    private const int ForgottenAt = 10_000;

    // When each will have been forgiven everything: each time pushes it further by what one costs.
    private readonly ConcurrentDictionary<TKey, DateTimeOffset> _forgiven = new();
    private int _forgetAt = ForgottenAt;

    public bool AreUsedUp(TKey key) =>
        _forgiven.TryGetValue(key, out var forgiven) && forgiven - time.GetUtcNow() > (atOnce - 1) * refill;

    public void Count(TKey key)
    {
        var now = time.GetUtcNow();
        _forgiven.AddOrUpdate(key, now + refill, (_, forgiven) => (forgiven > now ? forgiven : now) + refill);
        if (_forgiven.Count > _forgetAt)
        {
            Forget(now);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var one in _forgiven)
        {
            if (one.Value <= now)
            {
                _forgiven.TryRemove(one);
            }
        }

        _forgetAt = _forgiven.Count + ForgottenAt;
    }
}
