using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// The addresses that a peer's checks came from, at most eight: a phone between Wi-Fi and mobile behind a changing NAT has four or five.
/// A ninth takes the place of the one unheard of for longest.
/// </summary>
internal sealed class VerifiedAddresses
{
    public const int Maximum = 8;

    private readonly Address[] _addresses = new Address[Maximum];
    private int _count;

    public bool Contains(in PeerAddress endpoint) => IndexOf(endpoint) >= 0;

    /// <summary>Whether the peer is known to receive there, not only to send from there.</summary>
    public bool IsReached(in PeerAddress endpoint) => IndexOf(endpoint) is >= 0 and var i && _addresses[i].IsReached;

    public void Reach(in PeerAddress endpoint)
    {
        if (IndexOf(endpoint) is >= 0 and var i)
        {
            _addresses[i] = _addresses[i] with { IsReached = true };
        }
    }

    /// <param name="selected">The address that was nominated, which never loses its place.</param>
    /// <param name="inUse">The address that is sent to, neither.</param>
    public void Note(in PeerAddress endpoint, long now, PeerAddress? selected, PeerAddress? inUse)
    {
        int i = IndexOf(endpoint);
        if (i < 0)
        {
            i = _count < Maximum ? _count++ : OldestBut(selected, inUse);
            _addresses[i] = default;
        }

        _addresses[i] = new Address(endpoint, now, _addresses[i].IsReached);
    }

    private int IndexOf(in PeerAddress endpoint)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_addresses[i].Endpoint == endpoint)
            {
                return i;
            }
        }

        return -1;
    }

    private int OldestBut(PeerAddress? selected, PeerAddress? inUse)
    {
        int oldest = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_addresses[i].Endpoint != selected && _addresses[i].Endpoint != inUse
                && (oldest < 0 || _addresses[i].At < _addresses[oldest].At))
            {
                oldest = i;
            }
        }

        return oldest;
    }

    private readonly record struct Address(PeerAddress Endpoint, long At, bool IsReached);
}
