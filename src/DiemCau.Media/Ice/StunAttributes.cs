using System.Buffers.Binary;

namespace DiemCau.Media.Ice;

/// <summary>
/// Where the values of a message's attributes begin; 0 for those absent. Of repeated ones the first counts (RFC 8489 §14).
/// </summary>
internal struct StunAttributes
{
    private const int AttributeHeader = 4;
    private const int MaximumUsername = 513; // RFC 8489 §14.3: fewer than 509 bytes, RFC 5389: fewer than 513
    private const byte IPv4 = 1;
    private const byte IPv6 = 2;

    public ushort Username;
    public ushort Integrity;
    public ushort Priority;
    public ushort UseCandidate;
    public ushort IceControlled;
    public ushort IceControlling;
    public ushort XorMappedAddress;
    public ushort ErrorCode;
    public bool HasFingerprint;
    public bool HasUnknown;

    /// <summary>False when a length is wrong, something follows FINGERPRINT, or FINGERPRINT is not that of the message.</summary>
    public static bool TryScan(ReadOnlySpan<byte> message, out StunAttributes found)
    {
        found = default;
        int at = StunMessage.HeaderLength;
        while (at < message.Length)
        {
            if (message.Length - at < AttributeHeader || found.HasFingerprint)
            {
                return false;
            }

            ushort type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]);
            int value = at + AttributeHeader;
            int next = value + ((length + 3) & ~3);
            if (next > message.Length)
            {
                return false;
            }

            if (type == StunAttribute.Fingerprint)
            {
                uint crc = Crc32.Compute(message[..at]) ^ StunMessage.FingerprintMask;
                if (length != 4 || BinaryPrimitives.ReadUInt32BigEndian(message[value..]) != crc)
                {
                    return false;
                }

                found.HasFingerprint = true;
            }
            else if (found.Integrity == 0 && !found.TryNote(type, (ushort)value, message.Slice(value, length)))
            {
                return false; // what follows MESSAGE-INTEGRITY is not authenticated and therefore not looked at
            }

            at = next;
        }

        return true;
    }

    public static int Unknown(ReadOnlySpan<byte> message, Span<ushort> types)
    {
        int count = 0;
        for (int at = StunMessage.HeaderLength; at < message.Length && count < types.Length;)
        {
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            if (type == StunAttribute.MessageIntegrity)
            {
                break;
            }

            if (!StunAttribute.IsUnderstood(type))
            {
                types[count++] = type;
            }

            at += AttributeHeader + ((BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) + 3) & ~3);
        }

        return count;
    }

    private bool TryNote(ushort type, ushort offset, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case StunAttribute.Username:
                return Note(ref Username, offset, value.Length is > 0 and <= MaximumUsername);
            case StunAttribute.MessageIntegrity:
                return Note(ref Integrity, offset, value.Length == StunMessage.IntegrityLength);
            case StunAttribute.Priority:
                return Note(ref Priority, offset, value.Length == 4);
            case StunAttribute.UseCandidate:
                return Note(ref UseCandidate, offset, value.Length == 0);
            case StunAttribute.IceControlled:
                return Note(ref IceControlled, offset, value.Length == 8);
            case StunAttribute.IceControlling:
                return Note(ref IceControlling, offset, value.Length == 8);
            case StunAttribute.XorMappedAddress:
                return Note(
                    ref XorMappedAddress, offset, (value.Length == 8 && value[1] == IPv4) || (value.Length == 20 && value[1] == IPv6));
            case StunAttribute.ErrorCode:
                return Note(ref ErrorCode, offset, value.Length >= 4 && (value[2] & 7) is >= 3 and <= 6 && value[3] <= 99);
            default:
                HasUnknown |= !StunAttribute.IsUnderstood(type);
                return true;
        }
    }

    private static bool Note(ref ushort field, ushort offset, bool isWellFormed)
    {
        if (field == 0)
        {
            field = offset;
        }

        return isWellFormed;
    }
}
