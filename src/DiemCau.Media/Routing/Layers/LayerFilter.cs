using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// Leaves out the upper spatial and temporal layers of one VP9 stream (RFC 9628 section 3). Down with any picture; to more frames with a
/// frame that says they can be begun; to a larger picture with a key frame. The lower spatial layers always go along: the larger ones
/// are predicted from them, if only in key frames.
/// </summary>
internal sealed class LayerFilter
{
    private int _spatial = int.MaxValue;
    private int _temporal = int.MaxValue;
    private uint _newest;
    private bool _hasPicture;

    /// <summary>See <see cref="LayerLimit"/>.</summary>
    public byte Limit { get; set; } = LayerLimit.All;

    /// <summary>A larger picture is allowed and cannot be begun without a key frame.</summary>
    public bool AwaitsKeyFrame => LayerLimit.Spatial(Limit) > _spatial;

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        _hasPicture = false;
        (_spatial, _temporal) = (LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit));
    }

    /// <summary>Packets of one picture have one timestamp, whatever their layer.</summary>
    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in FrameInfo frame, uint timestamp)
    {
        if (!_hasPicture || (int)(timestamp - _newest) > 0)
        {
            _hasPicture = true;
            _newest = timestamp;
            Adjust(frame);
        }

        return frame.SpatialLayer <= _spatial && frame.TemporalLayer <= _temporal;
    }

    /// <summary>The last packet of all that is sent of a picture: it has to say so, because the one that said so is left out.</summary>
    public bool Ends(in FrameInfo frame) => frame.IsFrameEnd && frame.SpatialLayer == _spatial;

    private void Adjust(in FrameInfo first)
    {
        var (wantedSpatial, wantedTemporal) = (LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit));
        if (wantedSpatial < _spatial || first.IsKeyFrame)
        {
            _spatial = wantedSpatial;
        }

        if (wantedTemporal < _temporal || first.IsKeyFrame)
        {
            _temporal = wantedTemporal;
        }
        else if (wantedTemporal > _temporal && first.IsSwitchingPoint && first.TemporalLayer <= _temporal + 1)
        {
            _temporal = wantedTemporal;
        }
    }
}
