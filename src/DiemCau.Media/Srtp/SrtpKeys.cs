namespace DiemCau.Media.Srtp;

/// <summary>Master keys and salts of an association, seen from one side: Local protects what it sends, Remote what it receives.</summary>
internal readonly record struct SrtpKeys(SrtpProfile Profile, byte[] LocalKey, byte[] LocalSalt, byte[] RemoteKey, byte[] RemoteSalt)
{
    /// <summary>Keys are never printed, not even by accident in a log.</summary>
    public override string ToString() => $"SrtpKeys {{ {Profile} }}";
}
