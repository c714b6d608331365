using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

internal enum StunClass { Request, Indication, Success, Error }

/// <summary>A checked view of a STUN message (RFC 8489) in the bytes it came in.</summary>
internal readonly ref struct StunMessage
{
    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message) => throw new NotImplementedException();

    public StunClass Class => throw new NotImplementedException();

    public int Method => throw new NotImplementedException();

    /// <summary>12 bytes.</summary>
    public ReadOnlySpan<byte> TransactionId => throw new NotImplementedException();

    /// <summary>"receiver's ufrag:sender's ufrag"; empty when absent.</summary>
    public ReadOnlySpan<byte> Username => throw new NotImplementedException();

    /// <summary>The part of <see cref="Username"/> before the colon: of a request that we receive, our own ufrag.</summary>
    public ReadOnlySpan<byte> ReceiverUfrag => throw new NotImplementedException();

    public uint? Priority => throw new NotImplementedException();

    public bool UseCandidate => throw new NotImplementedException();

    /// <summary>The tie-breaker of a controlling sender.</summary>
    public ulong? IceControlling => throw new NotImplementedException();

    /// <summary>The tie-breaker of a controlled sender.</summary>
    public ulong? IceControlled => throw new NotImplementedException();

    public UdpEndpoint? XorMappedAddress => throw new NotImplementedException();

    public int? ErrorCode => throw new NotImplementedException();

    public bool HasFingerprint => throw new NotImplementedException();

    public bool HasIntegrity => throw new NotImplementedException();

    public bool VerifyIntegrity(ReadOnlySpan<byte> key) => throw new NotImplementedException();
}
