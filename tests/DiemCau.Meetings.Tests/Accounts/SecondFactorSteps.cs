using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>What people do with their second factor.</summary>
internal static class SecondFactorSteps
{
    /// <summary>Sets up an authenticator app.</summary>
    /// <returns>The app's secret, and the recovery codes.</returns>
    public static async Task<(byte[] Secret, List<string> Codes)> SetUpTotp(this TestInstallation installation, Browser browser)
    {
        var secret = Secret((string)(await browser.Post("/api/accounts/me/second-factor/totp", new { password = People.Password }))["secret"]!);
        var on = await browser.Put("/api/accounts/me/second-factor/totp", new { code = installation.CodeOf(secret) });
        return (secret, [.. on["recoveryCodes"]?.AsArray().Select(code => (string)code!) ?? []]);
    }

    /// <summary>What the app shows now.</summary>
    public static string CodeOf(this TestInstallation installation, byte[] secret) => Totp.At(secret, installation.Time.GetUtcNow()).ToString("D6", null);

    public static byte[] Secret(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
