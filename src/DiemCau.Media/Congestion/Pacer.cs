namespace DiemCau.Media.Congestion;

/// <summary>
/// An allowance that follows a receiver's line: a share of its estimate, saved up over a short time.
/// </summary>
/// <param name="factor">Of the estimate.</param>
/// <param name="burst">For how many microseconds it is saved up.</param>
internal sealed class Pacer(double factor, long burst)
{
    private const int LeastBurst = 2_500;

    private double _allowance;
    private double _most;
    private double _bytesPerMicro;
    private long _refilledAt;

    /// <summary>A packet may leave now. The last one may overdraw; the next waits for it.</summary>
    public bool IsOpen => _allowance > 0;

    /// <summary>
    /// For pictures: what leaves at once is at most what the line carries in ten milliseconds at two and a half times its estimate
    /// (libwebrtc's pacing factor), so that a key frame does not become a queue before which voices wait. An ordinary frame of a line
    /// with head-room passes whole, and the kernel still gets it as one message.
    /// </summary>
    public static Pacer OfPictures() => new(2.5, 10_000);

    /// <summary>For repairs: a receiver that asks for more than two fifths of its line again has another trouble than loss.</summary>
    public static Pacer OfRepairs() => new(0.4, 250_000);

    /// <summary>The line's estimate changed.</summary>
    public void Follow(double bitsPerSecond)
    {
        _bytesPerMicro = bitsPerSecond * factor / 8_000_000;
        _most = Math.Max(LeastBurst, _bytesPerMicro * burst);
    }

    /// <summary>Call it before <see cref="IsOpen"/> when time has passed.</summary>
    public void Refill(long now)
    {
        if (now != _refilledAt)
        {
            _allowance = Math.Min(_most, _allowance + ((now - _refilledAt) * _bytesPerMicro));
            _refilledAt = now;
        }
    }

    /// <param name="bytes">What was sent, of whatever kind: voices and repairs do not wait, but what waits makes room for them.</param>
    public void Spend(int bytes) => _allowance -= bytes;
}
