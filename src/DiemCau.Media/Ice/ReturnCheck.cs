using System.Security.Cryptography;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// A check of the server's own (RFC 8445 §7.3.1.4) towards an address that only a request speaks for. Anybody who knows the credentials can
/// send a request with somebody else's address as its source; an answer to what was sent there comes from nobody but who receives there.
/// </summary>
internal sealed class ReturnCheck
{
    /// <summary>Repeated four times within 1.5 s, each wait twice as long; then only when the peer checks again.</summary>
    private const int MostSent = 5;

    private const long FirstWait = 100_000;
    private const int TransactionIdLength = 12;

    private readonly byte[] _id = new byte[TransactionIdLength];
    private int _sent;
    private long _next;

    /// <summary>Where it goes; null when there is nothing to find out.</summary>
    public PeerAddress? To { get; private set; }

    public ReadOnlySpan<byte> TransactionId => _id;

    public void Begin(in PeerAddress to, long now)
    {
        RandomNumberGenerator.Fill(_id);
        To = to;
        _sent = 0;
        _next = now;
    }

    /// <summary>The peer has checked again: one more, but no faster than that.</summary>
    public void Nudge(long now)
    {
        if (_sent == MostSent)
        {
            _sent--;
            _next = now;
        }
    }

    public void Stop() => To = null;

    /// <returns>Whether it is to be sent now.</returns>
    public bool IsDue(long now)
    {
        if (To is null || _sent == MostSent || now < _next)
        {
            return false;
        }

        _next = now + (FirstWait << _sent);
        _sent++;
        return true;
    }

    /// <summary>An error is an answer, too: what counts is that the number came back from there.</summary>
    public bool IsAnswered(in StunMessage message, in PeerAddress from) =>
        To == from && message.Class is StunClass.Success or StunClass.Error && message.TransactionId.SequenceEqual(_id);
}
