namespace DiemCau.Meetings.Resources;

/// <summary>From a measured packet rate to what may be planned with.</summary>
internal static class NodeMeasurement
{
    /// <summary>Above this share of the processors packets begin to wait for one another.</summary>
    private const double UsableShare = 0.6;

    /// <summary>Of the line: the rest is pages, feedback, repairs of lost packets.</summary>
    private const double UsableLine = 0.8;

    /// <summary>Payload of a video packet, in bits.</summary>
    private const double BitsPerPacket = 1_050 * 8;

    /// <summary>A voice has fifty packets a second; one is heard at a time, by every site.</summary>
    private const double VoicePackets = 50;

    public static MediaNeed Capacity(MediaMeasure measure, CapacityRule rule)
    {
        var packetsPerSite = (rule.StreamsPerSite * rule.KbpsPerStream * 1000 / BitsPerPacket) + VoicePackets;
        var sites = measure.PacketsPerSecond * UsableShare / packetsPerSite;
        if (measure.LinkMbps is { } link)
        {
            sites = Math.Min(sites, link * UsableLine * 1000 / (rule.StreamsPerSite * rule.KbpsPerStream));
        }

        return MediaNeed.Of(Math.Max(1, (int)sites), rule);
    }
}
