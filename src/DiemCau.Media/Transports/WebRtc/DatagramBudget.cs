namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// How many datagrams of a costly kind one transport may have handled or answered: a token bucket. A DTLS handshake takes a client 6 to 10
/// datagrams, repeated at most a dozen times over a minute; whoever sends more must not take the handshake thread from the others.
/// </summary>
internal struct DatagramBudget
{
    private const int AtOnce = 64;
    private const long RefillMicroseconds = 100_000;

    private long _spent;
    private long _countedAt;

    public bool TrySpend(long now)
    {
        var back = (now - _countedAt) / RefillMicroseconds;
        if (back >= _spent)
        {
            (_spent, _countedAt) = (0, now);
        }
        else
        {
            _spent -= back;
            _countedAt += back * RefillMicroseconds;
        }

        if (_spent >= AtOnce)
        {
            return false;
        }

        _spent++;
        return true;
    }
}
