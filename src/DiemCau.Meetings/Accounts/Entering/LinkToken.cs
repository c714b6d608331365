using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>The secret of a link: 256 random bits in base64url. A database that leaks holds only hashes of it.</summary>
internal static class LinkToken
{
    private const int Bytes = 32;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
