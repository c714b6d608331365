namespace DiemCau.Media.Routing.Layers;

/// <param name="Stream">A simulcast layer.</param>
/// <param name="Limit">Frames of higher layers are left out: a <see cref="LayerLimit"/>.</param>
/// <param name="Cost">Bits per second.</param>
internal readonly record struct Rung(SourceStream Stream, byte Limit, double Cost);

/// <summary>
/// The ways to send one picture, from the cheapest to the one that its size asks for. Fewer frames of a layer come before a smaller
/// picture, but for the smallest layer never fewer than half: seven pictures a second are worse than a small one that moves.
/// </summary>
internal ref struct LayerLadder
{
    public const int MostRungs = 12;

    /// <summary>A layer a little smaller than its tile looks the same and costs a third.</summary>
    private const double GoodEnough = 0.75;

    private readonly Span<Rung> _rungs;
    private int _count;

    private LayerLadder(Span<Rung> rungs) => _rungs = rungs;

    public readonly int Count => _count;

    public readonly Rung this[int index] => _rungs[index];

    /// <summary>What the picture costs on a line without limits; 0 when there is none.</summary>
    public readonly double WantedCost => _count == 0 ? 0 : _rungs[_count - 1].Cost;

    /// <param name="mayWait">Something is shown meanwhile, so layers that come only on demand count too.</param>
    /// <param name="shown">The layer whose pictures the receiver decodes; null while there is none.</param>
    public static LayerLadder Of(Source source, int height, bool mayWait, SourceStream? shown, long now, Span<Rung> room)
    {
        // Where no layer's key frame comes, each is as good as another.
        var ladder = Of(source, height, mayWait, shown, orOverdue: false, now, room);
        return ladder.Count > 0 ? ladder : Of(source, height, mayWait, shown, orOverdue: true, now, room);
    }

    private static LayerLadder Of(
        Source source, int height, bool mayWait, SourceStream? shown, bool orOverdue, long now, Span<Rung> room)
    {
        var ladder = new LayerLadder(room);
        var streams = source.Streams;
        for (var layer = 0; layer < streams.Length && ladder._count < room.Length; layer++)
        {
            var stream = streams[layer];
            if ((!stream.IsFlowing(now) && !(mayWait && stream.IsOnDemand)) || (stream.IsOverdue && stream != shown && !orOverdue))
            {
                continue;
            }

            ladder.Add(stream, layer, height * GoodEnough);
            if (HeightOf(stream, layer) >= height * GoodEnough)
            {
                break;
            }
        }

        return ladder;
    }

    public readonly int IndexOf(SourceStream? stream, byte limit)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_rungs[i].Stream == stream && _rungs[i].Limit <= limit)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The frames and sizes of one stream, up to the first size that is enough.</summary>
    private void Add(SourceStream stream, int layer, double enough)
    {
        var cost = CostOf(stream, layer);
        var highest = stream.HighestTemporalLayer;
        for (var spatial = 0; spatial <= stream.HighestSpatialLayer; spatial++)
        {
            var lowest = _count == 0 ? 0 : Math.Min(1, highest);
            for (var temporal = lowest; temporal <= highest && _count < _rungs.Length; temporal++)
            {
                var limit = temporal < highest ? LayerLimit.Of(spatial, temporal)
                    : spatial < stream.HighestSpatialLayer ? LayerLimit.Of(spatial, LayerLimit.AnyTemporal)
                    : LayerLimit.All;
                _rungs[_count++] = new Rung(stream, limit, cost * stream.ShareUpTo(limit));
            }

            var height = stream.Height > 0
                ? stream.HeightOf(spatial)
                : HeightOf(stream, layer) >> (stream.HighestSpatialLayer - spatial);
            if (height >= enough)
            {
                return;
            }
        }
    }

    /// <summary>Until a second has been measured, what the web client asks its encoder for.</summary>
    private static double CostOf(SourceStream stream, int layer) => stream.Bitrate > 0 ? stream.Bitrate : layer switch
    {
        0 => 150_000,
        1 => 500_000,
        _ => 1_500_000,
    };

    private static int HeightOf(SourceStream stream, int layer) => stream.Height > 0 ? stream.Height : 180 << layer;
}
