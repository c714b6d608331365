using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// The addresses a peer has proved to receive at, at most eight: a phone between Wi-Fi and mobile behind a changing NAT has four or five.
/// A ninth takes the place of the one unheard of for longest.
/// </summary>
internal sealed class VerifiedAddresses
{
    public const int Maximum = 8;

    private readonly (PeerAddress Endpoint, long At)[] _addresses = new (PeerAddress, long)[Maximum];
    private int _count;

    public bool Contains(in PeerAddress endpoint) => IndexOf(endpoint) >= 0;

    /// <param name="keep">The address in use, which never loses its place.</param>
    public void Note(in PeerAddress endpoint, long now, PeerAddress? keep)
    {
        int i = IndexOf(endpoint);
        if (i < 0)
        {
            i = _count < Maximum ? _count++ : OldestBut(keep);
        }

        _addresses[i] = (endpoint, now);
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

    private int OldestBut(PeerAddress? keep)
    {
        int oldest = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_addresses[i].Endpoint != keep && (oldest < 0 || _addresses[i].At < _addresses[oldest].At))
            {
                oldest = i;
            }
        }

        return oldest;
    }
}
