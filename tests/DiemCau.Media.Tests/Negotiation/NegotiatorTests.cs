using System.Net;
using DiemCau.Media.Dtls;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Negotiation;

public sealed class NegotiatorTests
{
    public static TheoryData<string> Offers => [.. RecordedOffer.Names];

    [Theory]
    [MemberData(nameof(Offers))]
    public void Every_stacks_offer_gets_an_answer_that_mirrors_it(string name)
    {
        var (offer, result, answer) = Answer(name);
        Assert.True(answer.IceLite);
        Assert.Equal(offer.Media.Select(line => line.Mid), answer.Media.Select(line => line.Mid));
        Assert.Equal(offer.Bundle.Where(mid => !answer.Find(mid)!.IsRejected), answer.Bundle);
        foreach (var (offered, answered) in offer.Media.Zip(answer.Media))
        {
            Assert.Equal(offered.KindWord, answered.KindWord);
            if (answered.IsRejected)
            {
                continue;
            }

            Assert.Equal("passive", answered.Setup);
            Assert.True(answered.RtcpMux);
            Assert.Equal("abcdefgh", answered.IceUfrag);
            Assert.NotEmpty(answered.Codecs);
            Assert.All(answered.Codecs, codec => Assert.Equal(
                offered.Codecs.First(other => other.PayloadType == codec.PayloadType).Name, codec.Name));
            foreach (var extension in Enum.GetValues<HeaderExtension>())
            {
                Assert.Contains(answered.Extensions[extension], new byte[] { 0, offered.Extensions[extension] });
            }

            Assert.False(offered.Direction == MediaDirection.SendOnly && answered.Direction.Sends());
            Assert.False(offered.Direction == MediaDirection.RecvOnly && answered.Direction.Receives());
        }

        Assert.NotEmpty(answer.Media.First(line => line.Mid == answer.Bundle[0]).Candidates);
        Assert.Equal(offer.Media.Count, result.Session!.Media.Count);
    }

    [Fact]
    public void Our_client_is_asked_to_send_vp8_in_three_layers_and_gets_its_slots_announced()
    {
        var (_, result, answer) = Answer("chromium-client");
        var camera = result.Session!.Find("1")!;
        Assert.Equal(["h", "m", "l"], camera.Rids);
        Assert.Equal(["h", "m", "l"], answer.Find("1")!.SimulcastReceive);
        Assert.True(camera is { Receives: true, Sends: false });
        Assert.Equal((VideoCodec.Vp8, (byte)96, (byte?)97), (camera.Codecs[0].Video, camera.Codecs[0].PayloadType, camera.Codecs[0].RtxPayloadType));
        Assert.True(camera.Codecs[0] is { Nack: true, Pli: true, Fir: true, TransportFeedback: true, Remb: false });
        Assert.True(camera.Extensions is { Rid: 10, RepairedRid: 11, Mid: 4, TransportSequence: 3, AbsSendTime: 0 });

        var podium = result.Session.Find("6")!;
        Assert.True(podium is { Receives: false, Sends: true });
        Assert.True(podium.Codecs[0] is { Nack: true, Pli: true, Remb: false, TransportFeedback: true });
        Assert.True(podium.Extensions is { AbsSendTime: 0, TransportSequence: 3 });
        var announced = Assert.Single(answer.Find("6")!.Sources);
        Assert.Equal((podium.Slot!.Ssrc, podium.Slot.RtxSsrc), (announced.Ssrc, announced.RtxSsrc!.Value));
        // The first audio slot and the podium are played in sync.
        Assert.Equal(answer.Find("3")!.StreamId, answer.Find("6")!.StreamId);
        Assert.NotEqual(answer.Find("4")!.StreamId, answer.Find("6")!.StreamId);
    }

    [Fact]
    public void Safaris_vp8_is_found_behind_four_kinds_of_h264()
    {
        var (_, result, answer) = Answer("safari-shape");
        var camera = result.Session!.Find("1")!;
        Assert.Equal((VideoCodec.Vp8, (byte)106, (byte?)107), (camera.Codecs[0].Video, camera.Codecs[0].PayloadType, camera.Codecs[0].RtxPayloadType));
        Assert.Equal((byte)98, camera.Codecs.Single(codec => codec.Video == VideoCodec.H264).PayloadType);
        Assert.Equal(["l", "m", "h"], answer.Find("1")!.SimulcastReceive);
        Assert.DoesNotContain(answer.Find("3")!.Codecs, codec => codec.Is("H265"));
        Assert.Equal([63, 111], answer.Find("0")!.Codecs.Select(codec => codec.PayloadType));
        Assert.Equal([111, 63], answer.Find("2")!.Codecs.Select(codec => codec.PayloadType));
    }

    [Fact]
    public void Speech_with_the_packet_before_it_is_asked_for_where_it_is_offered()
    {
        var (_, result, answer) = Answer("chromium-client");
        Assert.Equal((byte?)63, result.Session!.Find("0")!.Codecs[0].RedPayloadType);
        Assert.Equal("111/111", answer.Find("0")!.Codecs[0].Parameters);
        Assert.Equal("opus", answer.Find("3")!.Codecs[0].Name);

        var (_, firefox, _) = Answer("firefox");
        Assert.Null(firefox.Session!.Media[0].Codecs[0].RedPayloadType);
    }

    [Fact]
    public void Only_of_av1_the_layers_are_told_outside_the_payload()
    {
        var (_, vp8, plain) = Answer("chromium-client", options => options with { VideoCodecs = [VideoCodec.Vp8] });
        Assert.Equal(0, vp8.Session!.Find("1")!.Extensions.DependencyDescriptor);
        Assert.Equal(0, vp8.Session.Find("6")!.Extensions.DependencyDescriptor);
        Assert.False(plain.AllowsMixedExtensions);
        var (_, av1, answer) = Answer("chromium-client", options => options with { VideoCodecs = [VideoCodec.Av1] });
        Assert.NotEqual(0, av1.Session!.Find("1")!.Extensions.DependencyDescriptor);
        Assert.NotEqual(0, av1.Session.Find("6")!.Extensions.DependencyDescriptor);
        Assert.True(answer.AllowsMixedExtensions);
    }

    [Fact]
    public void A_slot_that_may_get_av1_among_others_is_told_its_layers_and_the_camera_is_asked_for_them_when_it_sends_it_first()
    {
        var (_, result, answer) = Answer("chromium-client");
        Assert.Equal(0, result.Session!.Find("1")!.Extensions.DependencyDescriptor);
        Assert.Equal(12, result.Session.Find("6")!.Extensions.DependencyDescriptor);
        Assert.True(answer.AllowsMixedExtensions);

        // Firefox reads none.
        Assert.All(Answer("firefox").Result.Session!.Media, media => Assert.True(media.Extensions.DependencyDescriptor == 0 || media.Receives));
    }

    [Fact]
    public void The_conferences_codec_comes_first_and_for_h264_the_profile_that_everybody_decodes()
    {
        var (_, result, answer) = Answer("chromium-client", options => options with { VideoCodecs = [VideoCodec.H264, VideoCodec.Vp8] });
        var camera = result.Session!.Find("1")!;
        Assert.Equal([VideoCodec.H264, VideoCodec.Vp8], camera.Codecs.Select(codec => codec.Video));
        Assert.Contains("profile-level-id=42e01f", answer.Find("1")!.Codecs[0].Parameters, StringComparison.Ordinal);
        Assert.Contains("packetization-mode=1", answer.Find("1")!.Codecs[0].Parameters, StringComparison.Ordinal);
        // A slot keeps every format, so that it can switch to a source of another codec.
        Assert.True(result.Session.Find("6")!.Codecs.Count(codec => codec.Video == VideoCodec.H264) > 1);
    }

    [Fact]
    public void A_slot_without_a_stream_is_inactive_and_a_data_channel_is_rejected()
    {
        var (_, result, answer) = Answer("chromium-whep", options => options with { Slots = new Dictionary<string, SendingSlot>() });
        Assert.Equal(MediaDirection.Inactive, answer.Media[0].Direction);
        Assert.False(answer.Media[0].IsRejected);
        Assert.True(answer.Media[2].IsRejected);
        Assert.Equal("application", answer.Media[2].KindWord);
        Assert.DoesNotContain("2", answer.Bundle);
        Assert.True(result.Session!.Media[2].IsRejected);
    }

    [Fact]
    public void A_client_that_would_do_both_only_sends_where_it_has_no_slot()
    {
        var (_, result, answer) = Answer("chromium-whip");
        Assert.Equal(MediaDirection.SendRecv, result.Session!.Media[0].Sends ? MediaDirection.SendRecv : MediaDirection.SendOnly);
        (_, result, answer) = Answer("chromium-whip", options => options with { Slots = new Dictionary<string, SendingSlot>() });
        Assert.Equal(MediaDirection.RecvOnly, answer.Media[0].Direction);
        Assert.True(result.Session!.Media[0] is { Receives: true, Sends: false });
    }

    [Fact]
    public void A_client_is_asked_for_remb_where_it_cannot_report_every_arrival()
    {
        Assert.True(SdpDescription.TryParse(RecordedOffer.Read("chromium-client").Replace("transport-cc", "x", StringComparison.Ordinal), out var offer));
        var podium = Negotiator.Answer(offer, Options(offer)).Session!.Find("6")!;
        Assert.True(podium.Codecs[0] is { Remb: true, TransportFeedback: false });
        Assert.True(podium.Extensions is { AbsSendTime: 2, TransportSequence: 0 });
    }

    [Theory]
    [InlineData("a=group:BUNDLE 0 1", "a=x", NegotiationRefusal.NoBundle)]
    [InlineData("a=ice-ufrag:", "a=x:", NegotiationRefusal.NoIce)]
    [InlineData("a=fingerprint:sha-256", "a=x:", NegotiationRefusal.NoFingerprint)]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-1", NegotiationRefusal.UnsupportedFingerprint)]
    [InlineData("a=rtcp-mux", "a=x", NegotiationRefusal.NoRtcpMux)]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-512", NegotiationRefusal.UnsupportedFingerprint)] // of another length
    [InlineData("a=setup:actpass", "a=setup:holdconn", NegotiationRefusal.UnsupportedSetup)]
    [InlineData("a=mid:1", "a=mid:0", NegotiationRefusal.DuplicateMid)]
    [InlineData("UDP/TLS/RTP/SAVPF", "UDP/DTLS/SCTP", NegotiationRefusal.NoMedia)]
    [InlineData("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", NegotiationRefusal.None)]
    [InlineData("UDP/TLS/RTP/SAVPF", "RTP/AVP", NegotiationRefusal.None)]
    [InlineData("UDP/TLS/RTP/SAVPF", "TCP/DTLS/RTP/SAVPF", NegotiationRefusal.None)]
    [InlineData("/90000", "/80000", NegotiationRefusal.None)] // the video line is rejected, the audio line stays
    public void What_cannot_be_used_is_refused_by_name(string part, string instead, object refusal)
    {
        Assert.True(SdpDescription.TryParse(RecordedOffer.Read("chromium-whip").Replace(part, instead, StringComparison.Ordinal), out var offer));
        Assert.Equal((NegotiationRefusal)refusal, Negotiator.Answer(offer, Options(offer)).Refusal);
    }

    /// <summary>FFmpeg's WHIP.</summary>
    [Fact]
    public void An_encoder_that_offers_to_be_passive_is_begun_with()
    {
        var (result, answer) = Answered("encoder-passive");
        Assert.Equal(DtlsRole.Client, result.Session!.LocalSetup);
        Assert.All(answer.Media, line => Assert.Equal("active", line.Setup));
    }

    [Theory]
    [InlineData("encoder-sha-384", "sha-384", 48)]
    [InlineData("encoder-sha-512", "sha-512", 64)]
    public void A_fingerprint_of_any_hash_that_is_strong_enough_is_taken(string name, string algorithm, int length)
    {
        var fingerprint = Answered(name).Result.Session!.RemoteFingerprint;
        Assert.Equal((algorithm, length), (fingerprint.Algorithm, fingerprint.Digest.Length));
    }

    [Fact]
    public void Of_several_fingerprints_the_strongest_that_is_whole_counts()
    {
        var text = RecordedOffer.Read("encoder-sha-384");
        var line = text.Split('\n').Single(line => line.StartsWith("a=fingerprint", StringComparison.Ordinal)).TrimEnd('\r');
        var weak = $"a=fingerprint:sha-1 {string.Join(':', Enumerable.Repeat("AB", 20))}";
        var broken = $"a=fingerprint:sha-512 {string.Join(':', Enumerable.Repeat("AB", 20))}";
        foreach (var lines in (string[][])[[weak, broken, line], [line, broken, weak]])
        {
            Assert.True(SdpDescription.TryParse(text.Replace(line, string.Join("\r\n", lines), StringComparison.Ordinal), out var offer));
            Assert.Equal("sha-384", Negotiator.Answer(offer, Options(offer)).Session!.RemoteFingerprint.Algorithm);
        }
    }

    [Fact]
    public void A_long_mid_is_a_name_like_others()
    {
        var (result, answer) = Answered("encoder-long-mid");
        Assert.Equal(42, result.Session!.Media[0].Mid.Length);
        Assert.Equal(result.Session.Media[0].Mid, answer.Media[0].Mid);
    }

    [Fact]
    public void Without_a_common_codec_there_is_nothing_to_answer()
    {
        var text = RecordedOffer.Read("chromium-whip").Replace("opus/", "codec2/", StringComparison.Ordinal).Replace("/90000", "/80000", StringComparison.Ordinal);
        Assert.True(SdpDescription.TryParse(text, out var offer));
        Assert.Equal(NegotiationRefusal.NoCommonCodec, Negotiator.Answer(offer, Options(offer)).Refusal);
    }

    [Fact]
    public void A_line_outside_the_bundle_is_rejected()
    {
        var text = RecordedOffer.Read("chromium-whip").Replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 0", StringComparison.Ordinal);
        Assert.True(SdpDescription.TryParse(text, out var offer));
        var result = Negotiator.Answer(offer, Options(offer));
        Assert.True(result.IsAccepted);
        Assert.True(result.Session.Find("1")!.IsRejected);
        Assert.Contains("m=video 0 ", result.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_mid_is_answered_without_mid()
    {
        const string text =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 OPUS/48000/2\r\na=sendonly\r\na=rtcp-mux\r\n"
            + "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdef012345\r\na=setup:active\r\n"
            + "a=fingerprint:SHA-256 11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00\r\n";
        Assert.True(SdpDescription.TryParse(text, out var offer));
        var result = Negotiator.Answer(offer, Options(offer));
        Assert.True(result.IsAccepted);
        Assert.DoesNotContain("a=mid", result.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("BUNDLE", result.Answer, StringComparison.Ordinal);
        Assert.Contains("a=candidate", result.Answer, StringComparison.Ordinal);
        Assert.Equal("0", result.Session.Media[0].Mid);
    }

    [Fact]
    public void The_virtual_participants_offer_is_understood_and_its_answer_read()
    {
        var writer = new SdpOfferWriter
        {
            IceUfrag = "wxyz", IcePwd = "0123456789abcdef01234567", CertificateDigest = new byte[32], Cname = "virtual", SessionId = 9,
        };
        var microphone = writer.SendAudio(11);
        var camera = writer.SendSimulcast(["h", "m", "l"], VideoCodec.Vp8, VideoCodec.H264);
        var screen = writer.SendVideo(21, 22, VideoCodec.Vp8);
        var audio = writer.ReceiveAudio();
        var podium = writer.ReceiveVideo(VideoCodec.Vp8, VideoCodec.H264, VideoCodec.Vp9, VideoCodec.Av1);
        Assert.True(SdpDescription.TryParse(writer.Write(), out var offer));
        var result = Negotiator.Answer(offer, Options(offer));
        Assert.True(result.IsAccepted);
        Assert.Equal(["h", "m", "l"], result.Session.Find(camera)!.Rids);
        Assert.Equal(new SdpSource(21, 22, "virtual"), Assert.Single(result.Session.Find(screen)!.RemoteSources));
        Assert.Equal(11u, Assert.Single(result.Session.Find(microphone)!.RemoteSources).Ssrc);
        Assert.True(SdpDescription.TryParse(result.Answer, out var answer));
        Assert.Equal(result.Session.Find(podium)!.Slot!.RtxSsrc, Assert.Single(answer.Find(podium)!.Sources).RtxSsrc);
        Assert.Equal(MediaDirection.SendOnly, answer.Find(audio)!.Direction);
        Assert.Equal([VideoCodec.Vp8, VideoCodec.H264, VideoCodec.Vp9, VideoCodec.Av1], result.Session.Find(podium)!.Codecs.Select(codec => codec.Video));
    }

    /// <summary>A slot for every line that the client would receive on; the first audio slot and the podium share a stream.</summary>
    internal static AnswerOptions Options(SdpDescription offer)
    {
        var slots = new Dictionary<string, SendingSlot>();
        foreach (var line in offer.Media.Where(line => line.Direction.Receives()))
        {
            var ssrc = 1_000 + ((uint)line.Index * 2);
            var stream = line.Index is 3 or 6 ? "stage" : $"slot-{line.Index}";
            slots[line.Mid] = new SendingSlot(ssrc, line.Kind == MediaKind.Video ? ssrc + 1 : 0, "server", stream, $"track-{line.Index}");
        }

        return new AnswerOptions
        {
            IceUfrag = "abcdefgh",
            IcePwd = "abcdefghijklmnopqrstuvwx",
            CertificateDigest = new byte[32],
            UdpCandidates = [new IPEndPoint(IPAddress.Parse("192.0.2.1"), 10_000), new IPEndPoint(IPAddress.Parse("2001:db8::1"), 10_000)],
            Slots = slots,
            SessionId = 77,
        };
    }

    private static (NegotiationResult Result, SdpDescription Answer) Answered(string name)
    {
        Assert.True(SdpDescription.TryParse(RecordedOffer.Read(name), out var offer));
        var result = Negotiator.Answer(offer, Options(offer));
        Assert.Equal(NegotiationRefusal.None, result.Refusal);
        Assert.True(SdpDescription.TryParse(result.Answer, out var answer));
        return (result, answer);
    }

    private static (SdpDescription Offer, NegotiationResult Result, SdpDescription Answer) Answer(
        string name, Func<AnswerOptions, AnswerOptions>? change = null)
    {
        Assert.True(SdpDescription.TryParse(RecordedOffer.Read(name), out var offer));
        var options = Options(offer);
        var result = Negotiator.Answer(offer, change is null ? options : change(options));
        Assert.Equal(NegotiationRefusal.None, result.Refusal);
        Assert.True(SdpDescription.TryParse(result.Answer, out var answer));
        return (offer, result, answer);
    }
}
