namespace DiemCau.Media.Tests.Negotiation;

/// <summary>
/// Offers as independent stacks wrote them: Chromium (our client, a WHIP publisher, a WHEP player with a data channel),
/// @roamhq/wrtc and node-datachannel; Firefox 153, and one in the shape that older ones write. That of Safari is not recorded: no Safari
/// was at hand, so it was put together after offers of Safari 18 that people have published. Those of encoders (encoder-…) are of our own
/// making, after what encoders are known to send: <c>setup:passive</c>, other hash functions, long mids.
/// </summary>
internal static class RecordedOffer
{
    public static readonly string[] Names = ["chromium-client", "chromium-whip", "chromium-whep", "wrtc", "node-datachannel", "firefox-shape", "firefox", "safari-shape"];

    public static string Read(string name)
    {
        using var stream = typeof(RecordedOffer).Assembly.GetManifestResourceStream($"offers/{name}")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
