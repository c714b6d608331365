using DiemCau.Media.Rtp;
using DiemCau.Media.Srtp;

namespace DiemCau.Fuzz.Targets;

/// <summary>What a peer sends after its handshake, before it is known to be authentic. The first byte says by which profile.</summary>
internal sealed class SrtpTarget : IFuzzTarget
{
    private static readonly SrtpProfile[] s_profiles = [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmHmacSha1_80];

    public string Name => "srtp";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(SrtpReceiver)];

    public IReadOnlyList<byte[]> Samples { get; } = [.. s_profiles.SelectMany((_, i) => new[] { Rtp(i), Rtcp(i) })];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        var profile = s_profiles[input[0] % s_profiles.Length];
        using var receiver = new SrtpReceiver(profile, new byte[16], new byte[profile.SaltLength]);
        foreach (var isReport in (ReadOnlySpan<bool>)[false, true])
        {
            var packet = input[1..].ToArray();
            var length = 0;
            var result = isReport ? receiver.UnprotectRtcp(packet, out length)
                : RtpHeader.TryGetLength(packet, out var header) ? receiver.UnprotectRtp(packet, header, out length)
                : SrtpResult.AuthenticationFailed;
            if (result == SrtpResult.Ok && (length <= 0 || length >= packet.Length))
            {
                throw new InvalidOperationException("A tag that is not there.");
            }
        }
    }

    private static byte[] Rtp(int profile)
    {
        using var sender = new SrtpSender(s_profiles[profile], new byte[16], new byte[s_profiles[profile].SaltLength]);
        var packet = new byte[100];
        var header = RtpHeader.Write(packet, 96, true, 1, 2, 3);
        return [(byte)profile, .. packet[..sender.ProtectRtp(packet, header, 60)]];
    }

    private static byte[] Rtcp(int profile)
    {
        using var sender = new SrtpSender(s_profiles[profile], new byte[16], new byte[s_profiles[profile].SaltLength]);
        var packet = new byte[100];
        (packet[0], packet[1], packet[3]) = (0x80, 201, 1);
        return [(byte)profile, .. packet[..sender.ProtectRtcp(packet, 8)]];
    }
}
