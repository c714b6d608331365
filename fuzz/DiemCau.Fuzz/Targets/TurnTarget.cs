using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;

namespace DiemCau.Fuzz.Targets;

/// <summary>
/// A TURN connection's bytes, cut and understood as the server does, by a session that has signed its client in: the checks that only
/// an authenticated message reaches are fuzzed, too, by signing each STUN message anew.
/// </summary>
internal sealed class TurnTarget : IFuzzTarget
{
    private static readonly PeerAddress s_client = new([192, 0, 2, 1], 5000);
    private static readonly PeerAddress s_engine = new([10, 1, 2, 3], 10000);
    private static readonly TurnTime s_now = new(1, 1_800_000_000);
    private static readonly TurnCredentials s_credentials = new(new byte[32]);
    private static readonly (string Username, string Password) s_user = s_credentials.Issue("site", 1_900_000_000);
    private static readonly byte[] s_key = Key();

    public string Name => "turn";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(TurnFrame), typeof(TurnRequest), typeof(TurnSession)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        Request(TurnMethod.Allocate, (StunAttribute.RequestedTransport, [TurnRequest.Udp, 0, 0, 0]), (StunAttribute.Lifetime, [0, 0, 2, 0])),
        Request(TurnMethod.Refresh, (StunAttribute.Lifetime, [0, 0, 0, 0])),
        Request(TurnMethod.CreatePermission, (StunAttribute.XorPeerAddress, [0, 1, 0, 0, 0, 0, 0, 0]), (StunAttribute.XorPeerAddress, new byte[20])),
        Request(TurnMethod.ChannelBind, (StunAttribute.ChannelNumber, [0x40, 0, 0, 0]), (StunAttribute.XorPeerAddress, [0, 1, 0, 0, 0, 0, 0, 0])),
        Request(TurnMethod.Allocate, (StunAttribute.EvenPort, [0x80]), (StunAttribute.ReservationToken, new byte[8]), (StunAttribute.RequestedAddressFamily, [2, 0, 0, 0])),
        [0x40, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 0],
        [0, 20, .. Request(StunMessage.Binding)],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        using var session = new TurnSession(s_credentials, new TurnQuota(), s_client, (new([198, 18, 0, 1], 49152), new(new byte[16], 49152)), [s_engine]);
        Span<byte> response = stackalloc byte[TurnSession.MaximumResponse];
        Span<byte> signed = stackalloc byte[2048];
        var nonce = Nonce(session.Handle(TurnFrame.Read(Request(TurnMethod.Allocate)), s_now, response), response);
        _ = session.Handle(TurnFrame.Read(Sign(Request(TurnMethod.Allocate, (StunAttribute.RequestedTransport, [TurnRequest.Udp, 0, 0, 0])), nonce, signed)), s_now, response);
        for (var rest = input; TurnFrame.Read(rest) is { Consumed: > 0 } frame; rest = rest[frame.Consumed..])
        {
            Use(session, frame, response);
            if (frame.Kind == TurnFrameKind.Stun && frame.Consumed < 1200)
            {
                Use(session, TurnFrame.Read(Sign(frame.Content, nonce, signed)), response);
            }
        }
    }

    private static void Use(TurnSession session, in TurnFrame frame, Span<byte> response)
    {
        var reaction = session.Handle(frame, s_now, response);
        if (reaction.ResponseLength > 0 && !StunMessage.TryParse(response[..reaction.ResponseLength], out _))
        {
            throw new InvalidOperationException("The session's own response does not parse.");
        }

        if (reaction.Peer > 0)
        {
            throw new InvalidOperationException("There is one peer.");
        }

        Span<byte> wrapped = stackalloc byte[256];
        if (session.TryWrap(0, [1, 2, 3], s_now.Microseconds, wrapped, out var length) && TurnFrame.Read(wrapped[..length]).Consumed != length)
        {
            throw new InvalidOperationException("The session's own frame does not parse.");
        }
    }

    /// <summary>The attributes of a message, signed as the client would.</summary>
    private static ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> message, byte[] nonce, Span<byte> destination)
    {
        if (!StunMessage.TryParse(message, out var parsed))
        {
            return default;
        }

        var writer = new StunWriter(destination, parsed.Class, parsed.TransactionId, parsed.Method);
        for (var reader = parsed.Attributes; reader.TryRead(out var type, out var value);)
        {
            writer.Add(type, value);
        }

        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(s_user.Username));
        writer.Add(StunAttribute.Realm, Encoding.ASCII.GetBytes(TurnCredentials.Realm));
        writer.Add(StunAttribute.Nonce, nonce);
        writer.AddIntegrity(s_key);
        return destination[..writer.Finish()];
    }

    private static byte[] Nonce(TurnReaction reaction, ReadOnlySpan<byte> response) =>
        StunMessage.TryParse(response[..reaction.ResponseLength], out var message) ? new TurnRequest(message).Nonce.ToArray() : [];

    private static byte[] Request(int method, params (ushort Type, byte[] Value)[] attributes)
    {
        var bytes = new byte[256];
        var writer = new StunWriter(bytes, StunClass.Request, new byte[12], method);
        foreach (var (type, value) in attributes)
        {
            writer.Add(type, value);
        }

        return bytes[..writer.FinishPlainly()];
    }

    private static byte[] Key()
    {
        var key = new byte[TurnCredentials.KeyLength];
        TurnCredentials.ComputeKey(Encoding.ASCII.GetBytes(s_user.Username), Encoding.ASCII.GetBytes(s_user.Password), key);
        return key;
    }
}
