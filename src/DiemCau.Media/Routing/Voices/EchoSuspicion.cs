namespace DiemCau.Media.Routing.Voices;

/// <summary>
/// When likenesses become a suspicion: two looks in a row, a second apart, that find the same lag; and when it ends: not found for some
/// looks in a row in which somebody spoke, or the microphone is silent.
/// </summary>
internal struct EchoSuspicion
{
    private const int LooksToBegin = 2;
    private const int LooksToEnd = 5;

    /// <summary>What a line's jitter moves a lag by, in bins.</summary>
    private const int Tolerance = 3;

    private int _lag;
    private int _found;
    private int _missed;

    /// <summary>Bins by which the speaker's voice comes back; 0: it does not.</summary>
    public int Lag { get; private set; }

    /// <param name="lag">What a look with somebody speaking found; 0: nothing.</param>
    public void Look(int lag)
    {
        if (lag == 0)
        {
            _found = 0;
            if (Lag != 0 && ++_missed >= LooksToEnd)
            {
                Clear();
            }

            return;
        }

        _found = _found > 0 && Math.Abs(lag - _lag) <= Tolerance ? _found + 1 : 1;
        _lag = lag;
        _missed = 0;
        if (_found >= LooksToBegin)
        {
            Lag = lag;
        }
    }

    public void Clear() => this = default;
}
