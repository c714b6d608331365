using System.Security.Cryptography;
using System.Text;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

/// <summary>What the agent made of a STUN message.</summary>
internal enum IceVerdict
{
    /// <summary>Nothing to answer.</summary>
    Ignored,

    /// <summary>The response is an error to send back; the address is not verified by this message.</summary>
    Refused,

    /// <summary>The address is verified; the response is to be sent.</summary>
    Verified,

    /// <summary>As Verified, and <see cref="IceAgent.SelectedEndpoint"/> has changed.</summary>
    Selected,
}

/// <summary>
/// The server's side of ICE: a lite agent (RFC 8445 §2.5) that answers checks and follows the peer's nomination, the latest one winning,
/// as Chromium nominates again whenever it prefers another path. What a lite agent leaves out it does all the same for an address that it
/// is to send to: a check of its own has to be answered from there first, so that nobody is sent a meeting that somebody else asked for.
/// Used by one thread.
/// </summary>
internal sealed class IceAgent
{
    public const int MaximumResponse = 160;

    /// <summary>Of a check: two names of 256 characters at most (RFC 8839 §5.4), and what else it says.</summary>
    public const int MaximumCheck = 512;

    /// <summary>Peers send a check every 2.5–6 s (RFC 7675 §5.1), so this is two lost ones at least.</summary>
    private const long ConsentMicroseconds = 10_000_000;

    private const int MaximumUnknownListed = 8;

    /// <summary>A peer-reflexive candidate of the first component (RFC 8445 §5.1.2).</summary>
    private const uint PeerReflexivePriority = (110u << 24) | (65_535u << 8) | 255;

    private readonly VerifiedAddresses _addresses = new();
    private readonly ReturnCheck _returnCheck = new();
    private readonly ulong _tieBreaker = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private Credentials _current;
    private Credentials? _checkedWith;
    private Credentials? _previous;
    private IceCredentials? _retired;
    private bool _currentChecked;
    private long? _consentAt;

    /// <param name="remote">The peer's, from its offer.</param>
    public IceAgent(IceCredentials local, IceCredentials remote) => _current = new Credentials(local, remote);

    public IceCredentials Local => _current.Local;

    public string LocalUfrag => Local.Ufrag;

    public string LocalPassword => Local.Password;

    /// <summary>
    /// Credentials of before an ICE restart, still answered until the peer has nominated with the new ones; null otherwise.
    /// </summary>
    public IceCredentials? Previous => _previous?.Local;

    /// <summary>
    /// Where the peer wants to be sent to: the nominated address, before a nomination the latest verified one; null before the first check.
    /// </summary>
    public PeerAddress? SelectedEndpoint { get; private set; }

    /// <summary>
    /// Where to send: the latest <see cref="SelectedEndpoint"/> that the peer was found to receive at; null before there is one.
    /// </summary>
    public PeerAddress? ReachedEndpoint { get; private set; }

    /// <summary>A check of the agent's own is on its way: <see cref="TryTakeCheck"/> may have something.</summary>
    public bool AwaitsAnswer => _returnCheck.To is not null;

    public bool IsNominated { get; private set; }

    /// <summary>Whether a check with valid integrity came from there, so that DTLS and SRTP may.</summary>
    public bool IsVerified(in PeerAddress endpoint) => _addresses.Contains(endpoint);

    /// <summary>Whether the peer has consented within the last 10 s (RFC 7675). False before its first check.</summary>
    public bool IsAlive(long now) => _consentAt is { } at && now - at < ConsentMicroseconds;

    /// <summary>Something that only the peer can have sent came from it, which is as good as a check: encoders send media and no checks.</summary>
    public void Heard(long now) => _consentAt = _consentAt is null ? null : now;

    /// <summary>It is known by other means that the peer receives there.</summary>
    public void Reached(in PeerAddress endpoint)
    {
        _addresses.Reach(endpoint);
        UseIfReached();
    }

    /// <summary>Takes the check of the agent's own that is due, if any.</summary>
    /// <param name="destination">At least <see cref="MaximumCheck"/> bytes.</param>
    public bool TryTakeCheck(long now, Span<byte> destination, out int length, out PeerAddress to)
    {
        length = 0;
        to = _returnCheck.To.GetValueOrDefault();
        if (_checkedWith is not { } with || !_returnCheck.IsDue(now))
        {
            return false;
        }

        var writer = new StunWriter(destination, StunClass.Request, _returnCheck.TransactionId);
        writer.AddUsername(with.Remote.Ufrag, with.Local.Ufrag);
        writer.Add(StunAttribute.IceControlled, _tieBreaker);
        writer.Add(StunAttribute.Priority, PeerReflexivePriority);
        writer.AddIntegrity(with.RemotePassword);
        length = writer.Finish();
        return true;
    }

    /// <summary>ICE restart: from now on checks may carry the new credentials; the old path serves until one does.</summary>
    public void Restart(IceCredentials local, IceCredentials remote)
    {
        if (_currentChecked || _previous is null)
        {
            _retired = _previous?.Local;
            _previous = _current;
        }
        else
        {
            _retired = _current.Local; // a second restart before the first was checked: the path in use belongs to the older credentials
        }

        _current = new Credentials(local, remote);
        _currentChecked = false;
    }

    /// <summary>
    /// Credentials that a restart or a check has put out of use, once: whoever finds transports by ufrag forgets them.
    /// To be asked for after each <see cref="Restart"/> and <see cref="Handle"/>.
    /// </summary>
    public IceCredentials? TakeRetired()
    {
        IceCredentials? retired = _retired;
        _retired = null;
        return retired;
    }

    /// <param name="now">Microseconds of a monotonic clock.</param>
    /// <param name="response">At least <see cref="MaximumResponse"/> bytes.</param>
    public IceVerdict Handle(in StunMessage message, PeerAddress from, long now, Span<byte> response, out int responseLength)
    {
        responseLength = 0;
        if (_returnCheck.IsAnswered(message, from))
        {
            Reached(from);
            return IceVerdict.Selected;
        }

        if (message.Class != StunClass.Request || message.Method != StunMessage.Binding)
        {
            return IceVerdict.Ignored; // indications only keep NAT bindings open
        }

        if (message.Username.IsEmpty || !message.HasIntegrity)
        {
            responseLength = Refuse(message, response, 400, "Bad Request"u8, default);
            return IceVerdict.Refused;
        }

        Credentials? used = Match(message);
        if (used is null)
        {
            responseLength = Refuse(message, response, 401, "Unauthorized"u8, default);
            return IceVerdict.Refused;
        }

        if (message.HasUnknownAttributes)
        {
            responseLength = Refuse(message, response, 420, "Unknown Attribute"u8, used.Password);
            return IceVerdict.Refused;
        }

        if (message.IceControlled is not null)
        {
            // A lite agent is always the controlled one (RFC 8445 §6.1.1), so the peer has to change its mind.
            responseLength = Refuse(message, response, 487, "Role Conflict"u8, used.Password);
            return IceVerdict.Refused;
        }

        var writer = new StunWriter(response, StunClass.Success, message.TransactionId);
        writer.AddXorMappedAddress(from);
        writer.AddIntegrity(used.Password);
        responseLength = writer.Finish();

        _consentAt = now;
        PeerAddress? before = SelectedEndpoint;
        _addresses.Note(from, now, before, ReachedEndpoint);
        if (from.IsOnTcp)
        {
            _addresses.Reach(from); // a connection has been answered already
        }

        Follow(used, from, message.UseCandidate);
        LookForTheWayBack(used, from, now);
        return SelectedEndpoint == before ? IceVerdict.Verified : IceVerdict.Selected;
    }

    private void Follow(Credentials used, in PeerAddress from, bool nominates)
    {
        if (used != _current)
        {
            if (!_currentChecked && (nominates || !IsNominated))
            {
                SelectedEndpoint = from;
            }

            return;
        }

        if (!_currentChecked)
        {
            _currentChecked = true;
            IsNominated = false; // the new path is there: it replaces the old one even before its nomination
        }

        if (nominates)
        {
            IsNominated = true;
            _retired = _previous?.Local ?? _retired;
            _previous = null;
        }

        if (nominates || !IsNominated)
        {
            SelectedEndpoint = from;
        }
    }

    private void LookForTheWayBack(Credentials used, in PeerAddress from, long now)
    {
        UseIfReached();
        if (SelectedEndpoint != from || ReachedEndpoint == from)
        {
            return;
        }

        if (_returnCheck.To != from)
        {
            _returnCheck.Begin(from, now);
            _checkedWith = used;
        }
        else
        {
            _returnCheck.Nudge(now);
        }
    }

    private void UseIfReached()
    {
        if (SelectedEndpoint is { } selected && _addresses.IsReached(selected))
        {
            ReachedEndpoint = selected;
            _returnCheck.Stop();
        }
    }

    private Credentials? Match(in StunMessage message)
    {
        if (message.Username.SequenceEqual(_current.Username))
        {
            return message.VerifyIntegrity(_current.Password) ? _current : null;
        }

        return _previous is { } previous && message.Username.SequenceEqual(previous.Username) && message.VerifyIntegrity(previous.Password)
            ? previous
            : null;
    }

    /// <param name="password">Empty where the sender is unknown: such an answer carries no integrity (RFC 8489 §9.1.3).</param>
    private static int Refuse(in StunMessage message, Span<byte> response, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> password)
    {
        var writer = new StunWriter(response, StunClass.Error, message.TransactionId);
        writer.AddErrorCode(code, reason);
        if (code == 420)
        {
            Span<ushort> unknown = stackalloc ushort[MaximumUnknownListed];
            writer.AddUnknownAttributes(unknown[..message.UnknownAttributes(unknown)]);
        }

        if (!password.IsEmpty)
        {
            writer.AddIntegrity(password);
        }

        return writer.Finish();
    }

    private sealed class Credentials(IceCredentials local, IceCredentials remote)
    {
        public IceCredentials Local { get; } = local;

        public IceCredentials Remote { get; } = remote;

        public byte[] RemotePassword { get; } = Encoding.ASCII.GetBytes(remote.Password);

        public byte[] Username { get; } = Encoding.ASCII.GetBytes($"{local.Ufrag}:{remote.Ufrag}");

        public byte[] Password { get; } = Encoding.ASCII.GetBytes(local.Password);
    }
}
