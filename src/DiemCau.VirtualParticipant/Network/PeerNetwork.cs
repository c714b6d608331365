using DiemCau.Media.Dtls;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>The certificate that peers show, and what OpenSSL needs of it.</summary>
internal sealed record PeerIdentity(DtlsCertificate Certificate, DtlsContext Context);

/// <summary>The threads and the certificate that any number of virtual participants share. Dispose it after them.</summary>
public sealed class PeerNetwork : IDisposable
{
    private readonly PeerLoop[] _loops;
    private readonly PeerIdentity _identity;
    private readonly int _seed;
    private int _made;

    /// <param name="threads">One serves some hundred receivers of one picture each.</param>
    /// <param name="seed">The same seed gives the same SSRCs and first sequence numbers.</param>
    /// <param name="nice">Of the threads: 0 is like all others, 19 leaves the processor to everybody else.</param>
    public PeerNetwork(int threads = 1, int seed = 1, int nice = 0)
    {
        var certificate = DtlsCertificate.Generate(TimeProvider.System);
        _identity = new PeerIdentity(certificate, new DtlsContext(certificate));
        _loops = [.. Enumerable.Range(1, threads).Select(i => new PeerLoop($"peers {i}", nice))];
        _seed = seed;
        Started = PeerClock.Now;
    }

    /// <summary>When the clips of its participants began.</summary>
    internal long Started { get; }

    internal PeerConnection Connect(PeerPlan plan)
    {
        var number = Interlocked.Increment(ref _made);
        return new PeerConnection(_loops[number % _loops.Length], _identity, plan, _seed * 7919 + number);
    }

    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }

        _identity.Context.Dispose();
    }
}
