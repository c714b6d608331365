using System.Security.Cryptography;
using System.Text;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>
/// A minimal agent with one pair: checks it, nominates it at once where it is controlling, answers the checks of a full agent and keeps
/// its consent fresh. For virtual participants.
/// Used by one thread.
/// </summary>
internal sealed class IceClient
{
    public const int MaximumRequest = 512;

    private const int TransactionIdLength = 12;
    private const int Remembered = 8;

    // The first check is repeated quickly, as the path and the server's answer may not be ready; then slower up to once a second.
    private const long FirstRetryMicroseconds = 50_000;
    private const long LastRetryMicroseconds = 1_000_000;

    // RFC 7675 §5.1: every 5 s, spread by 20 %; given up after 30 s without an answer.
    private const long ConsentIntervalMicroseconds = 5_000_000;
    private const long ConsentRetryMicroseconds = 500_000;
    private const long ConsentExpiryMicroseconds = 30_000_000;

    /// <summary>A peer-reflexive candidate of the first component (RFC 8445 §5.1.2).</summary>
    private const uint PeerReflexivePriority = (110u << 24) | (65_535u << 8) | 255;

    private readonly IceCredentials _local;
    private readonly IceCredentials _remote;
    private readonly byte[] _password;
    private readonly byte[] _ownPassword;
    private readonly bool _controlling;
    private readonly ulong _tieBreaker = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private readonly byte[] _transactionIds = new byte[Remembered * TransactionIdLength];
    private readonly long?[] _sentAt = new long?[Remembered];
    private int _next;
    private long _retry = FirstRetryMicroseconds;
    private long? _consentAt;

    /// <param name="controlling">False: the other side is a full agent that has made the offer (RFC 8445 §6.1.1), and nominates.</param>
    public IceClient(IceCredentials local, IceCredentials remote, bool controlling = true)
    {
        _local = local;
        _remote = remote;
        _password = Encoding.ASCII.GetBytes(remote.Password);
        _ownPassword = Encoding.ASCII.GetBytes(local.Password);
        _controlling = controlling;
        NextRequestAt = long.MinValue;
    }

    public bool IsConnected => _consentAt is not null;

    /// <summary>Smoothed, in microseconds; null before the first response.</summary>
    public long? RoundTripMicroseconds { get; private set; }

    /// <summary>Our address as the server sees it.</summary>
    public PeerAddress? MappedEndpoint { get; private set; }

    /// <summary>When the next request is due, in the clock of <c>now</c>; <see cref="long.MinValue"/> for at once.</summary>
    public long NextRequestAt { get; private set; }

    /// <summary>Whether consent has been renewed within 30 s (RFC 7675).</summary>
    public bool IsAlive(long now) => _consentAt is { } at && now - at < ConsentExpiryMicroseconds;

    /// <summary>Our address has changed: the pair is checked at once, and again quickly until there is an answer.</summary>
    public void CheckAgain()
    {
        NextRequestAt = long.MinValue;
        _retry = FirstRetryMicroseconds;
        Array.Clear(_sentAt);
    }

    /// <summary>Takes the request that is due, if any.</summary>
    /// <param name="now">Microseconds of a monotonic clock.</param>
    /// <param name="destination">At least <see cref="MaximumRequest"/> bytes.</param>
    public bool TryTakeRequest(long now, Span<byte> destination, out int length)
    {
        length = 0;
        if (now < NextRequestAt)
        {
            return false;
        }

        Span<byte> id = _transactionIds.AsSpan(_next * TransactionIdLength, TransactionIdLength);
        RandomNumberGenerator.Fill(id);
        _sentAt[_next] = now;
        _next = (_next + 1) % Remembered;

        var writer = new StunWriter(destination, StunClass.Request, id);
        writer.AddUsername(_remote.Ufrag, _local.Ufrag);
        writer.Add(_controlling ? StunAttribute.IceControlling : StunAttribute.IceControlled, _tieBreaker);
        if (_controlling)
        {
            writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        }

        writer.Add(StunAttribute.Priority, PeerReflexivePriority);
        writer.AddIntegrity(_password);
        length = writer.Finish();

        NextRequestAt = now + (IsConnected ? ConsentRetryMicroseconds : _retry);
        _retry = Math.Min(_retry * 2, LastRetryMicroseconds);
        return true;
    }

    /// <returns>Whether it was a valid answer to one of our requests.</returns>
    public bool Handle(in StunMessage response, long now)
    {
        if (response.Class != StunClass.Success || response.Method != StunMessage.Binding || Find(response.TransactionId) is not { } i
            || !response.VerifyIntegrity(_password))
        {
            return false;
        }

        long roundTrip = now - _sentAt[i]!.Value;
        RoundTripMicroseconds = RoundTripMicroseconds is { } smoothed ? smoothed + ((roundTrip - smoothed) / 8) : roundTrip;
        MappedEndpoint = response.XorMappedAddress;
        _consentAt = now;
        Array.Clear(_sentAt); // answers to older requests say nothing new
        NextRequestAt = now + (ConsentIntervalMicroseconds * RandomNumberGenerator.GetInt32(80, 121) / 100);
        return true;
    }

    /// <summary>Answers a full agent's check of the pair.</summary>
    /// <param name="from">Where it came from.</param>
    /// <param name="response">At least <see cref="IceAgent.MaximumResponse"/> bytes.</param>
    /// <returns>False when it is not an authentic check.</returns>
    public bool TryAnswer(in StunMessage request, in PeerAddress from, Span<byte> response, out int length)
    {
        length = 0;
        if (request.Class != StunClass.Request || request.Method != StunMessage.Binding || !request.VerifyIntegrity(_ownPassword))
        {
            return false;
        }

        var writer = new StunWriter(response, StunClass.Success, request.TransactionId);
        writer.AddXorMappedAddress(from);
        writer.AddIntegrity(_ownPassword);
        length = writer.Finish();
        return true;
    }

    private int? Find(ReadOnlySpan<byte> transactionId)
    {
        for (int i = 0; i < Remembered; i++)
        {
            if (_sentAt[i] is not null
                && transactionId.SequenceEqual(_transactionIds.AsSpan(i * TransactionIdLength, TransactionIdLength)))
            {
                return i;
            }
        }

        return null;
    }
}
