using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>Answers that must not tell known addresses from unknown ones take the same time, whatever was done for them.</summary>
internal sealed class EvenAnswer(IOptions<AccountsOptions> options, TimeProvider time)
{
    public long Begin() => time.GetTimestamp();

    public Task EndAsync(long begun, CancellationToken cancellation)
    {
        var rest = options.Value.EvenAnswerTime - time.GetElapsedTime(begun);
        return rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellation) : Task.CompletedTask;
    }
}
