namespace DiemCau.Media.Negotiation;

/// <summary>Answers offers: BUNDLE, ICE-lite, rtcp-mux, passive DTLS, the offer's own payload types and extension ids.</summary>
internal static class Negotiator
{
    public static NegotiationResult Answer(SdpDescription offer, AnswerOptions options) => throw new NotImplementedException();
}
