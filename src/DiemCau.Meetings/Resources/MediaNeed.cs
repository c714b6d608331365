using System.Text.Json.Serialization;

namespace DiemCau.Meetings.Resources;

/// <summary>An amount of media capacity: needed, taken, or there.</summary>
/// <param name="Ports">Connected sites.</param>
/// <param name="Streams">Pictures sent out at once, all sites together.</param>
/// <param name="Mbps">Mb/s sent out.</param>
internal readonly record struct MediaNeed([property: JsonRequired] int Ports, [property: JsonRequired] int Streams, [property: JsonRequired] int Mbps)
{
    /// <summary>What a meeting of so many sites needs.</summary>
    public static MediaNeed Of(int sites, CapacityRule rule)
    {
        var streams = sites * rule.StreamsPerSite;
        return new(sites, streams, (int)Math.Ceiling(streams * rule.KbpsPerStream / 1000.0));
    }

    public static MediaNeed operator +(MediaNeed one, MediaNeed other) =>
        new(one.Ports + other.Ports, one.Streams + other.Streams, one.Mbps + other.Mbps);

    public static MediaNeed operator -(MediaNeed one, MediaNeed other) =>
        new(one.Ports - other.Ports, one.Streams - other.Streams, one.Mbps - other.Mbps);

    public bool FitsInto(MediaNeed room) => Ports <= room.Ports && Streams <= room.Streams && Mbps <= room.Mbps;

    /// <summary>The most sites that fit into this much.</summary>
    public int SitesThatFit(CapacityRule rule)
    {
        var sites = Math.Max(0, Math.Min(Ports, Streams / Math.Max(1, rule.StreamsPerSite)));
        while (sites > 0 && !Of(sites, rule).FitsInto(this))
        {
            sites--;
        }

        return sites;
    }

    /// <summary>Which of the three runs out first when <paramref name="need"/> is put into this much.</summary>
    public MediaKind Scarcest(MediaNeed need)
    {
        var room = this;
        return new[] { MediaKind.Ports, MediaKind.Streams, MediaKind.Mbps }.MinBy(kind => room[kind] / (double)Math.Max(1, need[kind]));
    }

    public int this[MediaKind kind] => kind switch
    {
        MediaKind.Ports => Ports,
        MediaKind.Streams => Streams,
        _ => Mbps,
    };
}

public enum MediaKind { Ports, Streams, Mbps }
