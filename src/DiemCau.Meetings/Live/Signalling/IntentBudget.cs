namespace DiemCau.Meetings.Live.Signalling;

/// <summary>
/// How often one connection may ask for something. A busy chair presses a few buttons a second; a script that floods the
/// conference's queue is told to slow down. Touched by one invocation at a time.
/// </summary>
internal sealed class IntentBudget(int burst, int perSecond)
{
    private double _spent;
    private DateTimeOffset? _refilledAt;

    public bool TrySpend(DateTimeOffset now)
    {
        _spent = Math.Max(0, _spent - ((now - (_refilledAt ?? now)).TotalSeconds * perSecond));
        _refilledAt = now;
        if (_spent + 1 > burst)
        {
            return false;
        }

        _spent++;
        return true;
    }
}
