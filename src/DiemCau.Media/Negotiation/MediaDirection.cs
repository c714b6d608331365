namespace DiemCau.Media.Negotiation;

/// <summary>Kind of an m-line (RFC 8866 section 5.14).</summary>
internal enum MediaKind : byte
{
    Audio,
    Video,
    Application,
    Other,
}

/// <summary>Direction of an m-line as its writer sees it (RFC 8866 section 6.7).</summary>
internal enum MediaDirection : byte
{
    SendRecv,
    SendOnly,
    RecvOnly,
    Inactive,
}

internal static class MediaDirections
{
    public static bool Sends(this MediaDirection direction) => direction is MediaDirection.SendRecv or MediaDirection.SendOnly;

    public static bool Receives(this MediaDirection direction) => direction is MediaDirection.SendRecv or MediaDirection.RecvOnly;

    public static MediaDirection Of(bool sends, bool receives) => (sends, receives) switch
    {
        (true, true) => MediaDirection.SendRecv,
        (true, false) => MediaDirection.SendOnly,
        (false, true) => MediaDirection.RecvOnly,
        _ => MediaDirection.Inactive,
    };

    public static string Word(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendRecv => "sendrecv",
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.RecvOnly => "recvonly",
        _ => "inactive",
    };
}
