using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Publishing;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// A participant's path: ICE, DTLS and SRTP, and the two halves that use it. It belongs to the worker that its first valid check reached;
/// but for what is marked otherwise, only that worker's thread touches it.
/// </summary>
internal sealed class WebRtcTransport : IDisposable
{
    private const long ConnectWithin = 30_000_000;
    private const long QualityInterval = 2_000_000;

    /// <summary>How often to look after one that sends nothing and has nothing waiting: of a large conference, nearly all.</summary>
    private const long RestingTick = 40_000;

    /// <summary>A closed laptop may come back to the same association; after this long it makes a new one.</summary>
    private const long ForgetAfter = 300_000_000;

    private readonly IceAgent _ice;
    private readonly TransportDirectory _directory;
    private readonly List<PeerAddress> _provenAddresses = [];
    private MediaWorker? _owner;
    private SrtpSender? _outbound;
    private SrtpReceiver? _inbound;
    private volatile int _state = (int)TransportState.Connecting;
    private readonly long _createdAt;
    private DatagramBudget _handshakeBudget;
    private DatagramBudget _refusalBudget;
    private long _nextQuality;
    private long _nextTick;
    private long _silentSince;

    public WebRtcTransport(
        Participant participant,
        NegotiatedSession session,
        Agreement agreement,
        SlotPlan plan,
        DtlsSession dtls,
        TransportDirectory directory,
        HandshakeThread handshake,
        long now)
    {
        Participant = participant;
        RemoteFingerprint = session.RemoteFingerprint;
        Dtls = dtls;
        Handshake = handshake;
        _directory = directory;
        Agreement = agreement;
        RemoteUfrag = session.RemoteUfrag;
        _ice = new IceAgent(agreement.Local, session.RemoteUfrag);
        _createdAt = now;
        Publisher = new Publisher(this, session, plan);
        Receiver = new Receiver(this, session, agreement.Slots);
        directory.Announce(agreement.Local, this);
    }

    public Participant Participant { get; }

    public Conference Conference => Participant.Conference;

    public HandshakeThread Handshake { get; }

    /// <summary>What the participant sends.</summary>
    public Publisher Publisher { get; }

    /// <summary>What the participant receives.</summary>
    public Receiver Receiver { get; }

    public SdpFingerprint RemoteFingerprint { get; }

    /// <summary>What answers to this association repeat. The control side's, under the participant's lock.</summary>
    public Agreement Agreement { get; private set; }

    /// <summary>The client's ufrag of its last offer; another one asks for an ICE restart. The control side's.</summary>
    public string RemoteUfrag { get; private set; }

    /// <summary>Touched by the handshake thread only.</summary>
    public DtlsSession Dtls { get; }

    /// <summary>Touched by the handshake thread only.</summary>
    public bool IsDtlsDisposed { get; set; }

    /// <summary>The worker it lives on; null until the first valid check. Any thread.</summary>
    public MediaWorker? Owner => Volatile.Read(ref _owner);

    /// <summary>Any thread.</summary>
    public TransportState State => (TransportState)_state;

    /// <summary>Where packets go now; null before the first valid check.</summary>
    public PeerAddress? SelectedEndpoint => _ice.SelectedEndpoint;

    /// <summary>What was measured in the last interval; null before the first.</summary>
    public LineQuality? Quality { get; private set; }

    public bool CanSend => _outbound is not null && State == TransportState.Connected;

    /// <summary>A check whose ufrag is this transport's. The first valid one decides where the transport lives.</summary>
    public void HandleCheck(MediaWorker worker, in StunMessage check, in PeerAddress from, long now)
    {
        if (State == TransportState.Closed)
        {
            worker.Counters.Drop(DropReason.StunUnknownUser);
            return;
        }

        if (Owner is null && !TryAdopt(worker, check))
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
            Prove(worker, from);
            if (State == TransportState.Disconnected)
            {
                ChangeState(TransportState.Connected);
                Conference.ShardOn(worker).Add(Receiver, now);
            }
        }
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
            _owner!.Counters.Drop(DropReason.HandshakeFlood);
        }
    }

    public bool TryUnprotectRtp(PacketBuffer datagram)
    {
        if (_inbound is null)
        {
            _owner!.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        if (!RtpHeader.TryGetLength(datagram.Span, out var headerLength))
        {
            _owner!.Counters.Drop(DropReason.RtpMalformed);
            return false;
        }

        return Accept(_inbound.UnprotectRtp(datagram.Span, headerLength, out var length), datagram, length);
    }

    public bool TryUnprotectRtcp(PacketBuffer datagram)
    {
        if (_inbound is null)
        {
            _owner!.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        return Accept(_inbound.UnprotectRtcp(datagram.Span, out var length), datagram, length);
    }

    public void HandleRtcp(ReadOnlySpan<byte> compound, long now) => RtcpDispatch.Handle(this, compound, now);

    /// <summary>Room for one packet to this participant; the caller writes, protects and commits it.</summary>
    public Span<byte> Reserve(int maxLength) => _owner!.Reserve(maxLength);

    /// <summary>Protects what was written into the reserved room and sends it at the end of the batch.</summary>
    public void CommitRtp(Span<byte> packet, int headerLength, int length)
    {
        if (_ice.SelectedEndpoint is { } to)
        {
            _owner!.Commit(to, packet[.._outbound!.ProtectRtp(packet, headerLength, length)]);
        }
    }

    /// <summary>Sends a compound RTCP packet.</summary>
    public void SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (!CanSend || compound.IsEmpty || _ice.SelectedEndpoint is not { } to)
        {
            return;
        }

        var room = Reserve(compound.Length + SrtpSender.MaximumOverhead);
        compound.CopyTo(room);
        _owner!.Commit(to, room[.._outbound!.ProtectRtcp(room, compound.Length)]);
    }

    /// <summary>Sends a datagram as it is: DTLS records.</summary>
    public void SendDatagram(ReadOnlySpan<byte> datagram)
    {
        if (_ice.SelectedEndpoint is { } to)
        {
            SendTo(to, datagram);
        }
    }

    /// <summary>Something has to be looked after at the worker's next tick.</summary>
    public void TickSoon() => _nextTick = 0;

    public void Tick(long now)
    {
        if (now < _nextTick)
        {
            return;
        }

        _nextTick = now + RestingTick;
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
            Conference.ShardOn(_owner!).Remove(Receiver, now);
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

        Publisher.Tick(now);
        Receiver.Tick(now);
        if (Publisher.IsSending || Receiver.IsPacing)
        {
            TickSoon();
        }

        if (now >= _nextQuality)
        {
            _nextQuality = now + QualityInterval;
            RaiseQuality();
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
                _ice.Restart(agreement.Local, session.RemoteUfrag);
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
        ChangeState(TransportState.Connected);
        Conference.ShardOn(Owner!).Add(Receiver, now);
    });

    /// <summary>Handshake thread: no keys will come of this.</summary>
    public void FailHandshake() => Owner?.Post(Close);

    /// <summary>Handshake thread: the peer said goodbye.</summary>
    public void PeerClosed() => Owner?.Post(Close);

    /// <summary>Any thread.</summary>
    public void CloseSoon()
    {
        if (Owner is { } worker)
        {
            worker.Post(Close);
        }
        else
        {
            _state = (int)TransportState.Closed;
            _directory.Withdraw(_ice.Local);
            Handshake.End(this);
        }
    }

    public void Close(long now)
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        Conference.ShardOn(_owner!).Remove(Receiver, now);
        Publisher.Close();
        ChangeState(TransportState.Closed);
        Handshake.End(this);
        _directory.Withdraw(_ice.Local);
        if (_ice.Previous is { } previous)
        {
            _directory.Withdraw(previous);
        }

        foreach (var address in _provenAddresses)
        {
            _owner!.Transports.Forget(address, this);
            _directory.Forget(address, this);
        }

        _owner!.Transports.Remove(this);
        Dispose();
    }

    /// <summary>Frees the keys.</summary>
    public void Dispose()
    {
        _outbound?.Dispose();
        _inbound?.Dispose();
        _outbound = null;
        _inbound = null;
    }

    /// <summary>A ufrag that is no longer answered must not keep this transport in the directory.</summary>
    private void WithdrawRetired()
    {
        if (_ice.TakeRetired() is { } retired)
        {
            _directory.Withdraw(retired);
        }
    }

    private bool TryAdopt(MediaWorker worker, in StunMessage check)
    {
        Span<byte> key = stackalloc byte[64];
        var length = System.Text.Encoding.ASCII.GetBytes(_ice.LocalPassword, key);
        if (!check.VerifyIntegrity(key[..length]))
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            return false;
        }

        if (Interlocked.CompareExchange(ref _owner, worker, null) is { } other && other != worker)
        {
            return false; // another worker was first; the client repeats its check there
        }

        worker.Transports.Add(this);
        return true;
    }

    private void Prove(MediaWorker worker, in PeerAddress from)
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
                worker.Transports.Forget(_provenAddresses[i], this);
                _directory.Forget(_provenAddresses[i], this);
                _provenAddresses.RemoveAt(i);
            }
        }

        _provenAddresses.Add(from);
        worker.Transports.Prove(from, this);
        _directory.Prove(from, this);
    }

    private void SendTo(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        var room = Reserve(datagram.Length);
        datagram.CopyTo(room);
        _owner!.Commit(to, room[..datagram.Length]);
    }

    private bool Accept(SrtpResult result, PacketBuffer datagram, int length)
    {
        if (result == SrtpResult.Ok)
        {
            datagram.Length = length;
            return true;
        }

        _owner!.Counters.Drop(result switch
        {
            SrtpResult.AuthenticationFailed => DropReason.SrtpAuthentication,
            SrtpResult.Replayed => DropReason.SrtpReplay,
            _ => DropReason.SrtpOther,
        });
        return false;
    }

    // Apart from Tick: the closure would be made at every tick.
    private void RaiseQuality()
    {
        var quality = new LineQuality(
            Publisher.TakeLossPercent(), Receiver.Estimate.LossPercent, Receiver.Estimate.RoundTripMs, Receiver.Estimate.Kbps, Publisher.BitrateKbps);
        Quality = quality;
        Conference.Events.Raise(listener => listener.QualityMeasured(Conference.Id, Participant.Id, quality));
    }

    private void ChangeState(TransportState next)
    {
        _state = (int)next;
        Conference.Events.Raise(listener => listener.TransportChanged(Conference.Id, Participant.Id, next));
    }
}
