using System.Globalization;
using DiemCau.Media.Dtls;

namespace DiemCau.Media.Negotiation;

/// <summary>Attributes that may stand at session or at media level; gathers them while a description is read.</summary>
internal class SdpSection
{
    private const int MaxDigestBytes = 64;

    public string? IceUfrag { get; private set; }

    public string? IcePwd { get; private set; }

    public SdpFingerprint? Fingerprint { get; private set; }

    public string? Setup { get; private set; }

    public MediaDirection? Direction { get; private set; }

    public bool IceLite { get; private set; }

    /// <summary>RFC 8285 section 6: packets may have header extensions in the two-byte form.</summary>
    public bool AllowsMixedExtensions { get; private set; }

    public IReadOnlyList<string> IceOptions { get; private set; } = [];

    public IReadOnlyList<string> Bundle { get; private set; } = [];

    public List<(int Id, MediaDirection Direction, string Uri)> ExtensionMaps { get; } = [];

    public void OnAttribute(ReadOnlySpan<char> attribute)
    {
        var colon = attribute.IndexOf(':');
        var name = colon < 0 ? attribute : attribute[..colon];
        var value = colon < 0 ? default : attribute[(colon + 1)..].Trim();
        Read(name, value);
    }

    protected virtual void Read(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (name)
        {
            // RFC 8839 section 5.4: ufrag 4–256, password 22–256 characters.
            case "ice-ufrag" when value.Length is >= 4 and <= 256:
                IceUfrag = value.ToString();
                break;
            case "ice-pwd" when value.Length is >= 22 and <= 256:
                IcePwd = value.ToString();
                break;
            case "ice-lite":
                IceLite = true;
                break;
            case "extmap-allow-mixed":
                AllowsMixedExtensions = true;
                break;
            case "ice-options":
                IceOptions = Words(value, 16);
                break;
            case "fingerprint":
                ReadFingerprint(value);
                break;
            case "setup":
                Setup = value.ToString();
                break;
            case "sendrecv":
                Direction = MediaDirection.SendRecv;
                break;
            case "sendonly":
                Direction = MediaDirection.SendOnly;
                break;
            case "recvonly":
                Direction = MediaDirection.RecvOnly;
                break;
            case "inactive":
                Direction = MediaDirection.Inactive;
                break;
            case "group" when Bundle.Count == 0 && value.StartsWith("BUNDLE "):
                Bundle = Words(value["BUNDLE ".Length..], SdpLimits.MediaLines);
                break;
            case "extmap":
                ReadExtensionMap(value);
                break;
        }
    }

    protected static string[] Words(ReadOnlySpan<char> value, int max)
    {
        var list = new List<string>();
        var words = new SdpWords(value);
        for (var word = words.Next(); !word.IsEmpty && list.Count < max; word = words.Next())
        {
            list.Add(word.ToString());
        }

        return [.. list];
    }

    /// <summary>Where several are written (RFC 8122 section 5), the strongest that can be compared is kept.</summary>
    private void ReadFingerprint(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        var algorithm = words.Next().ToString().ToLowerInvariant();
        if (algorithm.Length == 0 || !TryReadDigest(words.Next(), out var digest)
            || (Fingerprint is { } kept && StrengthOf(kept) >= StrengthOf(new SdpFingerprint(algorithm, digest))))
        {
            return;
        }

        Fingerprint = new SdpFingerprint(algorithm, digest);
    }

    private static int StrengthOf(SdpFingerprint fingerprint) =>
        fingerprint.Digest.Length == DtlsFingerprint.LengthOf(fingerprint.Algorithm) ? fingerprint.Digest.Length : 0;

    private static bool TryReadDigest(ReadOnlySpan<char> text, out byte[] digest)
    {
        digest = [];
        var length = (text.Length + 1) / 3;
        if (length is 0 or > MaxDigestBytes || text.Length != (length * 3) - 1)
        {
            return false;
        }

        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            if ((i > 0 && text[(i * 3) - 1] != ':')
                || !byte.TryParse(text.Slice(i * 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        digest = bytes;
        return true;
    }

    private void ReadExtensionMap(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        var id = words.Next();
        var slash = id.IndexOf('/');
        // RFC 8285 section 5: an extension may be for one way only.
        var direction = slash < 0 ? MediaDirection.SendRecv : id[(slash + 1)..] switch
        {
            "sendonly" => MediaDirection.SendOnly,
            "recvonly" => MediaDirection.RecvOnly,
            "inactive" => MediaDirection.Inactive,
            _ => MediaDirection.SendRecv,
        };
        id = slash < 0 ? id : id[..slash];
        var uri = words.Next();
        if (SdpWords.TryReadNumber(id, 255, out var number) && number > 0 && !uri.IsEmpty && ExtensionMaps.Count < 64)
        {
            ExtensionMaps.Add((number, direction, uri.ToString()));
        }
    }
}
