using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Media.Srtp;
using DiemCau.Media.Udp;
using DiemCau.VirtualParticipant.Sending;

namespace DiemCau.VirtualParticipant.Session;

internal enum PeerState { Offering, Checking, Securing, Connected, Failed, Closed }

/// <summary>
/// A WebRTC client without sockets, threads or clocks: offer, answer, datagrams and the time go in, datagrams come out into an
/// <see cref="Outbox"/>. ICE controlling, DTLS client, SRTP, RTP and RTCP. Times are microseconds of any monotonic clock.
/// </summary>
internal sealed class PeerSession : IDisposable
{
    private const long FeedbackInterval = 20_000;
    private const long ArrivalInterval = 60_000;
    private const long ReportInterval = 1_000_000;

    private readonly PeerPlan _plan;
    private readonly DtlsSession _dtls;
    private readonly IceCredentials _ice = IceCredentials.Generate();
    private readonly Outbox _outbox;
    private readonly Random _random;
    private readonly PeerOffer _offer;
    private readonly DtlsCertificate _certificate;
    private IceClient? _iceClient;
    private SdpFingerprint? _serverFingerprint;
    private SdpDescription? _answer;
    private PeerAddress? _server;
    private bool _serverOffered;
    private RtpTransmitter? _transmitter;
    private SrtpSender? _srtpOut;
    private SrtpReceiver? _srtpIn;
    private bool _dtlsStarted;
    private long _dtlsDueAt = long.MaxValue;
    private long _nextFeedbackAt;
    private long _nextArrivalsAt;
    private long _nextReportAt;

    /// <param name="seed">Decides SSRCs, first sequence numbers and the like.</param>
    public PeerSession(PeerPlan plan, DtlsContext context, DtlsCertificate certificate, Outbox outbox, int seed)
    {
        _plan = plan;
        _outbox = outbox;
        _certificate = certificate;
        _random = new Random(seed);
        _dtls = new DtlsSession(context, DtlsRole.Client);
        _offer = PeerOffer.Write(plan, _ice, certificate, _random);
    }

    public PeerState State { get; private set; }

    public string Offer => _offer.Sdp;

    public PeerLines Lines => _offer.Lines;

    /// <summary>What is sent; empty before the answer.</summary>
    public PublishedMedia Published { get; private set; } = PublishedMedia.Nothing;

    /// <summary>What is received; empty before the answer.</summary>
    public ReceivedMedia Received { get; private set; } = ReceivedMedia.Nothing;

    /// <summary>What protects the media; null before it can flow.</summary>
    public SrtpProfile? Profile => _srtpIn is null ? null : _dtls.Profile;

    public long PacketsSent => _transmitter?.PacketsSent ?? 0;

    public long BytesSent => _transmitter?.BytesSent ?? 0;

    /// <summary>Datagrams that were not authentic, not understood or belonged to no slot.</summary>
    public long Rejected { get; private set; }

    /// <summary>When <see cref="Drive"/> has something to do at the latest.</summary>
    public long NextAt { get; private set; }

    /// <summary>Microseconds; null before the first answer to a check.</summary>
    public long? RoundTrip => _iceClient?.RoundTripMicroseconds;

    /// <summary>
    /// The answer to a server that offers what it sends instead of answering what is wanted. The offer then takes the place of the answer
    /// in <see cref="SetAnswer"/>, once the server has this.
    /// </summary>
    public string AnswerTo(SdpDescription offer)
    {
        _serverOffered = true;
        return PeerAnswer.Write(offer, _ice, _certificate, _plan.TransportFeedback);
    }

    /// <returns>False when the answer cannot be used.</returns>
    public bool SetAnswer(SdpDescription answer)
    {
        var first = answer.Media.FirstOrDefault(line => !line.IsRejected && line.IceUfrag is not null);
        if (first is not { IceUfrag: { } ufrag, IcePwd: { } password, Fingerprint: { } fingerprint })
        {
            State = PeerState.Failed;
            return false;
        }

        _answer = answer;
        _serverFingerprint = fingerprint;
        _server = first.Candidates.FirstOrDefault(candidate => candidate.Transport == "udp") is { EndPoint: { } address } ? new PeerAddress(address) : null;
        _iceClient = new IceClient(_ice, new IceCredentials(ufrag, password), controlling: !_serverOffered || answer.IceLite);
        Received = new ReceivedMedia(answer, _plan);
        State = PeerState.Checking;
        NextAt = 0;
        return true;
    }

    /// <summary>Takes a datagram of the server; its bytes are decrypted in place.</summary>
    public void Handle(Span<byte> datagram, long now)
    {
        // RFC 7983: the first byte tells the protocols apart.
        switch (datagram.IsEmpty ? 255 : datagram[0])
        {
            case < 4:
                HandleStun(datagram, now);
                break;
            case >= 20 and < 64 when _dtlsStarted:
                _dtls.Handle(datagram);
                AfterDtls(now);
                break;
            case >= 128 and < 192 when _srtpIn is not null:
                HandleMedia(datagram, now);
                break;
            default:
                Rejected++;
                break;
        }
    }

    /// <summary>Does what is due.</summary>
    public void Drive(long now)
    {
        if (_iceClient is null || State is PeerState.Failed or PeerState.Closed)
        {
            NextAt = long.MaxValue;
            return;
        }

        DriveIce(now);
        if (_dtlsStarted && now >= _dtlsDueAt)
        {
            _dtls.HandleTimeout();
            AfterDtls(now);
        }

        var next = Math.Min(_iceClient.NextRequestAt, _dtlsDueAt);
        if (State == PeerState.Connected)
        {
            Published.Drive(now, _transmitter!);
            DriveFeedback(now);
            next = Math.Min(next, Math.Min(Published.NextAt, _nextFeedbackAt));
        }

        NextAt = next;
    }

    /// <summary>What is sent comes from another address from now on.</summary>
    public void AddressChanged()
    {
        _iceClient?.CheckAgain();
        NextAt = 0;
    }

    /// <summary>Sends any packet under this session's keys: what no honest client sends.</summary>
    /// <param name="packet">Plain RTP.</param>
    public void SendForged(ReadOnlySpan<byte> packet, int headerLength) => _transmitter!.SendForged(packet, headerLength);

    /// <summary>Says goodbye; nothing is sent afterwards.</summary>
    public void Close()
    {
        if (_dtlsStarted && State is PeerState.Connected or PeerState.Securing)
        {
            _dtls.Close();
            SendDtls();
        }

        State = PeerState.Closed;
    }

    public void Dispose()
    {
        _dtls.Dispose();
        _srtpIn?.Dispose();
        _srtpOut?.Dispose();
    }

    private void HandleStun(ReadOnlySpan<byte> datagram, long now)
    {
        if (_iceClient is null || !StunMessage.TryParse(datagram, out var message))
        {
            Rejected++;
            return;
        }

        if (message.Class == StunClass.Request && _server is { } server)
        {
            AnswerCheck(message, server);
            return;
        }

        if (!_iceClient.Handle(message, now))
        {
            Rejected++;
            return;
        }

        if (!_dtlsStarted && _iceClient.IsConnected)
        {
            _dtlsStarted = true;
            State = PeerState.Securing;
            _dtls.Start();
            AfterDtls(now);
        }
    }

    private void AnswerCheck(in StunMessage request, in PeerAddress server)
    {
        if (_iceClient!.TryAnswer(request, server, _outbox.Reserve(IceAgent.MaximumResponse), out var length))
        {
            _outbox.Commit(length);
        }
        else
        {
            Rejected++;
        }
    }

    private void DriveIce(long now)
    {
        if (now >= _iceClient!.NextRequestAt)
        {
            var request = _outbox.Reserve(256);
            if (_iceClient.TryTakeRequest(now, request, out var length))
            {
                _outbox.Commit(length);
            }
        }

        if (_iceClient.IsConnected && !_iceClient.IsAlive(now))
        {
            State = PeerState.Failed;
        }
    }

    private void AfterDtls(long now)
    {
        SendDtls();
        _dtlsDueAt = _dtls.MicrosecondsUntilTimeout is { } wait ? now + wait : long.MaxValue;
        NextAt = Math.Min(NextAt, _dtlsDueAt);
        switch (_dtls.State)
        {
            case DtlsState.Connected when _transmitter is null:
                Connect(now);
                break;
            case DtlsState.Closed:
                State = PeerState.Closed;
                break;
            case DtlsState.Failed:
                State = PeerState.Failed;
                break;
        }
    }

    private void SendDtls()
    {
        while (_dtls.TryTakeDatagram(_outbox.Reserve(1500), out var length))
        {
            _outbox.Commit(length);
        }
    }

    private void Connect(long now)
    {
        // Keys of somebody else than the one the answer announced are not to be used (RFC 5763 §5).
        var digest = string.Join(':', Convert.ToHexString(_serverFingerprint!.Digest.Span).Chunk(2).Select(pair => new string(pair)));
        if (!_dtls.PeerHasFingerprint(_serverFingerprint.Algorithm, digest))
        {
            State = PeerState.Failed;
            return;
        }

        var keys = _dtls.ExportKeys();
        _srtpOut = new SrtpSender(keys.Profile, keys.LocalKey, keys.LocalSalt);
        _srtpIn = new SrtpReceiver(keys.Profile, keys.RemoteKey, keys.RemoteSalt);
        _transmitter = new RtpTransmitter(_srtpOut, _outbox);
        Published = new PublishedMedia(_plan, _offer, _answer!, _random);
        _nextFeedbackAt = now;
        _nextReportAt = now + _random.Next((int)ReportInterval / 2);
        State = PeerState.Connected;
        NextAt = now;
    }

    private void HandleMedia(Span<byte> datagram, long now)
    {
        if (RtpHeader.LooksLikeRtcp(datagram))
        {
            if (_srtpIn!.UnprotectRtcp(datagram, out var plain) == SrtpResult.Ok)
            {
                HandleRtcp(datagram[..plain], now);
            }
            else
            {
                Rejected++;
            }
        }
        else if (!RtpHeader.TryGetLength(datagram, out var headerLength)
            || _srtpIn!.UnprotectRtp(datagram, headerLength, out var length) != SrtpResult.Ok
            || !Received.Handle(datagram[..length], now))
        {
            Rejected++;
        }
    }

    private void HandleRtcp(ReadOnlySpan<byte> compound, long now)
    {
        var reader = new RtcpReader(compound);
        while (reader.TryRead(out var block))
        {
            if (SenderReport.TryParse(block, out var report))
            {
                Received.OnSenderReport(report, now);
            }
            else if (NackFeedback.TryParse(block, out var nack))
            {
                Published.OnNack(nack, _transmitter!);
            }
            else if (PictureLossIndication.TryParse(block, out var loss))
            {
                Published.OnKeyFrameRequest(loss.MediaSsrc);
            }
            else if (FullIntraRequest.TryParse(block, out var intra))
            {
                for (var i = 0; i < intra.Count; i++)
                {
                    Published.OnKeyFrameRequest(intra[i].Ssrc);
                }
            }
        }
    }

    private void DriveFeedback(long now)
    {
        if (now < _nextFeedbackAt)
        {
            return;
        }

        _nextFeedbackAt = now + FeedbackInterval;
        Span<byte> compound = stackalloc byte[1200];
        var rtcp = new RtcpWriter(compound);
        Received.WriteFeedback(ref rtcp, _offer.FeedbackSsrc, RoundTrip ?? 100_000, now);
        SendCompound(ref rtcp);
        if (now >= _nextArrivalsAt)
        {
            _nextArrivalsAt = now + ArrivalInterval;
            while (Received.TryWriteArrivals(compound, _offer.FeedbackSsrc, out var length))
            {
                _transmitter!.SendRtcp(compound[..length]);
            }
        }

        if (now < _nextReportAt)
        {
            return;
        }

        _nextReportAt = now + ReportInterval;
        rtcp = new RtcpWriter(compound);
        Published.WriteReports(ref rtcp, now);
        Received.WriteReports(ref rtcp, _offer.FeedbackSsrc, _plan.ReceiveKilobitsPerSecond * 1000L, now);
        rtcp.Cname(_offer.FeedbackSsrc, _offer.Cname);
        SendCompound(ref rtcp);
    }

    private void SendCompound(ref RtcpWriter rtcp)
    {
        if (rtcp.Length > 0)
        {
            _transmitter!.SendRtcp(rtcp.Written);
        }
    }
}
