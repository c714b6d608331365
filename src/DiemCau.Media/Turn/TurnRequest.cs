using System.Buffers.Binary;
using DiemCau.Media.Ice;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Turn;

/// <summary>The attributes of a TURN message, in the bytes it came in. Of repeated ones the first counts, but for peer addresses.</summary>
internal readonly ref struct TurnRequest
{
    public const byte Udp = 17; // IANA protocol number
    public const byte IPv4 = 1;
    public const byte IPv6 = 2;
    private const int MaximumUnknown = 4;

    private readonly StunMessage _message;

    public TurnRequest(scoped in StunMessage message)
    {
        _message = message;
        StunAttributeReader attributes = message.Attributes;
        while (attributes.TryRead(out ushort type, out ReadOnlySpan<byte> value))
        {
            switch (type)
            {
                case StunAttribute.Realm:
                    Realm = Realm.IsEmpty ? value : Realm;
                    break;
                case StunAttribute.Nonce:
                    Nonce = Nonce.IsEmpty ? value : Nonce;
                    break;
                case StunAttribute.Data:
                    Data = Data.IsEmpty ? value : Data;
                    break;
                case StunAttribute.Lifetime when value.Length == 4:
                    Lifetime ??= BinaryPrimitives.ReadUInt32BigEndian(value);
                    break;
                case StunAttribute.ChannelNumber when value.Length == 4:
                    Channel ??= BinaryPrimitives.ReadUInt16BigEndian(value);
                    break;
                case StunAttribute.RequestedTransport when value.Length == 4:
                    Transport ??= value[0];
                    break;
                case StunAttribute.RequestedAddressFamily when value.Length == 4:
                    Family ??= value[0];
                    break;
                case StunAttribute.ReservationToken:
                    HasReservation = true;
                    break;
                case StunAttribute.EvenPort when value.Length == 1:
                    ReservesNextPort = (value[0] & 0x80) != 0;
                    break;
                case StunAttribute.XorPeerAddress or StunAttribute.DontFragment:
                    break;
                default:
                    HasUnknown |= !StunAttribute.IsUnderstood(type);
                    break;
            }
        }
    }

    public ReadOnlySpan<byte> Realm { get; }

    public ReadOnlySpan<byte> Nonce { get; }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Seconds.</summary>
    public uint? Lifetime { get; }

    public ushort? Channel { get; }

    public byte? Transport { get; }

    public byte? Family { get; }

    public bool HasReservation { get; }

    public bool ReservesNextPort { get; }

    public bool HasUnknown { get; }

    public TurnPeers Peers => new(_message);

    /// <summary>What makes <see cref="HasUnknown"/> true, as much as fits.</summary>
    public int UnknownAttributes(Span<ushort> types)
    {
        int count = 0;
        StunAttributeReader attributes = _message.Attributes;
        while (count < Math.Min(types.Length, MaximumUnknown) && attributes.TryRead(out ushort type, out _))
        {
            if (!StunAttribute.IsUnderstood(type) && !IsTurn(type))
            {
                types[count++] = type;
            }
        }

        return count;
    }

    private static bool IsTurn(ushort type) => type
        is StunAttribute.ChannelNumber or StunAttribute.Lifetime or StunAttribute.XorPeerAddress or StunAttribute.Data
        or StunAttribute.RequestedAddressFamily or StunAttribute.EvenPort or StunAttribute.RequestedTransport
        or StunAttribute.DontFragment or StunAttribute.ReservationToken;
}

/// <summary>The peer addresses of a message, one after the other.</summary>
internal ref struct TurnPeers(StunMessage message)
{
    private readonly StunMessage _message = message;
    private StunAttributeReader _attributes = message.Attributes;

    /// <summary>Whether one of them was no address.</summary>
    public bool IsMalformed { get; private set; }

    public bool TryRead(out PeerAddress peer)
    {
        while (_attributes.TryRead(out ushort type, out ReadOnlySpan<byte> value))
        {
            if (type == StunAttribute.XorPeerAddress)
            {
                bool isAddress = _message.ReadXorAddress(value, out peer);
                IsMalformed |= !isAddress;
                return isAddress;
            }
        }

        peer = default;
        return false;
    }
}
