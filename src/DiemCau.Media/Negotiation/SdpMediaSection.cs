using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace DiemCau.Media.Negotiation;

/// <summary>Gathers the attributes of one m-line, then makes a <see cref="MediaLine"/> of them.</summary>
internal sealed class SdpMediaSection : SdpSection
{
    private const string AllPayloadTypes = "*";

    private readonly Dictionary<int, (string Name, int ClockRate, int Channels)> maps = [];
    private readonly Dictionary<int, string> parameters = [];
    private readonly List<(string PayloadType, string Value)> feedback = [];
    private readonly List<SdpRid> rids = [];
    private readonly List<uint> sources = [];
    private readonly Dictionary<uint, string> cnames = [];
    private readonly Dictionary<uint, uint> repairs = [];
    private readonly List<SdpCandidate> candidates = [];
    private string kindWord = "";
    private string protocol = "";
    private int port;
    private string[] formats = [];
    private string? mid;
    private string? streamId;
    private string? trackId;
    private bool rtcpMux;
    private bool rtcpReducedSize;
    private bool bundleOnly;
    private string[] simulcastSend = [];
    private string[] simulcastReceive = [];

    /// <param name="value">After "m=": kind, port, protocol, formats.</param>
    public static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out SdpMediaSection? section)
    {
        section = null;
        var words = new SdpWords(value);
        var kind = words.Next();
        var portWord = words.Next();
        var slash = portWord.IndexOf('/');
        var protocol = words.Next();
        if (!TryReadNumber(slash < 0 ? portWord : portWord[..slash], 65_535, out var port) || protocol.IsEmpty)
        {
            return false;
        }

        section = new SdpMediaSection
        {
            kindWord = kind.ToString(),
            port = port,
            protocol = protocol.ToString(),
            formats = Words(words.Rest, SdpLimits.FormatsPerLine),
        };
        return true;
    }

    public MediaLine ToMediaLine(int index, SdpSection session)
    {
        var name = mid ?? index.ToString(CultureInfo.InvariantCulture);
        var hasOwnCredentials = IceUfrag is not null && IcePwd is not null;
        return new MediaLine
        {
            Index = index,
            Kind = kindWord switch
            {
                "audio" => MediaKind.Audio,
                "video" => MediaKind.Video,
                "application" => MediaKind.Application,
                _ => MediaKind.Other,
            },
            KindWord = kindWord,
            Port = port,
            Protocol = protocol,
            Formats = formats,
            Mid = name,
            HasMid = mid is not null,
            IsBundled = mid is not null && session.Bundle.Contains(mid),
            IsBundleOnly = bundleOnly,
            Direction = Direction ?? session.Direction ?? MediaDirection.SendRecv,
            RtcpMux = rtcpMux,
            RtcpReducedSize = rtcpReducedSize,
            Codecs = Codecs(),
            Extensions = Extensions(session),
            Rids = rids,
            SimulcastSend = simulcastSend,
            SimulcastReceive = simulcastReceive,
            Sources = Sources(),
            IceUfrag = hasOwnCredentials ? IceUfrag : session.IceUfrag,
            IcePwd = hasOwnCredentials ? IcePwd : session.IcePwd,
            Fingerprint = Fingerprint ?? session.Fingerprint,
            Setup = Setup ?? session.Setup,
            StreamId = streamId,
            TrackId = trackId,
            Candidates = candidates,
        };
    }

    protected override void Read(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        switch (name)
        {
            // RFC 5888: a token; its RTP form (RFC 9143) is at most 16 bytes in the one-byte extension, but names may be longer.
            case "mid" when mid is null && value.Length is > 0 and <= 64:
                mid = value.ToString();
                break;
            case "rtcp-mux":
                rtcpMux = true;
                break;
            case "rtcp-rsize":
                rtcpReducedSize = true;
                break;
            case "bundle-only":
                bundleOnly = true;
                break;
            case "rtpmap":
                ReadMap(value);
                break;
            case "fmtp":
                if (TryReadNumber(words.Next(), 127, out var payloadType))
                {
                    parameters[payloadType] = words.Rest.ToString();
                }

                break;
            case "rtcp-fb" when feedback.Count < 8 * SdpLimits.FormatsPerLine:
                feedback.Add((words.Next().ToString(), words.Rest.ToString()));
                break;
            case "rid" when rids.Count < SdpLimits.RidsPerLine:
                ReadRid(value);
                break;
            case "simulcast":
                ReadSimulcast(value);
                break;
            case "ssrc":
                ReadSource(value);
                break;
            case "ssrc-group":
                ReadSourceGroup(value);
                break;
            case "msid":
                streamId = words.Next().ToString();
                trackId = words.Next() is { IsEmpty: false } track ? track.ToString() : null;
                break;
            case "candidate" when candidates.Count < SdpLimits.CandidatesPerLine:
                if (TryReadCandidate(value, out var candidate))
                {
                    candidates.Add(candidate);
                }

                break;
            default:
                base.Read(name, value);
                break;
        }
    }

    /// <summary>Also reads the line of a trickled fragment (RFC 8840), where the attribute is the same.</summary>
    internal static bool TryReadCandidate(ReadOnlySpan<char> value, [NotNullWhen(true)] out SdpCandidate? candidate)
    {
        candidate = null;
        var words = new SdpWords(value);
        var foundation = words.Next();
        if (!TryReadNumber(words.Next(), 256, out var component))
        {
            return false;
        }

        var transport = words.Next().ToString().ToLowerInvariant();
        // Names (mDNS) are left out: an ICE-lite server answers whoever checks it and needs no address of the client.
        if (!uint.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            || !IPAddress.TryParse(words.Next(), out var address)
            || !TryReadNumber(words.Next(), 65_535, out var port)
            || words.Next() is not "typ")
        {
            return false;
        }

        candidate = new SdpCandidate(foundation.ToString(), component, transport, priority, new IPEndPoint(address, port), words.Next().ToString());
        return true;
    }

    private void ReadMap(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        if (!TryReadNumber(words.Next(), 127, out var payloadType))
        {
            return;
        }

        var codec = words.Next();
        var slash = codec.IndexOf('/');
        if (slash <= 0)
        {
            return;
        }

        var rate = codec[(slash + 1)..];
        var channels = 1;
        var second = rate.IndexOf('/');
        if (second >= 0)
        {
            if (!TryReadNumber(rate[(second + 1)..], 255, out channels))
            {
                return;
            }

            rate = rate[..second];
        }

        if (TryReadNumber(rate, 1_000_000, out var clockRate) && clockRate > 0)
        {
            maps[payloadType] = (codec[..slash].ToString(), clockRate, channels);
        }
    }

    private void ReadRid(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        var id = words.Next();
        var direction = words.Next();
        // RFC 8852: letters and digits; 16 is what fits the one-byte extension.
        if (id.Length is > 0 and <= 16 && direction is "send" or "recv")
        {
            rids.Add(new SdpRid(id.ToString(), direction is "send", words.Rest.ToString()));
        }
    }

    /// <summary>"send h;m;~l recv …" (RFC 8853); of alternatives (a,b) the first counts, ~ (paused) is taken off.</summary>
    private void ReadSimulcast(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        for (var direction = words.Next(); !direction.IsEmpty; direction = words.Next())
        {
            var list = words.Next();
            var ids = new List<string>();
            foreach (var range in list.Split(';'))
            {
                var id = list[range];
                var comma = id.IndexOf(',');
                id = (comma < 0 ? id : id[..comma]).TrimStart('~');
                if (!id.IsEmpty && ids.Count < SdpLimits.RidsPerLine)
                {
                    ids.Add(id.ToString());
                }
            }

            if (direction is "send")
            {
                simulcastSend = [.. ids];
            }
            else if (direction is "recv")
            {
                simulcastReceive = [.. ids];
            }
        }
    }

    private void ReadSource(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        if (!uint.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var ssrc))
        {
            return;
        }

        if (!sources.Contains(ssrc))
        {
            if (sources.Count == SdpLimits.SourcesPerLine)
            {
                return;
            }

            sources.Add(ssrc);
        }

        var attribute = words.Rest;
        if (attribute.StartsWith("cname:"))
        {
            cnames[ssrc] = attribute["cname:".Length..].ToString();
        }
    }

    private void ReadSourceGroup(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        if (words.Next() is "FID"
            && uint.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var primary)
            && uint.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var repair)
            && repairs.Count < SdpLimits.SourcesPerLine)
        {
            repairs[primary] = repair;
        }
    }

    private List<SdpSource> Sources()
    {
        var result = new List<SdpSource>();
        foreach (var ssrc in sources)
        {
            if (!repairs.ContainsValue(ssrc))
            {
                result.Add(new SdpSource(ssrc, repairs.TryGetValue(ssrc, out var rtx) ? rtx : null, cnames.GetValueOrDefault(ssrc)));
            }
        }

        return result;
    }

    private List<SdpCodec> Codecs()
    {
        var repairs = new Dictionary<int, int>();
        var payloadTypes = new List<int>();
        foreach (var format in formats)
        {
            if (!TryReadNumber(format, 127, out var payloadType) || !maps.TryGetValue(payloadType, out var map) || payloadTypes.Contains(payloadType))
            {
                continue;
            }

            if (!map.Name.Equals("rtx", StringComparison.OrdinalIgnoreCase))
            {
                payloadTypes.Add(payloadType);
            }
            else if (Codec(payloadType, null).Parameter("apt") is { } apt && TryReadNumber(apt, 127, out var repaired))
            {
                repairs.TryAdd(repaired, payloadType);
            }
        }

        return [.. payloadTypes.Select(payloadType => Codec(payloadType, repairs.TryGetValue(payloadType, out var rtx) ? rtx : null))];
    }

    private SdpCodec Codec(int payloadType, int? rtxPayloadType)
    {
        var (name, clockRate, channels) = maps[payloadType];
        var number = payloadType.ToString(CultureInfo.InvariantCulture);
        var values = feedback.Where(line => line.PayloadType == number || line.PayloadType == AllPayloadTypes).Select(line => line.Value);
        return new SdpCodec(
            payloadType, name, clockRate, channels, parameters.GetValueOrDefault(payloadType, ""), [.. values.Distinct()], rtxPayloadType);
    }

    private HeaderExtensionIds Extensions(SdpSection session)
    {
        var ids = default(HeaderExtensionIds);
        foreach (var (id, uri) in session.ExtensionMaps.Concat(ExtensionMaps))
        {
            ids = ids.With(HeaderExtensionUris.Parse(uri), (byte)id);
        }

        return ids;
    }
}
