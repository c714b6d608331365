namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// Up to which layers a stream is sent, in one byte that rises with what it costs: the spatial layer above two bits of the temporal one.
/// Streams without spatial layers have temporal ones only.
/// </summary>
internal static class LayerLimit
{
    /// <summary>Nothing is left out.</summary>
    public const byte All = byte.MaxValue;

    public const int SpatialLayers = 4;
    public const int TemporalLayers = 4;

    /// <summary>Every temporal layer of a spatial one.</summary>
    public const int AnyTemporal = TemporalLayers - 1;

    public static byte Of(int spatial, int temporal) => (byte)((spatial * TemporalLayers) + temporal);

    /// <summary>The same frames of no more than the smallest picture.</summary>
    public static byte OfSmallest(byte limit) => limit < TemporalLayers ? limit : Of(0, AnyTemporal);

    public static int Spatial(byte limit) => limit / TemporalLayers;

    public static int Temporal(byte limit) =>
        limit == All ? int.MaxValue : limit % TemporalLayers is var temporal and < AnyTemporal ? temporal : int.MaxValue;
}
