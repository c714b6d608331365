using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>A security key with one ES256 credential and the browser around it, as Web Authentication (W3C, level 2) describes them.</summary>
internal sealed class SecurityKey(string origin = "https://diemcau.test") : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private uint _count;

    /// <summary><c>navigator.credentials.create</c>.</summary>
    public JsonObject Create(JsonNode options)
    {
        var point = _key.ExportParameters(false).Q;
        byte[] publicKey = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!]; // RFC 9053 section 7.1.1
        byte[] data = [.. AuthenticatorData((string)options["rp"]!["id"]!, 0x41), .. new byte[16], 0, (byte)_id.Length, .. _id, .. publicKey];
        byte[] attestation =
        [
            0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x59, (byte)(data.Length >> 8), (byte)data.Length, .. data,
        ];
        return Credential(new()
        {
            ["clientDataJSON"] = WebEncoders.Base64UrlEncode(ClientData("webauthn.create", options)),
            ["attestationObject"] = WebEncoders.Base64UrlEncode(attestation),
            ["transports"] = new JsonArray("usb"),
        });
    }

    /// <summary><c>navigator.credentials.get</c>.</summary>
    public JsonObject Get(JsonNode options)
    {
        _count++;
        var data = AuthenticatorData((string)options["rpId"]!, 0x01);
        var client = ClientData("webauthn.get", options);
        return Credential(new()
        {
            ["clientDataJSON"] = WebEncoders.Base64UrlEncode(client),
            ["authenticatorData"] = WebEncoders.Base64UrlEncode(data),
            ["signature"] = WebEncoders.Base64UrlEncode(
                _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = null,
        });
    }

    public void Dispose() => _key.Dispose();

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = WebEncoders.Base64UrlEncode(_id),
        ["rawId"] = WebEncoders.Base64UrlEncode(_id),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    };

    private byte[] AuthenticatorData(string relyingParty, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty)), flags, .. count];
    }

    private byte[] ClientData(string type, JsonNode options) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = (string)options["challenge"]!, ["origin"] = origin, ["crossOrigin"] = false }.ToJsonString());
}
