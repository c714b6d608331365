using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace DiemCau.Meetings.Shared;

/// <summary>
/// Secrets at the end of links that must be found by what a visitor brings, and shown again to those who may hand them on: the database holds
/// a hash for the one and a protected copy for the other.
/// </summary>
internal sealed class KeptSecrets(IDataProtectionProvider protection, string purpose)
{
    /// <summary>256 bits: nobody finds one by trying.</summary>
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public (string Secret, byte[] Hash, string Protected) New()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (secret, HashOf(secret), Protect(secret));
    }

    public string Protect(string secret) => _protector.Protect(secret);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Null: the key is lost, and the secret can only be renewed.</summary>
    public string? Reveal(string protectedSecret)
    {
        try
        {
            return _protector.Unprotect(protectedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
