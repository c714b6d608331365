using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// The way to a WebRTC client: ICE, DTLS and SRTP. It belongs to the worker that its first valid check reached;
/// but for what is marked otherwise, only that worker's thread touches it.
/// </summary>
internal sealed class WebRtcTransport : Transport, IDisposable
{
    private const long ConnectWithin = 30_000_000;

    /// <summary>How often to look after one that sends nothing and has nothing waiting: of a large conference, nearly all.</summary>
    private const long RestingTick = 40_000;

    /// <summary>A closed laptop may come back to the same association; after this long it makes a new one.</summary>
    private const long ForgetAfter = 300_000_000;

    private readonly IceAgent _ice;
    private readonly TransportDirectory _directory;
    private readonly List<PeerAddress> _provenAddresses = [];
    private TransportTable? _table;
    private int _fate = (int)Fate.Open;
    private SrtpSender? _outbound;
    private SrtpReceiver? _inbound;
    private readonly long _createdAt;
    private readonly bool _begins;
    private DatagramBudget _handshakeBudget;
    private DatagramBudget _refusalBudget;
    private long _nextTick;
    private long _silentSince;
    private PeerAddress? _firstFlightTo;
    private bool _isFlightElsewhere;
    private PeerAddress? _knownPath;
    private MediaPath? _toldPath;
    private SendBatch.Place _lastSent;

    public WebRtcTransport(
        Participant participant,
        NegotiatedSession session,
        Agreement agreement,
        SlotPlan plan,
        DtlsSession dtls,
        TransportDirectory directory,
        HandshakeThread handshake,
        long now)
        : base(participant, session, plan, agreement.Slots)
    {
        RemoteFingerprint = session.RemoteFingerprint;
        Dtls = dtls;
        Handshake = handshake;
        _directory = directory;
        Agreement = agreement;
        RemoteUfrag = session.RemoteUfrag;
        _ice = new IceAgent(agreement.Local, session.RemoteIce);
        _begins = session.LocalSetup == DtlsRole.Client;
        _createdAt = now;
        directory.Announce(agreement.Local, this);
    }

    /// <summary>Whether it has found its worker, or ended before.</summary>
    private enum Fate
    {
        Open,
        Adopted,
        Ended,
    }

    public HandshakeThread Handshake { get; }

    public SdpFingerprint RemoteFingerprint { get; }

    /// <summary>What answers to this association repeat. The control side's, under the participant's lock.</summary>
    public Agreement Agreement { get; private set; }

    /// <summary>The client's ufrag of its last offer; another one asks for an ICE restart. The control side's.</summary>
    public string RemoteUfrag { get; private set; }

    /// <summary>Touched by the handshake thread only.</summary>
    public DtlsSession Dtls { get; }

    /// <summary>Touched by the handshake thread only.</summary>
    public bool IsDtlsDisposed { get; set; }

    /// <summary>Touched by the handshake thread only: something was sent, so that anything more waits for an answer.</summary>
    public bool HasSentFlight { get; set; }

    /// <summary>The table of the worker it lives on; null until the first valid check. Any thread.</summary>
    public TransportTable? Table => Volatile.Read(ref _table);

    /// <summary>Where packets go, or will as soon as an answer has come from there; null before the first valid check.</summary>
    public PeerAddress? SelectedEndpoint => _ice.ReachedEndpoint ?? _ice.SelectedEndpoint;

    public override bool CanSend => _outbound is not null && State == TransportState.Connected;

    /// <summary>A check whose ufrag is this transport's. The first valid one decides where the transport lives.</summary>
    public void HandleCheck(TransportTable here, in StunMessage check, in PeerAddress from, long now)
    {
        var worker = here.Worker;
        if (State == TransportState.Closed)
        {
            worker.Counters.Drop(DropReason.StunUnknownUser);
            return;
        }

        if (Table is null && !TryBeAdopted(here, check))
        {
            return;
        }

        Span<byte> response = stackalloc byte[256];
        var verdict = _ice.Handle(check, from, now, response, out var length);
        WithdrawRetired();
        if (verdict == IceVerdict.Ignored)
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            return;
        }

        if (verdict == IceVerdict.Refused)
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            if (!_refusalBudget.TrySpend(now))
            {
                return; // a flood, most likely with somebody else's address: no answer keeps it from being passed on
            }
        }

        if (length > 0)
        {
            SendTo(from, response[..length]);
        }

        if (verdict is IceVerdict.Verified or IceVerdict.Selected)
        {
            Prove(from);
            LookForTheWayBack(now);
            TellPath();
            if (State == TransportState.Disconnected)
            {
                Open(now);
            }
        }
    }

    /// <summary>An answer to a check of ours, or what looks like one.</summary>
    public void HandleAnswer(in StunMessage answer, in PeerAddress from, long now)
    {
        if (_ice.Handle(answer, from, now, [], out _) == IceVerdict.Ignored)
        {
            Worker.Counters.Drop(DropReason.StunIntegrity);
        }

        TellPath();
    }

    /// <summary>Hands a DTLS datagram to the handshake thread, as many as an honest peer sends.</summary>
    public void HandleDtls(PacketBuffer datagram, long now)
    {
        if (_handshakeBudget.TrySpend(now))
        {
            Handshake.Receive(this, datagram);
        }
        else
        {
            Worker.Counters.Drop(DropReason.HandshakeFlood);
        }
    }

    public bool TryUnprotectRtp(PacketBuffer datagram, long now)
    {
        if (_inbound is null)
        {
            Worker.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        if (!RtpHeader.TryGetLength(datagram.Span, out var headerLength))
        {
            Worker.Counters.Drop(DropReason.RtpMalformed);
            return false;
        }

        return Accept(_inbound.UnprotectRtp(datagram.Span, headerLength, out var length), datagram, length, now);
    }

    public bool TryUnprotectRtcp(PacketBuffer datagram, long now)
    {
        if (_inbound is null)
        {
            Worker.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        return Accept(_inbound.UnprotectRtcp(datagram.Span, out var length), datagram, length, now);
    }

    public override Span<byte> Reserve(int length) => _table!.Outlet.Reserve(length + SrtpSender.MaximumOverhead);

    /// <summary>Protects what was written where it lies.</summary>
    public override void CommitRtp(Span<byte> packet, int headerLength, int length, long? arrivedAt)
    {
        if (_ice.ReachedEndpoint is not { } to)
        {
            return;
        }

        var outlet = _table!.Outlet;
        outlet.Commit(to, packet[.._outbound!.ProtectRtp(packet, headerLength, length)], ref _lastSent);
        if (arrivedAt is { } since)
        {
            outlet.Forwarded(since);
        }
    }

    /// <summary>Sends a compound RTCP packet.</summary>
    public override void SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (!CanSend || compound.IsEmpty || _ice.ReachedEndpoint is not { } to)
        {
            return;
        }

        var room = Reserve(compound.Length);
        compound.CopyTo(room);
        _table!.Outlet.Commit(to, room[.._outbound!.ProtectRtcp(room, compound.Length)], ref _lastSent);
    }

    /// <summary>
    /// Sends DTLS records. But for the first flight they go where the peer was found to receive, and nowhere else: a flight is several times
    /// as large as what asks for it, and is repeated.
    /// </summary>
    public void SendRecords(ReadOnlySpan<byte> datagram, DatagramMessageKind kind)
    {
        if (_ice.SelectedEndpoint is not { } selected)
        {
            return;
        }

        if (kind == DatagramMessageKind.Completed && _firstFlightTo == selected && !_isFlightElsewhere)
        {
            _ice.Reached(selected); // who completes the handshake has read what was sent there, and there only
            TellPath();
        }

        if (_ice.ReachedEndpoint is { } reached)
        {
            _isFlightElsewhere |= _firstFlightTo != reached;
            SendTo(reached, datagram);
        }
        else if (kind == DatagramMessageKind.FirstFlight && (_firstFlightTo ??= selected) == selected)
        {
            SendTo(selected, datagram);
        }
        else
        {
            Worker.Counters.Drop(DropReason.NotAnswered);
        }
    }

    public override void TickSoon() => _nextTick = 0;

    public void Tick(long now)
    {
        if (now < _nextTick)
        {
            return;
        }

        _nextTick = now + RestingTick;
        LookForTheWayBack(now);
        if (State == TransportState.Connecting)
        {
            if (now - _createdAt > ConnectWithin)
            {
                Close(now);
            }

            return;
        }

        if (State == TransportState.Connected && !_ice.IsAlive(now))
        {
            // What is not sent now could not be asked for again: when the line is back, every slot begins anew with a key frame.
            _silentSince = now;
            Conference.ShardOn(Worker).Remove(Receiver, now);
            ChangeState(TransportState.Disconnected);
        }

        if (State == TransportState.Disconnected)
        {
            if (now - _silentSince > ForgetAfter)
            {
                Close(now);
            }

            return;
        }

        Look(now);
        if (Publisher.IsSending || Receiver.IsPacing)
        {
            TickSoon();
        }
    }

    /// <summary>
    /// A later offer of the same association: new credentials restart ICE (RFC 8445 section 9; the old path serves until the new one is
    /// checked), new m-lines become slots. The control side calls it under the participant's lock.
    /// </summary>
    public void Change(Agreement agreement, NegotiatedSession session)
    {
        var restarts = agreement.Local != Agreement.Local;
        Agreement = agreement;
        RemoteUfrag = session.RemoteUfrag;
        if (Owner is { } worker)
        {
            worker.Post(Take);
        }
        else
        {
            Take(_createdAt);
        }

        void Take(long now)
        {
            if (restarts)
            {
                _ice.Restart(agreement.Local, session.RemoteIce);
                _directory.Announce(agreement.Local, this);
                WithdrawRetired();
            }

            Receiver.Reconfigure(session, agreement.Slots);
            Receiver.LookAgain(now);
        }
    }

    /// <summary>Handshake thread: the peer is who its fingerprint says; media may flow.</summary>
    public void CompleteHandshake(SrtpKeys keys) => Owner?.Post(now =>
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        _outbound = new SrtpSender(keys.Profile, keys.LocalKey, keys.LocalSalt);
        _inbound = new SrtpReceiver(keys.Profile, keys.RemoteKey, keys.RemoteSalt);
        Open(now);
    });

    /// <summary>Handshake thread: no keys will come of this.</summary>
    public void FailHandshake() => Owner?.Post(Close);

    /// <summary>Handshake thread: the peer said goodbye.</summary>
    public void PeerClosed() => Owner?.Post(Close);

    /// <summary>Ends a transport that no check has reached in time. Any thread.</summary>
    public void ExpireUnreached(long now)
    {
        if (_fate == (int)Fate.Open && now - _createdAt > ConnectWithin)
        {
            TryEndUnreached();
        }
    }

    public override void CloseSoon()
    {
        if (TryEndUnreached())
        {
            return;
        }

        SpinWait.SpinUntil(() => Owner is not null || State == TransportState.Closed); // it is being adopted at this moment
        Owner?.Post(Close);
    }

    public override void Close(long now)
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        // What must be given back comes first: a fault in one of the halves must not keep the rest alive.
        ChangeState(TransportState.Closed);
        Handshake.End(this);
        Withdraw();
        foreach (var address in _provenAddresses)
        {
            _table!.Forget(address, this);
            _directory.Forget(address, this);
        }

        _table!.Remove(this);
        try
        {
            Conference.ShardOn(Worker).Remove(Receiver, now);
            Publisher.Close(now);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Frees the keys.</summary>
    public void Dispose()
    {
        _outbound?.Dispose();
        _inbound?.Dispose();
        _outbound = null;
        _inbound = null;
    }

    /// <summary>Either this or <see cref="TryBeAdopted"/> succeeds, and once.</summary>
    private bool TryEndUnreached()
    {
        if (Interlocked.CompareExchange(ref _fate, (int)Fate.Ended, (int)Fate.Open) != (int)Fate.Open)
        {
            return _fate == (int)Fate.Ended;
        }

        ChangeState(TransportState.Closed);
        Withdraw();
        Handshake.End(this);
        return true;
    }

    private void Withdraw()
    {
        _directory.Withdraw(_ice.Local);
        if (_ice.Previous is { } previous)
        {
            _directory.Withdraw(previous);
        }
    }

    /// <summary>A ufrag that is no longer answered must not keep this transport in the directory.</summary>
    private void WithdrawRetired()
    {
        if (_ice.TakeRetired() is { } retired)
        {
            _directory.Withdraw(retired);
        }
    }

    private bool TryBeAdopted(TransportTable here, in StunMessage check)
    {
        Span<byte> key = stackalloc byte[64];
        var length = System.Text.Encoding.ASCII.GetBytes(_ice.LocalPassword, key);
        if (!check.VerifyIntegrity(key[..length]))
        {
            here.Worker.Counters.Drop(DropReason.StunIntegrity);
            return false;
        }

        if (Interlocked.CompareExchange(ref _fate, (int)Fate.Adopted, (int)Fate.Open) != (int)Fate.Open)
        {
            return false; // it has ended, or another worker was first: the client repeats its check there
        }

        here.Add(this);
        Volatile.Write(ref _table, here);
        LiveOn(here.Worker);
        if (_begins)
        {
            Handshake.Start(this);
        }

        return true;
    }

    private void Prove(in PeerAddress from)
    {
        if (_provenAddresses.Contains(from))
        {
            return;
        }

        // The agent keeps a bounded number of addresses; what it gave up must not lead here any more.
        for (var i = _provenAddresses.Count - 1; i >= 0; i--)
        {
            if (!_ice.IsVerified(_provenAddresses[i]))
            {
                _table!.Forget(_provenAddresses[i], this);
                _directory.Forget(_provenAddresses[i], this);
                _provenAddresses.RemoveAt(i);
            }
        }

        _provenAddresses.Add(from);
        _table!.Prove(from, this);
        _directory.Prove(from, this);
    }

    /// <summary>An address that nothing is known to receive at is anybody's: a check may name one that is not its sender's.</summary>
    private void TellPath()
    {
        if (_ice.ReachedEndpoint is not { } reached || reached == _knownPath)
        {
            return;
        }

        _knownPath = reached;
        var path = MediaPath.Of(reached);
        if (path != _toldPath) // another port of the same client tells nothing
        {
            _toldPath = path;
            Tell(path);
        }
    }

    private void LookForTheWayBack(long now)
    {
        if (!_ice.AwaitsAnswer)
        {
            return;
        }

        Span<byte> check = stackalloc byte[IceAgent.MaximumCheck];
        if (_ice.TryTakeCheck(now, check, out var length, out var to))
        {
            SendTo(to, check[..length]);
        }
    }

    private void SendTo(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        var outlet = _table!.Outlet;
        var room = outlet.Reserve(datagram.Length);
        datagram.CopyTo(room);
        outlet.Commit(to, room[..datagram.Length], ref _lastSent);
    }

    private bool Accept(SrtpResult result, PacketBuffer datagram, int length, long now)
    {
        if (result == SrtpResult.Ok)
        {
            datagram.Length = length;
            _ice.Heard(now);
            if (State == TransportState.Disconnected)
            {
                Open(now);
            }

            return true;
        }

        Worker.Counters.Drop(result switch
        {
            SrtpResult.AuthenticationFailed => DropReason.SrtpAuthentication,
            SrtpResult.Replayed => DropReason.SrtpReplay,
            _ => DropReason.SrtpOther,
        });
        return false;
    }
}
