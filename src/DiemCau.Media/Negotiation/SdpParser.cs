namespace DiemCau.Media.Negotiation;

internal static class SdpParser
{
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SdpDescription? description) =>
        throw new NotImplementedException();
}
