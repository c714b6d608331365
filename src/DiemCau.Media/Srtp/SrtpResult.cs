namespace DiemCau.Media.Srtp;

internal enum SrtpResult
{
    Ok,
    TooShort,
    AuthenticationFailed,

    /// <summary>Seen before, or older than the window can tell.</summary>
    Replayed,

    /// <summary>A new source while all places are taken by sources that are still sending.</summary>
    TooManySources,
}
