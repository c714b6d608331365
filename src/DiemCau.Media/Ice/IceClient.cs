namespace DiemCau.Media.Ice;

/// <summary>A minimal controlling agent with one pair: checks it, nominates it at once and keeps its consent fresh. For virtual participants.</summary>
internal sealed class IceClient
{
    public IceClient(IceCredentials local, IceCredentials remote) => throw new NotImplementedException();

    public bool IsConnected => throw new NotImplementedException();

    /// <summary>Smoothed, in microseconds; null before the first response.</summary>
    public long? RoundTripMicroseconds => throw new NotImplementedException();

    /// <summary>When the next request is due, in the clock of <c>now</c>.</summary>
    public long NextRequestAt => throw new NotImplementedException();

    /// <summary>Takes the request that is due, if any.</summary>
    public bool TryTakeRequest(long now, Span<byte> destination, out int length) => throw new NotImplementedException();

    /// <returns>Whether it was a valid answer to one of our requests.</returns>
    public bool Handle(in StunMessage response, long now) => throw new NotImplementedException();

    /// <summary>Whether consent has been renewed within 30 s (RFC 7675).</summary>
    public bool IsAlive(long now) => throw new NotImplementedException();
}
