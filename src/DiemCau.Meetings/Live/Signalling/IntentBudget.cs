namespace DiemCau.Meetings.Live.Signalling;

/// <summary>
/// How often one connection may ask for something. A busy chair presses a few buttons a second; a script that floods the
/// conference's queue is told to slow down. Touched by one invocation at a time.
/// </summary>
internal sealed class IntentBudget(int burst, int perSecond)
{
    private double spent;
    private DateTimeOffset? refilledAt;

    public bool TrySpend(DateTimeOffset now)
    {
        spent = Math.Max(0, spent - ((now - (refilledAt ?? now)).TotalSeconds * perSecond));
        refilledAt = now;
        if (spent + 1 > burst)
        {
            return false;
        }

        spent++;
        return true;
    }
}
