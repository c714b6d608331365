using System.Buffers.Binary;
using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Fuzz.Targets;

/// <summary>
/// STUN and the lite agent behind it: all that an unauthenticated sender can reach.
/// Each input is run as it is and with its length and FINGERPRINT put right, since hardly any mutation would get past those two.
/// </summary>
internal sealed class StunTarget : IFuzzTarget
{
    private const int Header = 20;

    private static readonly IceCredentials s_local = new("AAAAAAAAAAA", "an ICE password, known");
    private static readonly PeerAddress s_from = new([192, 0, 2, 1], 5000);
    private static readonly byte[] s_id = new byte[12];

    public string Name => "stun";

    public IReadOnlyList<Type> Parsers { get; } =
    [
        typeof(StunMessage), typeof(StunAttributeReader), typeof(IceAgent),
        typeof(IceClient), typeof(IceCredentials),
    ];

    public IReadOnlyList<byte[]> Samples { get; } = [Check(), Answer(), Refusal()];

    public void Run(ReadOnlySpan<byte> input)
    {
        Use(input);
        if (input.Length is >= Header and <= StunMessage.MaximumLength - 8)
        {
            Span<byte> repaired = stackalloc byte[input.Length + 8];
            Use(repaired[..Repair(input, repaired)]);
        }
    }

    private static void Use(ReadOnlySpan<byte> datagram)
    {
        if (!StunMessage.TryParse(datagram, out StunMessage message))
        {
            return;
        }

        Span<ushort> unknown = stackalloc ushort[4];
        _ = message.UnknownAttributes(unknown);
        _ = IceCredentials.TryParseUfrag(message.ReceiverUfrag, out _);
        _ = (message.Priority, message.UseCandidate, message.IceControlling, message.IceControlled, message.ErrorCode, message.Method);
        _ = (message.XorMappedAddress?.ToString(), message.VerifyIntegrity("another password"u8));

        Span<byte> response = stackalloc byte[IceAgent.MaximumResponse];
        IceVerdict verdict = new IceAgent(s_local, new IceCredentials("peer", "its password, unknown")).Handle(message, s_from, 0, response, out int length);
        if (verdict != IceVerdict.Ignored && !StunMessage.TryParse(response[..length], out _))
        {
            throw new InvalidOperationException("The agent's own response does not parse.");
        }

        var client = new IceClient(s_local, s_local);
        Span<byte> request = stackalloc byte[IceClient.MaximumRequest];
        if (client.TryTakeRequest(0, request, out _) && client.Handle(message, 1))
        {
            throw new InvalidOperationException("An answer to nothing was believed.");
        }
    }

    private static int Repair(ReadOnlySpan<byte> input, Span<byte> repaired)
    {
        int end = Header + ((input.Length - Header) & ~3);
        input[..end].CopyTo(repaired);
        repaired[0] &= 0x3F;
        BinaryPrimitives.WriteUInt16BigEndian(repaired[2..], (ushort)(end + 8 - Header));
        BinaryPrimitives.WriteUInt32BigEndian(repaired[4..], StunMessage.MagicCookie);
        BinaryPrimitives.WriteUInt16BigEndian(repaired[end..], StunAttribute.Fingerprint);
        BinaryPrimitives.WriteUInt16BigEndian(repaired[(end + 2)..], 4);
        BinaryPrimitives.WriteUInt32BigEndian(repaired[(end + 4)..], Crc32.Compute(repaired[..end]) ^ StunMessage.FingerprintMask);
        return end + 8;
    }

    private static byte[] Check()
    {
        var bytes = new byte[256];
        var writer = new StunWriter(bytes, StunClass.Request, s_id);
        writer.AddUsername(s_local.Ufrag, "peer");
        writer.Add(0xC057, 1u); // network cost, which Chromium sends
        writer.Add(StunAttribute.IceControlling, 1UL);
        writer.Add(StunAttribute.UseCandidate, default(ReadOnlySpan<byte>));
        writer.Add(StunAttribute.Priority, 1u);
        writer.AddIntegrity(Encoding.ASCII.GetBytes(s_local.Password));
        return bytes[..WithoutFingerprint(writer.Finish())];
    }

    private static byte[] Answer()
    {
        var bytes = new byte[256];
        var writer = new StunWriter(bytes, StunClass.Success, s_id);
        writer.AddXorMappedAddress(s_from);
        return bytes[..WithoutFingerprint(writer.Finish())];
    }

    private static byte[] Refusal()
    {
        var bytes = new byte[256];
        var writer = new StunWriter(bytes, StunClass.Error, s_id);
        writer.AddErrorCode(420, "Unknown Attribute"u8);
        writer.AddUnknownAttributes([0x0077]);
        return bytes[..WithoutFingerprint(writer.Finish())];
    }

    /// <summary>Run adds its own; two would always be refused.</summary>
    private static int WithoutFingerprint(int length) => length - 8;
}
