using DiemCau.Media.Congestion;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Sessions;

/// <summary>
/// A participant's path: ICE, DTLS and SRTP, and the two halves that use it. It belongs to the worker that its first valid check reached;
/// but for what is marked otherwise, only that worker's thread touches it.
/// </summary>
internal sealed class Transport : IDisposable
{
    private const long ConnectWithin = 30_000_000;
    private const long QualityInterval = 2_000_000;

    /// <summary>How often to look after one that sends nothing and has nothing waiting: of a large conference, nearly all.</summary>
    private const long RestingTick = 40_000;

    /// <summary>A closed laptop may come back to the same association; after this long it makes a new one.</summary>
    private const long ForgetAfter = 300_000_000;

    private readonly IceAgent ice;
    private readonly TransportDirectory directory;
    private readonly List<UdpEndpoint> provenAddresses = [];
    private MediaWorker? owner;
    private SrtpSender? outbound;
    private SrtpReceiver? inbound;
    private volatile int state = (int)TransportState.Connecting;
    private readonly long createdAt;
    private DatagramBudget handshakeBudget;
    private DatagramBudget refusalBudget;
    private long nextQuality;
    private long nextTick;
    private long silentSince;

    public Transport(
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
        this.directory = directory;
        Agreement = agreement;
        RemoteUfrag = session.RemoteUfrag;
        ice = new IceAgent(agreement.Local, session.RemoteUfrag);
        createdAt = now;
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
    public MediaWorker? Owner => Volatile.Read(ref owner);

    /// <summary>Any thread.</summary>
    public TransportState State => (TransportState)state;

    /// <summary>Where packets go now; null before the first valid check.</summary>
    public UdpEndpoint? SelectedEndpoint => ice.SelectedEndpoint;

    /// <summary>What was measured in the last interval; null before the first.</summary>
    public LineQuality? Quality { get; private set; }

    public bool CanSend => outbound is not null && State == TransportState.Connected;

    /// <summary>A check whose ufrag is this transport's. The first valid one decides where the transport lives.</summary>
    public void HandleCheck(MediaWorker worker, in StunMessage check, in UdpEndpoint from, long now)
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
        var verdict = ice.Handle(check, from, now, response, out var length);
        WithdrawRetired();
        if (verdict == IceVerdict.Ignored)
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            return;
        }

        if (verdict == IceVerdict.Refused)
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            if (!refusalBudget.TrySpend(now))
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
        if (handshakeBudget.TrySpend(now))
        {
            Handshake.Receive(this, datagram);
        }
        else
        {
            owner!.Counters.Drop(DropReason.HandshakeFlood);
        }
    }

    public bool TryUnprotectRtp(PacketBuffer datagram)
    {
        if (inbound is null)
        {
            owner!.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        if (!RtpHeader.TryGetLength(datagram.Span, out var headerLength))
        {
            owner!.Counters.Drop(DropReason.RtpMalformed);
            return false;
        }

        return Accept(inbound.UnprotectRtp(datagram.Span, headerLength, out var length), datagram, length);
    }

    public bool TryUnprotectRtcp(PacketBuffer datagram)
    {
        if (inbound is null)
        {
            owner!.Counters.Drop(DropReason.NotConnected);
            return false;
        }

        return Accept(inbound.UnprotectRtcp(datagram.Span, out var length), datagram, length);
    }

    public void HandleRtcp(ReadOnlySpan<byte> compound, long now) => RtcpDispatch.Handle(this, compound, now);

    /// <summary>Room for one packet to this participant; the caller writes, protects and commits it.</summary>
    public Span<byte> Reserve(int maxLength) => owner!.Reserve(maxLength);

    /// <summary>Protects what was written into the reserved room and sends it at the end of the batch.</summary>
    public void CommitRtp(Span<byte> packet, int headerLength, int length)
    {
        if (ice.SelectedEndpoint is { } to)
        {
            owner!.Commit(to, packet[..outbound!.ProtectRtp(packet, headerLength, length)]);
        }
    }

    /// <summary>Sends a compound RTCP packet.</summary>
    public void SendRtcp(ReadOnlySpan<byte> compound)
    {
        if (!CanSend || compound.IsEmpty || ice.SelectedEndpoint is not { } to)
        {
            return;
        }

        var room = Reserve(compound.Length + SrtpSender.MaximumOverhead);
        compound.CopyTo(room);
        owner!.Commit(to, room[..outbound!.ProtectRtcp(room, compound.Length)]);
    }

    /// <summary>Sends a datagram as it is: DTLS records.</summary>
    public void SendDatagram(ReadOnlySpan<byte> datagram)
    {
        if (ice.SelectedEndpoint is { } to)
        {
            SendTo(to, datagram);
        }
    }

    /// <summary>Something has to be looked after at the worker's next tick.</summary>
    public void TickSoon() => nextTick = 0;

    public void Tick(long now)
    {
        if (now < nextTick)
        {
            return;
        }

        nextTick = now + RestingTick;
        if (State == TransportState.Connecting)
        {
            if (now - createdAt > ConnectWithin)
            {
                Close(now);
            }

            return;
        }

        if (State == TransportState.Connected && !ice.IsAlive(now))
        {
            // What is not sent now could not be asked for again: when the line is back, every slot begins anew with a key frame.
            silentSince = now;
            Conference.ShardOn(owner!).Remove(Receiver, now);
            ChangeState(TransportState.Disconnected);
        }

        if (State == TransportState.Disconnected)
        {
            if (now - silentSince > ForgetAfter)
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

        if (now >= nextQuality)
        {
            nextQuality = now + QualityInterval;
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
            Take(createdAt);
        }

        void Take(long now)
        {
            if (restarts)
            {
                ice.Restart(agreement.Local, session.RemoteUfrag);
                directory.Announce(agreement.Local, this);
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

        outbound = new SrtpSender(keys.Profile, keys.LocalKey, keys.LocalSalt);
        inbound = new SrtpReceiver(keys.Profile, keys.RemoteKey, keys.RemoteSalt);
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
            state = (int)TransportState.Closed;
            directory.Withdraw(ice.Local);
            Handshake.End(this);
        }
    }

    public void Close(long now)
    {
        if (State == TransportState.Closed)
        {
            return;
        }

        Conference.ShardOn(owner!).Remove(Receiver, now);
        Publisher.Close();
        ChangeState(TransportState.Closed);
        Handshake.End(this);
        directory.Withdraw(ice.Local);
        if (ice.Previous is { } previous)
        {
            directory.Withdraw(previous);
        }

        foreach (var address in provenAddresses)
        {
            owner!.Transports.Forget(address, this);
            directory.Forget(address, this);
        }

        owner!.Transports.Remove(this);
        Dispose();
    }

    /// <summary>Frees the keys.</summary>
    public void Dispose()
    {
        outbound?.Dispose();
        inbound?.Dispose();
        outbound = null;
        inbound = null;
    }

    /// <summary>A ufrag that is no longer answered must not keep this transport in the directory.</summary>
    private void WithdrawRetired()
    {
        if (ice.TakeRetired() is { } retired)
        {
            directory.Withdraw(retired);
        }
    }

    private bool TryAdopt(MediaWorker worker, in StunMessage check)
    {
        Span<byte> key = stackalloc byte[64];
        var length = System.Text.Encoding.ASCII.GetBytes(ice.LocalPassword, key);
        if (!check.VerifyIntegrity(key[..length]))
        {
            worker.Counters.Drop(DropReason.StunIntegrity);
            return false;
        }

        if (Interlocked.CompareExchange(ref owner, worker, null) is { } other && other != worker)
        {
            return false; // another worker was first; the client repeats its check there
        }

        worker.Transports.Add(this);
        return true;
    }

    private void Prove(MediaWorker worker, in UdpEndpoint from)
    {
        if (provenAddresses.Contains(from))
        {
            return;
        }

        // The agent keeps a bounded number of addresses; what it gave up must not lead here any more.
        for (var i = provenAddresses.Count - 1; i >= 0; i--)
        {
            if (!ice.IsVerified(provenAddresses[i]))
            {
                worker.Transports.Forget(provenAddresses[i], this);
                directory.Forget(provenAddresses[i], this);
                provenAddresses.RemoveAt(i);
            }
        }

        provenAddresses.Add(from);
        worker.Transports.Prove(from, this);
        directory.Prove(from, this);
    }

    private void SendTo(in UdpEndpoint to, ReadOnlySpan<byte> datagram)
    {
        var room = Reserve(datagram.Length);
        datagram.CopyTo(room);
        owner!.Commit(to, room[..datagram.Length]);
    }

    private bool Accept(SrtpResult result, PacketBuffer datagram, int length)
    {
        if (result == SrtpResult.Ok)
        {
            datagram.Length = length;
            return true;
        }

        owner!.Counters.Drop(result switch
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
        state = (int)next;
        Conference.Events.Raise(listener => listener.TransportChanged(Conference.Id, Participant.Id, next));
    }
}
