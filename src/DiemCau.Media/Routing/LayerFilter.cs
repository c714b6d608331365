using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing;

/// <summary>
/// Leaves out the upper spatial and temporal layers of one VP9 stream (RFC 9628 section 3). Down with any picture; to more frames with a
/// frame that says they can be begun; to a larger picture with a key frame. The lower spatial layers always go along: the larger ones
/// are predicted from them, if only in key frames.
/// </summary>
internal sealed class LayerFilter
{
    private int spatial = int.MaxValue;
    private int temporal = int.MaxValue;
    private uint newest;
    private bool hasPicture;

    /// <summary>See <see cref="LayerLimit"/>.</summary>
    public byte Limit { get; set; } = LayerLimit.All;

    /// <summary>A larger picture is allowed and cannot be begun without a key frame.</summary>
    public bool AwaitsKeyFrame => LayerLimit.Spatial(Limit) > spatial;

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        hasPicture = false;
        (spatial, temporal) = (LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit));
    }

    /// <summary>Packets of one picture have one timestamp, whatever their layer.</summary>
    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in FrameInfo frame, uint timestamp)
    {
        if (!hasPicture || (int)(timestamp - newest) > 0)
        {
            hasPicture = true;
            newest = timestamp;
            Adjust(frame);
        }

        return frame.SpatialLayer <= spatial && frame.TemporalLayer <= temporal;
    }

    /// <summary>The last packet of all that is sent of a picture: it has to say so, because the one that said so is left out.</summary>
    public bool Ends(in FrameInfo frame) => frame.IsFrameEnd && frame.SpatialLayer == spatial;

    private void Adjust(in FrameInfo first)
    {
        var (wantedSpatial, wantedTemporal) = (LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit));
        if (wantedSpatial < spatial || first.IsKeyFrame)
        {
            spatial = wantedSpatial;
        }

        if (wantedTemporal < temporal || first.IsKeyFrame)
        {
            temporal = wantedTemporal;
        }
        else if (wantedTemporal > temporal && first.IsSwitchingPoint && first.TemporalLayer <= temporal + 1)
        {
            temporal = wantedTemporal;
        }
    }
}
