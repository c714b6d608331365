using System.Buffers.Binary;
using System.Security.Cryptography;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Ice;

internal enum StunClass { Request, Indication, Success, Error }

/// <summary>
/// A checked view of a STUN message (RFC 8489) in the bytes it came in. What parses has correct lengths and, if it carries a FINGERPRINT,
/// a correct one at its end; whether its sender is who it says, <see cref="VerifyIntegrity"/> tells.
/// </summary>
internal readonly ref struct StunMessage
{
    public const int HeaderLength = 20;
    public const uint MagicCookie = 0x2112_A442;
    public const uint FingerprintMask = 0x5354_554E; // "STUN"
    public const int Binding = 1;
    public const int IntegrityLength = 20;

    /// <summary>Longer than any check; also bounds the stack that verification uses.</summary>
    public const int MaximumLength = 1500;

    private const int AttributeHeader = 4;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly StunAttributes _at;

    private StunMessage(ReadOnlySpan<byte> bytes, StunAttributes attributes)
    {
        _bytes = bytes;
        _at = attributes;
    }

    public static bool TryParse(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (datagram.Length is < HeaderLength or > MaximumLength
            || (datagram[0] & 0xC0) != 0
            || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) != MagicCookie
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) != datagram.Length - HeaderLength
            || !StunAttributes.TryScan(datagram, out StunAttributes attributes))
        {
            return false;
        }

        message = new StunMessage(datagram, attributes);
        return true;
    }

    /// <summary>The two class bits lie among the method bits (RFC 8489 §5).</summary>
    public StunClass Class => (StunClass)(((_bytes[0] & 1) << 1) | ((_bytes[1] >> 4) & 1));

    public int Method => ((_bytes[0] & 0x3E) << 6) | ((_bytes[1] & 0xE0) >> 1) | (_bytes[1] & 0x0F);

    /// <summary>12 bytes.</summary>
    public ReadOnlySpan<byte> TransactionId => _bytes.Slice(8, 12);

    /// <summary>"receiver's ufrag:sender's ufrag"; empty when absent.</summary>
    public ReadOnlySpan<byte> Username => Value(_at.Username);

    /// <summary>The part of <see cref="Username"/> before the colon: of a request that we receive, our own ufrag.</summary>
    public ReadOnlySpan<byte> ReceiverUfrag
    {
        get
        {
            ReadOnlySpan<byte> username = Username;
            int colon = username.IndexOf((byte)':');
            return colon < 0 ? default : username[..colon];
        }
    }

    public uint? Priority => _at.Priority == 0 ? null : BinaryPrimitives.ReadUInt32BigEndian(Value(_at.Priority));

    public bool UseCandidate => _at.UseCandidate != 0;

    /// <summary>The tie-breaker of a controlling sender.</summary>
    public ulong? IceControlling => _at.IceControlling == 0 ? null : BinaryPrimitives.ReadUInt64BigEndian(Value(_at.IceControlling));

    /// <summary>The tie-breaker of a controlled sender.</summary>
    public ulong? IceControlled => _at.IceControlled == 0 ? null : BinaryPrimitives.ReadUInt64BigEndian(Value(_at.IceControlled));

    /// <summary>300…699.</summary>
    public int? ErrorCode
    {
        get
        {
            ReadOnlySpan<byte> value = Value(_at.ErrorCode);
            return value.IsEmpty ? null : ((value[2] & 7) * 100) + value[3];
        }
    }

    public PeerAddress? XorMappedAddress => ReadXorAddress(Value(_at.XorMappedAddress), out var endpoint) ? endpoint : null;

    public bool HasFingerprint => _at.HasFingerprint;

    public bool HasIntegrity => _at.Integrity != 0;

    /// <summary>Whether it carries an attribute that must be understood and is not.</summary>
    public bool HasUnknownAttributes => _at.HasUnknown;

    /// <summary>The types of those attributes, as many as fit.</summary>
    public int UnknownAttributes(Span<ushort> types) => StunAttributes.Unknown(_bytes, types);

    /// <summary>Every attribute before MESSAGE-INTEGRITY, in order: what follows it is not authenticated.</summary>
    public StunAttributeReader Attributes => new(_bytes);

    /// <summary>
    /// Reads an address that is XORed with cookie and transaction id, which follow each other in the header (RFC 8489 §14.2).
    /// </summary>
    public bool ReadXorAddress(ReadOnlySpan<byte> value, out PeerAddress endpoint)
    {
        endpoint = default;
        if (!(value.Length == 8 && value[1] == 1) && !(value.Length == 20 && value[1] == 2))
        {
            return false;
        }

        Span<byte> address = stackalloc byte[16];
        address = address[..(value.Length - AttributeHeader)];
        for (int i = 0; i < address.Length; i++)
        {
            address[i] = (byte)(value[4 + i] ^ _bytes[4 + i]);
        }

        endpoint = new PeerAddress(address, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (MagicCookie >> 16)));
        return true;
    }

    /// <summary>Whether MESSAGE-INTEGRITY is the HMAC-SHA1 of all before it (RFC 8489 §14.5).</summary>
    /// <param name="key">The short-term password, or the long-term key.</param>
    public bool VerifyIntegrity(ReadOnlySpan<byte> key)
    {
        if (!HasIntegrity)
        {
            return false;
        }

        // The length that was authenticated ends with MESSAGE-INTEGRITY, whatever follows it.
        int start = _at.Integrity - AttributeHeader;
        Span<byte> authenticated = stackalloc byte[start];
        _bytes[..start].CopyTo(authenticated);
        BinaryPrimitives.WriteUInt16BigEndian(authenticated[2..], (ushort)(start + AttributeHeader + IntegrityLength - HeaderLength));
        Span<byte> code = stackalloc byte[IntegrityLength];
        StunIntegrity.Compute(key, authenticated, code);
        return CryptographicOperations.FixedTimeEquals(code, _bytes.Slice(_at.Integrity, IntegrityLength));
    }

    /// <param name="offset">Of an attribute's value; 0 when absent.</param>
    private ReadOnlySpan<byte> Value(int offset) =>
        offset == 0 ? default : _bytes.Slice(offset, BinaryPrimitives.ReadUInt16BigEndian(_bytes[(offset - 2)..]));
}
