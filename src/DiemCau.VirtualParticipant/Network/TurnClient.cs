using System.Security.Cryptography;
using System.Text;
using DiemCau.Media.Ice;
using DiemCau.Media.Turn;
using DiemCau.Media.Udp;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>
/// A TURN client with one peer on one channel: Allocate (twice: first for realm and nonce), then ChannelBind, which permits, too.
/// </summary>
internal sealed class TurnClient(PeerAddress peer, string username, string credential) : IStreamClient
{
    private const ushort Channel = 0x4000;

    private byte[] _nonce = [];

    public bool IsReady { get; private set; }

    public int? Refusal { get; private set; }

    public byte[]? Begin() => Request(TurnMethod.Allocate);

    public byte[] Wrap(ReadOnlySpan<byte> datagram)
    {
        var framed = new byte[TurnFrame.ChannelHeader + ((datagram.Length + 3) & ~3)];
        TurnFrame.WriteChannelData(Channel, datagram, framed);
        return framed;
    }

    public bool TryTake(ReadOnlySpan<byte> stream, out int consumed, out byte[]? datagram, out byte[]? answer)
    {
        (datagram, answer) = (null, null);
        var frame = TurnFrame.Read(stream);
        consumed = frame.Consumed;
        if (frame.Kind == TurnFrameKind.ChannelData)
        {
            datagram = frame.Content.ToArray();
        }
        else if (frame.Kind == TurnFrameKind.Stun && StunMessage.TryParse(frame.Content, out var message))
        {
            answer = React(message);
        }

        return frame.Kind != TurnFrameKind.Malformed;
    }

    private byte[]? React(in StunMessage message)
    {
        switch (message.ErrorCode)
        {
            case 401 when _nonce.Length == 0:
                _nonce = new TurnRequest(message).Nonce.ToArray();
                return Request(TurnMethod.Allocate);
            case { } code:
                Refusal = code;
                return null;
            case null when message.Method == TurnMethod.Allocate:
                return Request(TurnMethod.ChannelBind);
            default:
                IsReady |= message.Method == TurnMethod.ChannelBind;
                return null;
        }
    }

    private byte[] Request(int method)
    {
        var bytes = new byte[512];
        Span<byte> id = stackalloc byte[12];
        RandomNumberGenerator.Fill(id);
        var writer = new StunWriter(bytes, StunClass.Request, id, method);
        if (method == TurnMethod.Allocate)
        {
            writer.Add(StunAttribute.RequestedTransport, [TurnRequest.Udp, 0, 0, 0]);
        }
        else
        {
            writer.Add(StunAttribute.ChannelNumber, [Channel >> 8, Channel & 0xFF, 0, 0]);
            writer.AddXorAddress(StunAttribute.XorPeerAddress, peer);
        }

        if (_nonce.Length > 0)
        {
            Span<byte> key = stackalloc byte[TurnCredentials.KeyLength];
            TurnCredentials.ComputeKey(Encoding.ASCII.GetBytes(username), Encoding.ASCII.GetBytes(credential), key);
            writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(username));
            writer.Add(StunAttribute.Realm, Encoding.ASCII.GetBytes(TurnCredentials.Realm));
            writer.Add(StunAttribute.Nonce, _nonce);
            writer.AddIntegrity(key);
        }

        return bytes[..writer.Finish()];
    }
}
