using System.Text.Json;
using DiemCau.Meetings.Shared;
using Fido2NetLib;
using Fido2NetLib.Objects;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>
/// Web Authentication (W3C, level 2) with this installation's public address as the relying party: what a browser is asked, and whether its
/// answer is right. Keeps nothing. Attestation is not asked for: who made a key does not matter, and closed networks cannot look it up.
/// </summary>
internal sealed class PasskeyVerifier(InstallationOptions installation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Fido2 _fido = new(new Fido2Configuration
    {
        RPID = installation.PublicAddress.Host,
        RPName = installation.Name,
        Origins = new HashSet<string> { installation.PublicAddress.GetLeftPart(UriPartial.Authority) },
        Timeout = (uint)Patience.TotalMilliseconds,
    });

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan ChallengeLife => Patience;

    /// <summary>Browsers have no passkeys for pages that are reached by an IP address (a relying party is named by a domain).</summary>
    public bool IsPossible => installation.PublicAddress.HostNameType == UriHostNameType.Dns;

    /// <summary>PublicKeyCredentialCreationOptions, in JSON.</summary>
    /// <param name="known">Keys that the account has already: an authenticator with one of them refuses to make another.</param>
    public string CreationOptions(Account account, IEnumerable<byte[]> known) => _fido.RequestNewCredential(new()
    {
        User = new() { Id = account.Id.ToByteArray(), Name = account.Email, DisplayName = account.Email },
        ExcludeCredentials = [.. known.Select(id => new PublicKeyCredentialDescriptor(id))],
        AuthenticatorSelection = new()
        {
            // The password comes first, so the key neither has to find the account by itself nor to ask for a PIN of its own.
            ResidentKey = ResidentKeyRequirement.Discouraged,
            UserVerification = UserVerificationRequirement.Discouraged,
        },
        AttestationPreference = AttestationConveyancePreference.None,
    }).ToJson();

    /// <summary>PublicKeyCredentialRequestOptions, in JSON.</summary>
    public string RequestOptions(IEnumerable<byte[]> known) => _fido.GetAssertionOptions(new()
    {
        AllowedCredentials = [.. known.Select(id => new PublicKeyCredentialDescriptor(id))],
        UserVerification = UserVerificationRequirement.Discouraged,
    }).ToJson();

    /// <returns>The new key; null when the answer is not right.</returns>
    public Task<RegisteredPublicKeyCredential?> RegisteredAsync(JsonElement answer, string options, CancellationToken cancellation) => RightAsync(async () =>
        answer.Deserialize<AuthenticatorAttestationRawResponse>() is { } response
            ? await _fido.MakeNewCredentialAsync(
                new()
                {
                    AttestationResponse = response,
                    OriginalOptions = CredentialCreateOptions.FromJson(options),
                    IsCredentialIdUniqueToUserCallback = (_, _) => Task.FromResult(true), // the database says so when it is saved
                },
                cancellation)
            : null);

    /// <summary>The id of the key that a browser's answer speaks of; null when it speaks of none.</summary>
    public static byte[]? CredentialOf(JsonElement answer)
    {
        try
        {
            return answer.Deserialize<AuthenticatorAssertionRawResponse>()?.RawId;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <returns>The key's count of signatures; null when the answer is not right.</returns>
    public async Task<long?> SignedAsync(JsonElement answer, string options, Passkey passkey, CancellationToken cancellation) => (await RightAsync(async () =>
        answer.Deserialize<AuthenticatorAssertionRawResponse>() is { } response
            ? await _fido.MakeAssertionAsync(
                new()
                {
                    AssertionResponse = response,
                    OriginalOptions = AssertionOptions.FromJson(options),
                    StoredPublicKey = passkey.PublicKey,
                    StoredSignatureCounter = (uint)passkey.SignCount,
                    IsUserHandleOwnerOfCredentialIdCallback = (owner, _) => Task.FromResult(owner.UserHandle.AsSpan().SequenceEqual(passkey.AccountId.ToByteArray())),
                },
                cancellation)
            : null))?.SignCount;

    /// <summary>The library throws whatever its parsers meet in foreign bytes: all of it means that the answer is not right.</summary>
    private static async Task<T?> RightAsync<T>(Func<Task<T?>> check)
        where T : class
    {
        try
        {
            return await check();
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return null;
        }
    }
}
