using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace DiemCau.Meetings.Live.Tokens;

/// <summary>Issues and reads the tokens of the live doors.</summary>
internal sealed class LiveTokens(IDataProtectionProvider protection)
{
    /// <summary>The longest meeting of a day and the night after it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("DiemCau.Live.Token.v2").ToTimeLimitedDataProtector();

    public string Issue(LiveToken token, TimeSpan? life = null) =>
        _protector.Protect(JsonSerializer.Serialize(token), life ?? Life);

    /// <summary>Null when it is not one of ours, was changed or has run out.</summary>
    public LiveToken? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LiveToken>(_protector.Unprotect(text));
        }
        catch (Exception refused) when (refused is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
