using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// What one network address may cost in passwords that are looked at (60 ms each). An address from which many were wrong is not refused, for
/// a whole province may stand behind it: its attempts come one after the other, and who waits gets in with the right password.
/// </summary>
internal sealed class SignInQueue(IMemoryCache cache, IOptions<AccountsOptions> options, TimeProvider time)
{
    /// <summary>At 60 ms each, nobody waits longer than this takes.</summary>
    private const int LongestLine = 50;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the address's turn; dispose it when the password has been looked at.</summary>
    /// <param name="isKnownDevice">A machine that has signed in with this account before does not stand in line with strangers.</param>
    /// <returns>No turn, and why: the line is full.</returns>
    public async Task<(IDisposable? Turn, Refusal? Refusal)> EnterAsync(HttpContext http, bool isKnownDevice)
    {
        var line = LineOf(http);
        if (isKnownDevice || line.FailuresSince(time.GetUtcNow() - Window) < options.Value.AttemptsPerMinute)
        {
            return (Line.Free, null);
        }

        return await line.WaitAsync(http.RequestAborted) is { } turn ? (turn, null) : (null, Refusals.TooManyAttempts(TryAgain));
    }

    public void Failed(HttpContext http) => LineOf(http).Failed(time.GetUtcNow(), Window);

    private Line LineOf(HttpContext http) => cache.GetOrCreate((typeof(SignInQueue), ClientAddress.PartitionOf(http)), entry =>
    {
        entry.SlidingExpiration = 2 * Window;
        return new Line();
    })!;

#pragma warning disable CA1001 // a semaphore whose wait handle nobody asks for holds nothing to be freed
    private sealed class Line
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim _first = new(1);
        private readonly Lock _lock = new();
        private DateTimeOffset _since;
        private int _failures;
        private int _waiting;

        public static IDisposable Free { get; } = new Turn(null);

        public int FailuresSince(DateTimeOffset moment)
        {
            lock (_lock)
            {
                return _since > moment ? _failures : 0;
            }
        }

        public void Failed(DateTimeOffset now, TimeSpan window)
        {
            lock (_lock)
            {
                (_since, _failures) = _since > now - window ? (_since, _failures + 1) : (now, 1);
            }
        }

        public async Task<IDisposable?> WaitAsync(CancellationToken cancellation)
        {
            try
            {
                if (Interlocked.Increment(ref _waiting) > LongestLine)
                {
                    return null;
                }

                await _first.WaitAsync(cancellation);
                return new Turn(_first);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        private sealed class Turn(SemaphoreSlim? first) : IDisposable
        {
            public void Dispose() => first?.Release();
        }
    }
}
