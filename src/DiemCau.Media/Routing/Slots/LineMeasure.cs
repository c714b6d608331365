namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Has a receiver's line measured although nothing is shown on it. At first probes ask what it carries; then, when no probe fills a queue,
/// small packets at half of that tell what the line loses by itself.
/// </summary>
internal sealed class LineMeasure
{
    private const long ProbeFor = 6_000_000;
    private const double Share = 0.5;

    /// <summary>380 packets a second: 2 % of loss are known to a third of a point after five seconds.</summary>
    private const double Most = 1_000_000;

    /// <summary>Until something is known of the line: what the weakest carries.</summary>
    private const double Careful = 64_000;

    /// <summary>What was not sent while the worker was busy is not made good in one burst.</summary>
    private const long LongestStep = 50_000;

    private long _beganAt;
    private long _steppedAt;
    private double _owed;

    /// <param name="wanted">Up to which rate, bits per second; 0: nothing is measured.</param>
    /// <returns>What probes ask for now.</returns>
    public double Asked(double wanted, long now) => _beganAt == 0 || now - _beganAt < ProbeFor ? wanted : 0;

    /// <param name="estimate">Of the line, bits per second.</param>
    /// <returns>Bytes of padding to send now, besides probes.</returns>
    public int Due(double wanted, double estimate, bool isGuess, long now)
    {
        if (wanted <= 0)
        {
            return 0;
        }

        if (_beganAt == 0)
        {
            _beganAt = _steppedAt = now;
        }

        var rate = isGuess ? Careful : Math.Min(Most, estimate * Share);
        _owed += rate * Math.Min(LongestStep, now - _steppedAt) / 8_000_000;
        _steppedAt = now;
        return (int)_owed;
    }

    public void Sent(int bytes) => _owed -= bytes;
}
