using System.Security.Cryptography;
using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Turn;

/// <summary>
/// One client's allocation (RFC 8656) over one TCP connection, without sockets: the relayed address is a name only, and the only peers are
/// the addresses that this server's engine announces. Everything else is forbidden, so the relay is of no use to reach anybody else. One
/// thread calls <see cref="Handle"/>, another may call <see cref="TryWrap"/>.
/// </summary>
internal sealed class TurnSession : IDisposable
{
    public const int MaximumResponse = 512;

    /// <summary>A Data indication around a datagram: STUN header, peer address (IPv6), attribute header and padding.</summary>
    public const int MaximumOverhead = 64;

    // RFC 8656 §3.2 and §7.2.
    private const uint DefaultLifetime = 600;
    private const uint MaximumLifetime = 3600;
    private const long NonceMicroseconds = 3_600_000_000;

    private readonly TurnCredentials _credentials;
    private readonly TurnQuota _quota;
    private readonly PeerAddress _client;
    private readonly PeerAddress[] _relayed;
    private readonly TurnPeer[] _peers;
    private readonly byte[] _key = new byte[TurnCredentials.KeyLength];
    private byte[] _nonce = [];
    private long _nonceUntil = long.MinValue;
    private string? _holder;
    private byte _family;
    private long _allocatedUntil = long.MinValue;

    /// <param name="client">The client's address as the server sees it.</param>
    /// <param name="relayed">The names of its relayed address, in IPv4 and IPv6.</param>
    /// <param name="peers">The announced addresses, at most <see cref="MaximumPeers"/>.</param>
    public TurnSession(
        TurnCredentials credentials,
        TurnQuota quota,
        PeerAddress client,
        (PeerAddress V4, PeerAddress V6) relayed,
        IReadOnlyList<PeerAddress> peers)
    {
        _credentials = credentials;
        _quota = quota;
        _client = client;
        _relayed = [relayed.V4, relayed.V6];
        _peers = [.. peers.Take(MaximumPeers).Select(peer => new TurnPeer(peer))];
    }

    public const int MaximumPeers = 8;

    public bool IsAllocated(long now) => now < Volatile.Read(ref _allocatedUntil);

    /// <summary>The address that peers see; of the family that the client asked for.</summary>
    public PeerAddress Relayed => _relayed[_family == TurnRequest.IPv6 ? 1 : 0];

    /// <param name="frame">A complete frame of the client.</param>
    /// <param name="response">At least <see cref="MaximumResponse"/> bytes.</param>
    public TurnReaction Handle(in TurnFrame frame, TurnTime now, Span<byte> response)
    {
        if (frame.Kind == TurnFrameKind.ChannelData)
        {
            return Relay(FindChannel(frame.Channel, now.Microseconds), frame.Content, now.Microseconds);
        }

        if (!StunMessage.TryParse(frame.Content, out StunMessage message))
        {
            return TurnReaction.None;
        }

        var request = new TurnRequest(message);
        return message.Class switch
        {
            StunClass.Request => new TurnReaction(Answer(message, request, now, response)),
            StunClass.Indication when message.Method == TurnMethod.Send => Relay(FindPeer(request), request.Data, now.Microseconds),
            _ => TurnReaction.None,
        };
    }

    /// <summary>Puts a peer's datagram into what the client understands: ChannelData or a Data indication.</summary>
    /// <returns>False when the client may not have it (any more).</returns>
    public bool TryWrap(int peer, ReadOnlySpan<byte> datagram, long now, Span<byte> destination, out int length)
    {
        length = 0;
        if (peer >= _peers.Length || !IsAllocated(now) || !_peers[peer].IsPermitted(now))
        {
            return false;
        }

        if (_peers[peer].Channel(now) is var channel and not 0)
        {
            length = TurnFrame.WriteChannelData((ushort)channel, datagram, destination);
            return true;
        }

        Span<byte> id = stackalloc byte[12];
        RandomNumberGenerator.Fill(id);
        var writer = new StunWriter(destination, StunClass.Indication, id, TurnMethod.Data);
        writer.AddXorAddress(StunAttribute.XorPeerAddress, _peers[peer].Endpoint);
        writer.Add(StunAttribute.Data, datagram);
        length = writer.FinishPlainly();
        return true;
    }

    /// <summary>Ends the allocation.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _allocatedUntil, long.MinValue);
        foreach (TurnPeer peer in _peers)
        {
            peer.Forget();
        }

        if (Interlocked.Exchange(ref _holder, null) is { } username)
        {
            _quota.GiveBack(username);
        }
    }

    private int Answer(in StunMessage message, in TurnRequest request, TurnTime now, Span<byte> response)
    {
        if (message.Method == StunMessage.Binding)
        {
            var writer = new StunWriter(response, StunClass.Success, message.TransactionId);
            writer.AddXorMappedAddress(_client);
            return writer.Finish();
        }

        if (Authenticate(message, request, now) is var refused and not 0)
        {
            return Refuse(message, request, refused, now, response);
        }

        if (request.HasUnknown)
        {
            return Refuse(message, request, 420, now, response);
        }

        int code = message.Method switch
        {
            TurnMethod.Allocate => Allocate(message, request, now.Microseconds),
            _ when !IsAllocated(now.Microseconds) => 437,
            TurnMethod.Refresh => Refresh(request, now.Microseconds),
            TurnMethod.CreatePermission => Permit(request, now.Microseconds),
            TurnMethod.ChannelBind => BindChannel(request, now.Microseconds),
            _ => 400,
        };
        return code == 0 ? Succeed(message, now.Microseconds, response) : Refuse(message, request, code, now, response);
    }

    /// <summary>RFC 8489 §9.2.4. The key of an allocation serves it to its end, even if the username runs out meanwhile.</summary>
    private int Authenticate(in StunMessage message, in TurnRequest request, TurnTime now)
    {
        if (!message.HasIntegrity)
        {
            return 401;
        }

        if (message.Username.IsEmpty || request.Realm.IsEmpty || request.Nonce.IsEmpty)
        {
            return 400;
        }

        if (now.Microseconds >= _nonceUntil || !request.Nonce.SequenceEqual(_nonce))
        {
            return 438;
        }

        Span<byte> asked = stackalloc byte[TurnCredentials.KeyLength];
        if (_holder is { } username && IsAllocated(now.Microseconds))
        {
            if (!message.Username.SequenceEqual(Encoding.ASCII.GetBytes(username)))
            {
                return 441;
            }

            _key.CopyTo(asked);
        }
        else if (!_credentials.TryGetKey(message.Username, now.UnixSeconds, asked))
        {
            return 401;
        }

        if (!message.VerifyIntegrity(asked))
        {
            return 401;
        }

        asked.CopyTo(_key);
        return 0;
    }

    /// <summary>RFC 8656 §7.2. EVEN-PORT is met by any name; the next port up is not for reserving, because there are no ports.</summary>
    private int Allocate(in StunMessage message, in TurnRequest request, long now)
    {
        if (IsAllocated(now))
        {
            return 437;
        }

        if (request.Transport is not { } transport)
        {
            return 400;
        }

        if (transport != TurnRequest.Udp)
        {
            return 442;
        }

        if (request.Family is not (null or TurnRequest.IPv4 or TurnRequest.IPv6))
        {
            return 440;
        }

        if (request.HasReservation || request.ReservesNextPort)
        {
            return 508;
        }

        Dispose(); // what is left of an allocation that has run out
        string username = Encoding.ASCII.GetString(message.Username);
        if (!_quota.TryTake(username))
        {
            return 486;
        }

        _holder = username;
        _family = request.Family ?? TurnRequest.IPv4;
        Extend(request.Lifetime ?? DefaultLifetime, now);
        return 0;
    }

    private int Refresh(in TurnRequest request, long now)
    {
        if (request.Family is { } asked && asked != _family)
        {
            return 443;
        }

        if (request.Lifetime == 0)
        {
            Dispose();
        }
        else
        {
            Extend(request.Lifetime ?? DefaultLifetime, now);
        }

        return 0;
    }

    private void Extend(uint seconds, long now) =>
        Volatile.Write(ref _allocatedUntil, now + (Math.Clamp(seconds, DefaultLifetime, MaximumLifetime) * 1_000_000L));

    /// <summary>RFC 8656 §10.2: all or none; a permission is for an address, whatever the port.</summary>
    private int Permit(in TurnRequest request, long now)
    {
        int count = 0;
        TurnPeers asked = request.Peers;
        for (; asked.TryRead(out PeerAddress peer); count++)
        {
            if (RefusalOf(peer) is var refusal and not 0)
            {
                return refusal;
            }
        }

        if (asked.IsMalformed || count == 0)
        {
            return 400;
        }

        for (TurnPeers granted = request.Peers; granted.TryRead(out PeerAddress peer);)
        {
            foreach (TurnPeer own in _peers)
            {
                if (own.Endpoint.HasAddressOf(peer))
                {
                    own.Permit(now);
                }
            }
        }

        return 0;
    }

    private int RefusalOf(in PeerAddress peer)
    {
        if (peer.IsIPv4 != (_family == TurnRequest.IPv4))
        {
            return 443;
        }

        foreach (TurnPeer own in _peers)
        {
            if (own.Endpoint.HasAddressOf(peer))
            {
                return 0;
            }
        }

        return 403;
    }

    private int BindChannel(in TurnRequest request, long now)
    {
        TurnPeers asked = request.Peers;
        if (request.Channel is not (>= TurnFrame.FirstChannel and <= TurnFrame.LastChannel) || !asked.TryRead(out PeerAddress address))
        {
            return 400;
        }

        if (RefusalOf(address) is var refusal and not 0)
        {
            return refusal;
        }

        if (IndexOf(address) is not (>= 0 and var index))
        {
            return 403;
        }

        int number = request.Channel.Value;
        int bound = _peers[index].Channel(now);
        int holderOfNumber = FindChannel(number, now);
        if ((bound != 0 && bound != number) || (holderOfNumber >= 0 && holderOfNumber != index))
        {
            return 400; // a channel and a peer belong to each other until the binding runs out (§12.2)
        }

        _peers[index].Bind(number, now);
        return 0;
    }

    private TurnReaction Relay(int peer, ReadOnlySpan<byte> payload, long now) =>
        peer >= 0 && !payload.IsEmpty && payload.Length <= TurnFrame.MaximumPayload && IsAllocated(now) && _peers[peer].IsPermitted(now)
            ? new TurnReaction(0, peer, payload)
            : TurnReaction.None;

    private int FindPeer(in TurnRequest request)
    {
        TurnPeers asked = request.Peers;
        return asked.TryRead(out PeerAddress peer) ? IndexOf(peer) : -1;
    }

    private int FindChannel(int number, long now) => Array.FindIndex(_peers, peer => peer.Channel(now) == number);

    private int IndexOf(PeerAddress endpoint) => Array.FindIndex(_peers, peer => peer.Endpoint == endpoint);

    private int Succeed(in StunMessage message, long now, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Success, message.TransactionId, message.Method);
        if (message.Method == TurnMethod.Allocate)
        {
            writer.AddXorAddress(StunAttribute.XorRelayedAddress, Relayed);
            writer.AddXorMappedAddress(_client);
        }

        if (message.Method is TurnMethod.Allocate or TurnMethod.Refresh)
        {
            writer.Add(StunAttribute.Lifetime, IsAllocated(now) ? (uint)((_allocatedUntil - now) / 1_000_000) : 0);
        }

        writer.AddIntegrity(_key);
        return writer.Finish();
    }

    private int Refuse(in StunMessage message, in TurnRequest request, int code, TurnTime now, Span<byte> response)
    {
        var writer = new StunWriter(response, StunClass.Error, message.TransactionId, message.Method);
        writer.AddErrorCode(code, TurnReason.Of(code));
        switch (code)
        {
            case 401 or 438:
                writer.Add(StunAttribute.Realm, Encoding.ASCII.GetBytes(TurnCredentials.Realm));
                writer.Add(StunAttribute.Nonce, FreshNonce(now.Microseconds));
                return writer.Finish(); // nothing to protect it with
            case 400:
                return writer.Finish();
            case 420:
                Span<ushort> unknown = stackalloc ushort[4];
                writer.AddUnknownAttributes(unknown[..request.UnknownAttributes(unknown)]);
                break;
        }

        writer.AddIntegrity(_key);
        return writer.Finish();
    }

    private byte[] FreshNonce(long now)
    {
        if (now >= _nonceUntil)
        {
            _nonce = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(24, lowercase: true));
            _nonceUntil = now + NonceMicroseconds;
        }

        return _nonce;
    }
}
