using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DiemCau.Media.Negotiation;

/// <summary>Gathers the attributes of one m-line, then makes a <see cref="MediaLine"/> of them.</summary>
internal sealed class SdpMediaSection : SdpSection
{
    private readonly SdpCodecTable _codecs = new();
    private readonly List<SdpRid> _rids = [];
    private readonly List<uint> _sources = [];
    private readonly Dictionary<uint, string> _cnames = [];
    private readonly Dictionary<uint, uint> _repairs = [];
    private readonly HashSet<uint> _layers = [];
    private readonly List<SdpCandidate> _candidates = [];
    private string _kindWord = "";
    private string _protocol = "";
    private int _port;
    private string[] _formats = [];
    private string? _mid;
    private string? _streamId;
    private string? _trackId;
    private bool _rtcpMux;
    private bool _rtcpReducedSize;
    private bool _bundleOnly;
    private string[] _simulcastSend = [];
    private string[] _simulcastReceive = [];

    /// <param name="value">After "m=": kind, port, protocol, formats.</param>
    public static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out SdpMediaSection? section)
    {
        section = null;
        var words = new SdpWords(value);
        var kind = words.Next();
        var portWord = words.Next();
        var slash = portWord.IndexOf('/');
        var protocol = words.Next();
        if (!SdpWords.TryReadNumber(slash < 0 ? portWord : portWord[..slash], 65_535, out var port) || protocol.IsEmpty)
        {
            return false;
        }

        section = new SdpMediaSection
        {
            _kindWord = kind.ToString(),
            _port = port,
            _protocol = protocol.ToString(),
            _formats = Words(words.Rest, SdpLimits.FormatsPerLine),
        };
        return true;
    }

    public MediaLine ToMediaLine(int index, SdpSection session)
    {
        var name = _mid ?? index.ToString(CultureInfo.InvariantCulture);
        var hasOwnCredentials = IceUfrag is not null && IcePwd is not null;
        return new MediaLine
        {
            Index = index,
            Kind = _kindWord switch
            {
                "audio" => MediaKind.Audio,
                "video" => MediaKind.Video,
                "application" => MediaKind.Application,
                _ => MediaKind.Other,
            },
            KindWord = _kindWord,
            Port = _port,
            Protocol = _protocol,
            Formats = _formats,
            Mid = name,
            HasMid = _mid is not null,
            IsBundled = _mid is not null && session.Bundle.Contains(_mid),
            IsBundleOnly = _bundleOnly,
            Direction = Direction ?? session.Direction ?? MediaDirection.SendRecv,
            RtcpMux = _rtcpMux,
            RtcpReducedSize = _rtcpReducedSize,
            Codecs = _codecs.InOrderOf(_formats),
            Extensions = Extensions(session, Direction ?? session.Direction ?? MediaDirection.SendRecv),
            Rids = _rids,
            SimulcastSend = _simulcastSend,
            SimulcastReceive = _simulcastReceive,
            Sources = Sources(),
            IceUfrag = hasOwnCredentials ? IceUfrag : session.IceUfrag,
            IcePwd = hasOwnCredentials ? IcePwd : session.IcePwd,
            Fingerprint = Fingerprint ?? session.Fingerprint,
            Setup = Setup ?? session.Setup,
            StreamId = _streamId,
            TrackId = _trackId,
            Candidates = _candidates,
        };
    }

    protected override void Read(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        switch (name)
        {
            // RFC 5888: a token; its RTP form (RFC 9143) is at most 16 bytes in the one-byte extension, but names may be longer.
            case "mid" when _mid is null && value.Length is > 0 and <= 64:
                _mid = value.ToString();
                break;
            case "rtcp-mux":
                _rtcpMux = true;
                break;
            case "rtcp-rsize":
                _rtcpReducedSize = true;
                break;
            case "bundle-only":
                _bundleOnly = true;
                break;
            case "rtpmap":
                _codecs.ReadMap(value);
                break;
            case "fmtp":
                _codecs.ReadParameters(value);
                break;
            case "rtcp-fb":
                _codecs.ReadFeedback(value);
                break;
            case "rid" when _rids.Count < SdpLimits.RidsPerLine:
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
                _streamId = words.Next().ToString();
                _trackId = words.Next() is { IsEmpty: false } track ? track.ToString() : null;
                break;
            case "candidate" when _candidates.Count < SdpLimits.CandidatesPerLine:
                if (SdpCandidate.TryParse(value, out var candidate))
                {
                    _candidates.Add(candidate);
                }

                break;
            default:
                base.Read(name, value);
                break;
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
            _rids.Add(new SdpRid(id.ToString(), direction is "send", words.Rest.ToString()));
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
                _simulcastSend = [.. ids];
            }
            else if (direction is "recv")
            {
                _simulcastReceive = [.. ids];
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

        if (!_sources.Contains(ssrc))
        {
            if (_sources.Count == SdpLimits.SourcesPerLine)
            {
                return;
            }

            _sources.Add(ssrc);
        }

        var attribute = words.Rest;
        if (attribute.StartsWith("cname:"))
        {
            _cnames[ssrc] = attribute["cname:".Length..].ToString();
        }
    }

    private void ReadSourceGroup(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        switch (words.Next())
        {
            case "FID" when TryReadSource(words.Next(), out var primary) && TryReadSource(words.Next(), out var repair)
                && _repairs.Count < SdpLimits.SourcesPerLine:
                _repairs[primary] = repair;
                break;

            // Simulcast as it was before rids, and as some encoders still write it.
            case "SIM":
                while (_layers.Count < SdpLimits.SourcesPerLine && TryReadSource(words.Next(), out var layer))
                {
                    _layers.Add(layer);
                }

                break;
        }

        static bool TryReadSource(ReadOnlySpan<char> word, out uint ssrc) =>
            uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ssrc);
    }

    private List<SdpSource> Sources()
    {
        var result = new List<SdpSource>();
        foreach (var ssrc in _sources)
        {
            if (!_repairs.ContainsValue(ssrc))
            {
                result.Add(new SdpSource(
                    ssrc, _repairs.TryGetValue(ssrc, out var rtx) ? rtx : null, _cnames.GetValueOrDefault(ssrc), _layers.Contains(ssrc)));
            }
        }

        return result;
    }

    /// <summary>Firefox offers some of them as sent only, on lines on which it only receives.</summary>
    private HeaderExtensionIds Extensions(SdpSection session, MediaDirection line)
    {
        var ids = default(HeaderExtensionIds);
        foreach (var (id, way, uri) in session.ExtensionMaps.Concat(ExtensionMaps))
        {
            if (way == MediaDirection.SendRecv || (way.Sends() && line.Sends()) || (way.Receives() && line.Receives()))
            {
                ids = ids.With(HeaderExtensionUris.Parse(uri), (byte)id);
            }
        }

        return ids;
    }
}
