using System.Buffers.Binary;
using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Turn;

/// <summary>The other end of a TURN session, as a browser's: it signs in with the realm and nonce that it was told.</summary>
internal sealed class TurnClient(TurnSession session, string username, string password)
{
    public static readonly TurnTime Start = new(1_000_000, 1_800_000_000);

    private byte[] _nonce = [];
    private byte _transaction;

    public TurnTime Now { get; set; } = Start;

    public string Username { get; set; } = username;

    public static byte[] Transport(byte protocol) => [protocol, 0, 0, 0];

    public static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Channel(ushort number) => [(byte)(number >> 8), (byte)number, 0, 0];

    /// <returns>0 for success, or the error's code.</returns>
    public int Allocate(params (ushort Type, byte[] Value)[] more) =>
        Request(TurnMethod.Allocate, [(StunAttribute.RequestedTransport, Transport(17)), .. more]);

    public int Permit(params PeerAddress[] peers) => Request(TurnMethod.CreatePermission, [], peers);

    public int Bind(ushort channel, PeerAddress peer) =>
        Request(TurnMethod.ChannelBind, [(StunAttribute.ChannelNumber, Channel(channel))], peer);

    /// <summary>As a browser: asks, is told realm and nonce (401, or 438 for a stale one), and asks again with them.</summary>
    public int Request(int method, (ushort Type, byte[] Value)[] attributes, params PeerAddress[] peers)
    {
        var code = RequestOnce(method, attributes, peers);
        return code is 401 or 438 ? RequestOnce(method, attributes, peers) : code;
    }

    public int RequestOnce(int method, (ushort Type, byte[] Value)[] attributes, params PeerAddress[] peers)
    {
        var answer = Send(Write(StunClass.Request, method, attributes, peers, signed: _nonce.Length > 0));
        Assert.True(StunMessage.TryParse(answer, out var message));
        Assert.Equal(method, message.Method);
        LastAnswer = answer;
        for (var reader = message.Attributes; reader.TryRead(out var type, out var value);)
        {
            if (type == StunAttribute.Nonce)
            {
                _nonce = value.ToArray();
            }
        }

        return message.ErrorCode ?? 0;
    }

    public byte[] LastAnswer { get; private set; } = [];

    public byte[]? Attribute(ushort wanted)
    {
        Assert.True(StunMessage.TryParse(LastAnswer, out var message));
        for (var reader = message.Attributes; reader.TryRead(out var type, out var value);)
        {
            if (type == wanted)
            {
                return value.ToArray();
            }
        }

        return null;
    }

    public uint Lifetime => BinaryPrimitives.ReadUInt32BigEndian(Attribute(StunAttribute.Lifetime));

    /// <summary>The payload and the peer that a Send indication got through to; -1 for none.</summary>
    public (int Peer, byte[] Payload) Indicate(PeerAddress peer, byte[] data) =>
        Relay(Write(StunClass.Indication, TurnMethod.Send, [(StunAttribute.Data, data)], [peer], signed: false));

    public (int Peer, byte[] Payload) ChannelData(ushort channel, byte[] data)
    {
        var bytes = new byte[data.Length + 8];
        return Relay(bytes[..TurnFrame.WriteChannelData(channel, data, bytes)]);
    }

    public byte[] Write(StunClass kind, int method, (ushort Type, byte[] Value)[] attributes, PeerAddress[] peers, bool signed)
    {
        var bytes = new byte[2048];
        Span<byte> id = stackalloc byte[12];
        id.Clear();
        id[0] = ++_transaction;
        var writer = new StunWriter(bytes, kind, id, method);
        foreach (var (type, value) in attributes)
        {
            writer.Add(type, value);
        }

        foreach (var peer in peers)
        {
            writer.AddXorAddress(StunAttribute.XorPeerAddress, peer);
        }

        if (signed)
        {
            writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(Username));
            writer.Add(StunAttribute.Realm, Encoding.ASCII.GetBytes(TurnCredentials.Realm));
            writer.Add(StunAttribute.Nonce, _nonce);
            Span<byte> key = stackalloc byte[TurnCredentials.KeyLength];
            TurnCredentials.ComputeKey(Encoding.ASCII.GetBytes(Username), Encoding.ASCII.GetBytes(password), key);
            writer.AddIntegrity(key);
        }

        return bytes[..writer.FinishPlainly()];
    }

    private byte[] Send(byte[] bytes)
    {
        var response = new byte[TurnSession.MaximumResponse];
        var reaction = session.Handle(TurnFrame.Read(bytes), Now, response);
        return response[..reaction.ResponseLength];
    }

    private (int Peer, byte[] Payload) Relay(byte[] bytes)
    {
        var reaction = session.Handle(TurnFrame.Read(bytes), Now, new byte[TurnSession.MaximumResponse]);
        Assert.Equal(0, reaction.ResponseLength);
        return (reaction.Peer, reaction.Payload.ToArray());
    }
}
