using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing;

/// <summary>
/// Leaves out the frames of a VP8 stream's upper temporal layers (RFC 7741 section 4.2). Down at any frame; up only at a frame that
/// depends on nothing that was left out: the layer's sync point, one layer at a time, or a key frame.
/// </summary>
internal sealed class TemporalFilter
{
    private byte current = byte.MaxValue;
    private uint newest;
    private bool isDropping;
    private bool hasFrame;

    /// <summary>The highest temporal layer to send.</summary>
    public byte Limit { get; set; } = byte.MaxValue;

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        hasFrame = false;
        current = Limit;
    }

    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in Vp8Descriptor descriptor, uint timestamp)
    {
        if (!descriptor.HasTemporalLayer)
        {
            return true;
        }

        if (hasFrame && timestamp == newest)
        {
            return !isDropping;
        }

        if (hasFrame && (int)(timestamp - newest) < 0)
        {
            // A late packet; of a frame that was left out the rewriter remembers that it has no number.
            return descriptor.TemporalLayer <= current;
        }

        hasFrame = true;
        newest = timestamp;
        if (Limit < current || descriptor.IsKeyFrame)
        {
            current = Limit;
        }
        else if (Limit > current && descriptor.TemporalLayer == current + 1 && descriptor.IsLayerSync)
        {
            current = descriptor.TemporalLayer;
        }

        isDropping = descriptor.TemporalLayer > current;
        return !isDropping;
    }
}
