using DiemCau.Media.Dtls;

namespace DiemCau.Media.Tests.Dtls;

/// <summary>Carries datagrams between two sessions as a bad line would, decided by a seed.</summary>
internal sealed class BadNetwork(int seed, double loss, double duplicate)
{
    private readonly SeededRandom _random = new(seed);

    public int Sent { get; private set; }

    public int Lost { get; private set; }

    public void Carry(DtlsSession from, DtlsSession to)
    {
        var onTheWay = new List<byte[]>();
        var datagram = new byte[DtlsSession.Mtu];
        while (from.TryTakeDatagram(datagram, out int length))
        {
            Sent++;
            if (_random.Chance(loss))
            {
                Lost++;
                continue;
            }

            int copies = _random.Chance(duplicate) ? 2 : 1;
            for (int i = 0; i < copies; i++)
            {
                onTheWay.Insert(_random.Next(0, onTheWay.Count + 1), datagram.AsSpan(0, length).ToArray());
            }
        }

        foreach (byte[] arrived in onTheWay)
        {
            to.Handle(arrived);
        }
    }
}
