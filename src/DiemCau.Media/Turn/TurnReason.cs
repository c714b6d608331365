namespace DiemCau.Media.Turn;

/// <summary>The phrases of RFC 8489 §14.8 and RFC 8656 §19, for whoever reads a capture.</summary>
internal static class TurnReason
{
    public static ReadOnlySpan<byte> Of(int code) => code switch
    {
        400 => "Bad Request"u8,
        401 => "Unauthorized"u8,
        403 => "Forbidden"u8,
        420 => "Unknown Attribute"u8,
        437 => "Allocation Mismatch"u8,
        438 => "Stale Nonce"u8,
        440 => "Address Family not Supported"u8,
        441 => "Wrong Credentials"u8,
        442 => "Unsupported Transport Protocol"u8,
        443 => "Peer Address Family Mismatch"u8,
        486 => "Allocation Quota Reached"u8,
        508 => "Insufficient Capacity"u8,
        _ => "Server Error"u8,
    };
}
