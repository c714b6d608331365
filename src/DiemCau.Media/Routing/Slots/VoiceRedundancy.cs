namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Whether a receiver's voices carry the packet before them once more (RFC 2198). It doubles their bytes, so it is for lines that lose:
/// of a tenth lost at random, a hundredth is left.
/// </summary>
internal struct VoiceRedundancy
{
    /// <summary>Opus conceals a lost packet now and then so that hardly anybody hears it.</summary>
    private const double FromPercent = 2;

    private const long HoldMicros = 10_000_000;

    private long _lastNeeded;

    public bool IsOn { get; private set; }

    /// <param name="lossPercent">Of what was sent to the receiver lately.</param>
    public void Look(double lossPercent, long now)
    {
        if (lossPercent >= FromPercent)
        {
            _lastNeeded = now;
            IsOn = true;
        }
        else if (now - _lastNeeded > HoldMicros)
        {
            IsOn = false;
        }
    }
}
