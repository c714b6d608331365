namespace DiemCau.Media.Tests.Congestion;

/// <summary>
/// A publisher's layers as the server sends them over a weak line: the largest that fits beside the voices, with the allocator's margins
/// and patience; key frames of three times the size every two seconds; and whoever gets a picture (again) gets what came since its last
/// key frame in one go, or a new key frame.
/// </summary>
/// <param name="layers">Bits per second on the line, the smallest first.</param>
/// <param name="seed">Where between two key frames each layer begins.</param>
internal sealed class ServerPicture(double[] layers, int seed)
{
    public const int FrameMicros = 33_000;

    private const double Voices = 120_000;
    private const double Up = 1.1;
    private const double Stays = 1.1;
    private const double LastStays = 1.25;
    private const int KeyEvery = 60;
    private const int KeyFactor = 3;
    private const int CachedFrames = 30;
    private const int CachedBytes = 128 * 1_200;
    private const long LookEvery = 200_000;

    private readonly int[] _sinceKey = [.. layers.Select((_, i) => new SeededRandom(seed + i).Next(0, KeyEvery))];
    private int _chosen = -1;
    private bool _isNew;
    private double _arrangedFor;
    private long _nextLook;
    private long _fellAt;
    private long _roseAt;
    private long _wait;

    /// <summary>What would be sent if the line carried it, and a little more.</summary>
    public double Wanted => (layers[^1] * Up) + Voices;

    /// <summary>Chooses the layer anew from time to time, and at once when the line has become another.</summary>
    public void Look(double target, bool isGuess, long now)
    {
        if (now < _nextLook && target >= _arrangedFor * 0.85 && target <= _arrangedFor * 1.25)
        {
            return;
        }

        _nextLook = now + LookEvery;
        _arrangedFor = target;
        var budget = isGuess ? Math.Max(target - Voices, layers[0]) : target - Voices;
        var fits = -1;
        for (var i = 0; i < layers.Length; i++)
        {
            var room = i != _chosen ? budget : budget * (i == 0 ? LastStays : Stays);
            var rises = i > _chosen;
            if (layers[i] * (rises ? Up : 1) > room || (rises && _fellAt != 0 && now - _fellAt <= _wait))
            {
                break;
            }

            fits = i;
        }

        if (fits < _chosen)
        {
            var shortest = fits < 0 ? 1_000_000 : 5_000_000;
            _wait = _wait != 0 && _roseAt != 0 && now - _roseAt < 10_000_000 ? Math.Clamp(2 * _wait, shortest, fits < 0 ? 8_000_000 : 40_000_000) : shortest;
            _fellAt = now;
        }
        else if (fits > _chosen)
        {
            _roseAt = now;
        }

        _isNew |= fits != _chosen && fits >= 0;
        _chosen = fits;
    }

    /// <returns>Bytes to send of this frame, 30 times a second; 0: no picture.</returns>
    public int Frame()
    {
        for (var i = 0; i < layers.Length; i++)
        {
            _sinceKey[i] = (_sinceKey[i] + 1) % KeyEvery;
        }

        if (_chosen < 0)
        {
            return 0;
        }

        var delta = (int)(layers[_chosen] / 8 * FrameMicros / 1e6 * KeyEvery / (KeyEvery - 1 + KeyFactor));
        ref var since = ref _sinceKey[_chosen];
        if (!_isNew)
        {
            return since == 0 ? KeyFactor * delta : delta;
        }

        _isNew = false;
        since = since <= CachedFrames && (KeyFactor + since) * delta <= CachedBytes ? since : 0;
        return (KeyFactor + since) * delta;
    }
}
