using System.Text;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Whip;

namespace DiemCau.Fuzz.Targets;

/// <summary>What encoders and players post and patch: an offer, and behind a NUL the fragment of an ICE restart for it.</summary>
internal sealed class WhipTarget : IFuzzTarget
{
    private static readonly string[] s_slots = ["podium", "screen", "mix", "other"];

    public string Name => "whip";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(SdpLines)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Encoding.UTF8.GetBytes(
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a v\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a\r\n"
            + "a=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\na=bundle-only\r\na=mid:v\r\na=inactive\r\n"
            + "a=candidate:1 1 udp 1 192.0.2.1 10000 typ host\r\na=end-of-candidates\r\n\0a=ice-ufrag:cli2\r\na=ice-pwd:another-password-of-22c\r\n"),
        Encoding.UTF8.GetBytes("m=audio 0 RTP/AVP 0\na=mid:0\n\0a=ice-ufrag:x\n"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var parts = Encoding.UTF8.GetString(input).Split('\0', 2);
        var (sdp, fragment) = (parts[0], parts.Length > 1 ? parts[1] : "");
        var lines = SdpLines.Media(sdp);
        foreach (var slots in s_slots.Select(slot => WhepDoor.Slots(slot, lines)).OfType<ReceiveSlots>())
        {
            _ = OfferRules.Refuse(new MediaOffer(sdp, new SendSlots(null, null, null), slots));
        }

        var sending = new SendSlots(WhipDoor.First(lines, "audio"), WhipDoor.First(lines, "video"), null);
        if (OfferRules.Refuse(new MediaOffer(sdp, sending, new ReceiveSlots([], null, null, []))) is null
            && new[] { sending.Microphone, sending.Camera }.Any(mid => mid is not null && mid.AsSpan().ContainsAnyInRange('\0', ' ')))
        {
            throw new InvalidOperationException("A mid that is no token.");
        }

        _ = SdpLines.Fragment(sdp);
        if (SdpLines.Attribute(fragment, "ice-ufrag") is not { } ufrag || SdpLines.Attribute(fragment, "ice-pwd") is not { } password)
        {
            return;
        }

        var restarted = SdpLines.WithCredentials(sdp, ufrag, password);
        if (SdpLines.Attribute(sdp, "ice-ufrag") is not null && SdpLines.Attribute(restarted, "ice-ufrag") != ufrag)
        {
            throw new InvalidOperationException("A restart with the credentials of before.");
        }

        if (!SdpLines.Media(restarted).SequenceEqual(lines))
        {
            throw new InvalidOperationException("A restart with other lines.");
        }
    }
}
