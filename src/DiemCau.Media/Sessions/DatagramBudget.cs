namespace DiemCau.Media.Sessions;

/// <summary>
/// How many datagrams of a costly kind one transport may have handled or answered: a token bucket. A DTLS handshake takes a client 6 to 10 datagrams, repeated at most
/// a dozen times over a minute; whoever sends more must not take the handshake thread from the others.
/// </summary>
internal struct DatagramBudget
{
    private const int AtOnce = 64;
    private const long RefillMicroseconds = 100_000;

    private long spent;
    private long countedAt;

    public bool TrySpend(long now)
    {
        var back = (now - countedAt) / RefillMicroseconds;
        if (back >= spent)
        {
            (spent, countedAt) = (0, now);
        }
        else
        {
            spent -= back;
            countedAt += back * RefillMicroseconds;
        }

        if (spent >= AtOnce)
        {
            return false;
        }

        spent++;
        return true;
    }
}
