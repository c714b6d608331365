using System.Security.Cryptography;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Security;

/// <summary>What relay credentials are made with. Kept, so that those handed out before a restart are good after it.</summary>
internal static class RelaySecret
{
    private const int Length = 32;

    public static byte[] Of(Settings settings)
    {
        var path = Path.Combine(settings.DataFolder, "keys", "relay.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } kept)
        {
            return kept;
        }

        var secret = RandomNumberGenerator.GetBytes(Length);
        PrivateFiles.Write(path, secret);
        return secret;
    }
}
