using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>What the agent made of a STUN message.</summary>
internal enum IceVerdict
{
    /// <summary>Not for us, or nothing to answer.</summary>
    Ignored,

    /// <summary>The response is an error to send back; the address is not verified.</summary>
    Refused,

    /// <summary>The address is verified; the response is to be sent.</summary>
    Verified,

    /// <summary>As Verified, and <see cref="IceAgent.SelectedEndpoint"/> has changed.</summary>
    Selected,
}

/// <summary>The server's side of ICE: a lite agent (RFC 8445 §2.5) that answers checks and follows the peer's nomination.</summary>
internal sealed class IceAgent
{
    public IceAgent(IceCredentials local, string remoteUfrag) => throw new NotImplementedException();

    public IceCredentials Local => throw new NotImplementedException();

    public string LocalUfrag => Local.Ufrag;

    public string LocalPassword => Local.Password;

    /// <summary>Credentials of before an ICE restart, still answered until the new ones have been checked; null otherwise.</summary>
    public IceCredentials? Previous => throw new NotImplementedException();

    /// <summary>Where to send: the nominated address, before a nomination the latest verified one.</summary>
    public UdpEndpoint? SelectedEndpoint => throw new NotImplementedException();

    public bool IsNominated => throw new NotImplementedException();

    public bool IsVerified(in UdpEndpoint endpoint) => throw new NotImplementedException();

    /// <param name="now">Microseconds of a monotonic clock.</param>
    /// <param name="response">At least 128 bytes.</param>
    public IceVerdict Handle(in StunMessage message, UdpEndpoint from, long now, Span<byte> response, out int responseLength) =>
        throw new NotImplementedException();

    /// <summary>Whether the peer has consented within the last 10 s (RFC 7675).</summary>
    public bool IsAlive(long now) => throw new NotImplementedException();

    /// <summary>ICE restart: from now on checks may carry the new credentials; the old path serves until one does.</summary>
    public void Restart(IceCredentials local, string remoteUfrag) => throw new NotImplementedException();
}
