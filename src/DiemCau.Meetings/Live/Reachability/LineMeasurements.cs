namespace DiemCau.Meetings.Live.Reachability;

/// <summary>
/// Line checks that send: what the line carries to the client is asked by the engine's probes, as in a meeting. Anybody may have one, so
/// what they can take of the server's own line is bounded: one sends 1 Mbit/s at most, and probes besides for six seconds.
/// </summary>
internal sealed class LineMeasurements(LineChecks checks, IMediaPlane media)
{
    /// <summary>A province's sites in a run of three minutes, each for half of one.</summary>
    private const int MostAtOnce = 100;

    /// <summary>The sites of a district may share an address.</summary>
    private const int MostOfOneAddress = 32;

    /// <summary>A podium, a shared screen and what they need to spare; how much more a line carries changes nothing.</summary>
    public const int UpToKbps = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byAddress = [];
    private int _running;

    /// <param name="address">Whose line it is, as requests are counted.</param>
    /// <returns>Null when there is no place.</returns>
    public LineCheckBegun? TryBegin(string address, MediaOffer offer)
    {
        if (!TryTake(address))
        {
            return null;
        }

        var begun = checks.TryBegin(offer, () => Free(address));
        if (begun is null)
        {
            Free(address);
        }
        else if (begun.Answer.Sdp is not null)
        {
            media.MeasureLine(begun.Id, begun.Id, UpToKbps);
        }

        return begun;
    }

    private bool TryTake(string address)
    {
        lock (_gate)
        {
            var ofAddress = _byAddress.GetValueOrDefault(address);
            if (_running >= MostAtOnce || ofAddress >= MostOfOneAddress)
            {
                return false;
            }

            _running++;
            _byAddress[address] = ofAddress + 1;
            return true;
        }
    }

    private void Free(string address)
    {
        lock (_gate)
        {
            _running--;
            if (--_byAddress[address] == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }
}
