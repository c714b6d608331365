using DiemCau.Media.Negotiation;

namespace DiemCau.Media.Tests.Negotiation;

public sealed class SdpDescriptionTests
{
    [Fact]
    public void Our_clients_offer_of_seventeen_lines_is_read()
    {
        var offer = Parse("chromium-client");
        Assert.Equal(17, offer.Media.Count);
        Assert.Equal(17, offer.Bundle.Count);
        Assert.Contains("trickle", offer.IceOptions);
        var microphone = offer.Find("0")!;
        Assert.Equal((MediaKind.Audio, MediaDirection.SendOnly), (microphone.Kind, microphone.Direction));
        Assert.Equal(("opus", 48_000, 2), (microphone.Codecs[0].Name, microphone.Codecs[0].ClockRate, microphone.Codecs[0].Channels));
        Assert.Equal("1", microphone.Codecs[0].Parameter("useinbandfec"));
        Assert.Equal(1, microphone.Extensions.AudioLevel);
        Assert.Single(microphone.Sources);
        var camera = offer.Find("1")!;
        Assert.Equal(["h", "m", "l"], camera.SimulcastSend);
        Assert.Empty(camera.Sources);
        Assert.Equal((10, 11), (camera.Extensions.Rid, camera.Extensions.RepairedRid));
        Assert.Equal(97, camera.Codecs.First(codec => codec.Is("vp8")).RtxPayloadType);
        Assert.DoesNotContain(camera.Codecs, codec => codec.Is("rtx"));
        var screen = offer.Find("2")!;
        Assert.NotNull(Assert.Single(screen.Sources).RtxSsrc);
    }

    [Fact]
    public void The_order_of_attributes_does_not_matter()
    {
        var offer = Parse("firefox-shape");
        Assert.All(offer.Media, line => Assert.Equal(32, line.Fingerprint!.Digest.Length));
        var camera = offer.Find("1")!;
        Assert.Equal(124, camera.Codecs[0].RtxPayloadType);
        Assert.Equal(["h", "m", "l"], camera.SimulcastSend);
        Assert.Equal(8, camera.Extensions.Rid);
        var slot = offer.Find("2")!;
        Assert.False(slot.IsRejected); // bundle-only with port 0
        Assert.Contains("nack", slot.Codecs[0].Feedback); // rtcp-fb:*
    }

    [Fact]
    public void Names_as_addresses_are_left_out_and_real_addresses_kept()
    {
        Assert.True(SdpCandidate.TryParse("1 1 UDP 2122 192.0.2.1 40000 typ host", out var candidate));
        Assert.Equal(("udp", "192.0.2.1:40000", "host"), (candidate.Transport, candidate.EndPoint.ToString(), candidate.Type));
        Assert.True(SdpCandidate.TryParse("1 1 tcp 2122 2001:db8::1 9 typ host tcptype active", out _));
        Assert.False(SdpCandidate.TryParse("1 1 udp 2122 f00-ba.local 40000 typ host", out _));
        Assert.False(SdpCandidate.TryParse("1 1 udp 2122 192.0.2.1 99999 typ host", out _));
        Assert.False(SdpCandidate.TryParse("", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("v=1\r\no=- 1 1 IN IP4 0.0.0.0\r\n")]
    [InlineData("v=0\r\ns=-\r\n")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=audio x UDP/TLS/RTP/SAVPF 0\r\n")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\nm=audio\r\n")]
    public void What_is_no_description_is_refused(string? text) => Assert.False(SdpDescription.TryParse(text, out _));

    [Fact]
    public void What_is_too_large_is_refused()
    {
        const string head = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n";
        const string line = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n";
        Assert.True(SdpDescription.TryParse(head + Repeat(line, SdpLimits.MediaLines), out _));
        Assert.False(SdpDescription.TryParse(head + Repeat(line, SdpLimits.MediaLines + 1), out _));
        Assert.False(SdpDescription.TryParse(head + "a=" + new string('x', SdpLimits.LineCharacters), out _));
        Assert.False(SdpDescription.TryParse(head + Repeat("a=x\r\n", SdpLimits.Characters / 5), out _));
    }

    [Fact]
    public void Cut_anywhere_or_with_characters_changed_it_never_throws()
    {
        var random = new Random(7);
        foreach (var name in RecordedOffer.Names)
        {
            var text = RecordedOffer.Read(name);
            for (var cut = 0; cut < text.Length; cut += text.Length > 10_000 ? 997 : 7)
            {
                _ = SdpDescription.TryParse(text[..cut], out _);
            }

            for (var round = 0; round < 60; round++)
            {
                var changed = text.ToCharArray();
                for (var flips = random.Next(1, 30); flips > 0; flips--)
                {
                    changed[random.Next(changed.Length)] = (char)random.Next(round % 2 == 0 ? 128 : 0x1_0000);
                }

                if (SdpDescription.TryParse(new string(changed), out var offer))
                {
                    Negotiator.Answer(offer, NegotiatorTests.Options(offer));
                }
            }
        }
    }

    private static SdpDescription Parse(string name)
    {
        Assert.True(SdpDescription.TryParse(RecordedOffer.Read(name), out var offer));
        return offer;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
