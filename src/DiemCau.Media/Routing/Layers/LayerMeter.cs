using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// Counts the bytes of one stream's pictures by layer, and, of streams with dependency descriptors, by what a receiver up to some layers is
/// sent: of pictures that are predicted from lower ones in key frames alone, that is less than all the layers below.
/// </summary>
internal sealed class LayerMeter
{
    private const int Limits = LayerLimit.SpatialLayers * LayerLimit.TemporalLayers;

    private readonly long[] _byLayer = new long[Limits];
    private readonly long[] _byLimit = new long[Limits];
    private readonly byte[] _targetOf = new byte[Limits];
    private DependencyStructure? _structure;
    private uint _active;

    public void Count(in FrameInfo frame, in DependencyDescriptor dependencies, int bytes)
    {
        var spatial = Math.Min((int)frame.SpatialLayer, LayerLimit.SpatialLayers - 1);
        var temporal = Math.Min((int)frame.TemporalLayer, LayerLimit.AnyTemporal);
        _byLayer[LayerLimit.Of(spatial, temporal)] += bytes;
        if (dependencies.Structure is { } known)
        {
            Follow(known, dependencies.ActiveTargets);
            for (var limit = 0; limit < Limits; limit++)
            {
                _byLimit[limit] += dependencies.HasStructure || dependencies.IsPartOf(_targetOf[limit]) ? bytes : 0;
            }
        }
    }

    /// <summary>Tells the stream what came since the last call.</summary>
    public void Report(SourceStream stream)
    {
        stream.Measured(_byLayer, _structure is null ? default : _byLimit);
        _byLayer.AsSpan().Clear();
        _byLimit.AsSpan().Clear();
    }

    private void Follow(DependencyStructure known, uint activeTargets)
    {
        if (known == _structure && activeTargets == _active)
        {
            return;
        }

        (_structure, _active) = (known, activeTargets);
        for (var limit = 0; limit < Limits; limit++)
        {
            _targetOf[limit] = (byte)known.Find(LayerLimit.Spatial((byte)limit), LayerLimit.Temporal((byte)limit), activeTargets);
        }
    }
}
