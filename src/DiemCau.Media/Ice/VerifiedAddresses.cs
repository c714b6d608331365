using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// The addresses a peer has proved to receive at, at most eight: a phone between Wi-Fi and mobile behind a changing NAT has four or five.
/// A ninth takes the place of the one unheard of for longest.
/// </summary>
internal sealed class VerifiedAddresses
{
    public const int Maximum = 8;

    private readonly (UdpEndpoint Endpoint, long At)[] _addresses = new (UdpEndpoint, long)[Maximum];
    private int _count;

    public bool Contains(in UdpEndpoint endpoint) => IndexOf(endpoint) >= 0;

    /// <param name="keep">The address in use, which never loses its place.</param>
    public void Note(in UdpEndpoint endpoint, long now, UdpEndpoint? keep)
    {
        int i = IndexOf(endpoint);
        if (i < 0)
        {
            i = _count < Maximum ? _count++ : OldestBut(keep);
        }

        _addresses[i] = (endpoint, now);
    }

    private int IndexOf(in UdpEndpoint endpoint)
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

    private int OldestBut(UdpEndpoint? keep)
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
