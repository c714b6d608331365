using System.Globalization;

namespace DiemCau.Media.Negotiation;

/// <summary>
/// Gathers what an m-line says of its payload types – rtpmap, fmtp and rtcp-fb, in any order – and joins codecs with their repair formats.
/// </summary>
internal sealed class SdpCodecTable
{
    private const string AllPayloadTypes = "*";
    private const int FeedbackPerFormat = 8;

    private readonly Dictionary<int, (string Name, int ClockRate, int Channels)> _maps = [];
    private readonly Dictionary<int, string> _parameters = [];
    private readonly List<(string PayloadType, string Value)> _feedback = [];

    public void ReadMap(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        if (!SdpWords.TryReadNumber(words.Next(), 127, out var payloadType))
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
            if (!SdpWords.TryReadNumber(rate[(second + 1)..], 255, out channels))
            {
                return;
            }

            rate = rate[..second];
        }

        if (SdpWords.TryReadNumber(rate, 1_000_000, out var clockRate) && clockRate > 0)
        {
            _maps[payloadType] = (codec[..slash].ToString(), clockRate, channels);
        }
    }

    public void ReadParameters(ReadOnlySpan<char> value)
    {
        var words = new SdpWords(value);
        if (SdpWords.TryReadNumber(words.Next(), 127, out var payloadType))
        {
            _parameters[payloadType] = words.Rest.ToString();
        }
    }

    public void ReadFeedback(ReadOnlySpan<char> value)
    {
        if (_feedback.Count < FeedbackPerFormat * SdpLimits.FormatsPerLine)
        {
            var words = new SdpWords(value);
            _feedback.Add((words.Next().ToString(), words.Rest.ToString()));
        }
    }

    /// <summary>RTX formats are attached to the codec whose payload type their apt names (RFC 4588), not listed.</summary>
    public IReadOnlyList<SdpCodec> InOrderOf(IReadOnlyList<string> formats)
    {
        var repairs = new Dictionary<int, int>();
        var payloadTypes = new List<int>();
        foreach (var format in formats)
        {
            if (!SdpWords.TryReadNumber(format, 127, out var payloadType) || !_maps.TryGetValue(payloadType, out var map)
                || payloadTypes.Contains(payloadType))
            {
                continue;
            }

            if (!map.Name.Equals("rtx", StringComparison.OrdinalIgnoreCase))
            {
                payloadTypes.Add(payloadType);
            }
            else if (Codec(payloadType, null).Parameter("apt") is { } apt && SdpWords.TryReadNumber(apt, 127, out var repaired))
            {
                repairs.TryAdd(repaired, payloadType);
            }
        }

        return [.. payloadTypes.Select(payloadType => Codec(payloadType, repairs.TryGetValue(payloadType, out var rtx) ? rtx : null))];
    }

    private SdpCodec Codec(int payloadType, int? rtxPayloadType)
    {
        var (name, clockRate, channels) = _maps[payloadType];
        var number = payloadType.ToString(CultureInfo.InvariantCulture);
        var values = _feedback.Where(line => line.PayloadType == number || line.PayloadType == AllPayloadTypes).Select(line => line.Value);
        return new SdpCodec(
            payloadType, name, clockRate, channels, _parameters.GetValueOrDefault(payloadType, ""), [.. values.Distinct()], rtxPayloadType);
    }
}
