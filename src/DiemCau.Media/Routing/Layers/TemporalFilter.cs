using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// Leaves out the frames of a VP8 stream's upper temporal layers (RFC 7741 section 4.2). Down at any frame; up only at a frame that
/// depends on nothing that was left out: the layer's sync point, one layer at a time, or a key frame.
/// </summary>
internal sealed class TemporalFilter
{
    private byte _current = byte.MaxValue;
    private uint _newest;
    private bool _isDropping;
    private bool _hasFrame;

    /// <summary>The highest temporal layer to send.</summary>
    public byte Limit { get; set; } = byte.MaxValue;

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        _hasFrame = false;
        _current = Limit;
    }

    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in Vp8Descriptor descriptor, uint timestamp)
    {
        if (!descriptor.HasTemporalLayer)
        {
            return true;
        }

        if (_hasFrame && timestamp == _newest)
        {
            return !_isDropping;
        }

        if (_hasFrame && (int)(timestamp - _newest) < 0)
        {
            // A late packet; of a frame that was left out the rewriter remembers that it has no number.
            return descriptor.TemporalLayer <= _current;
        }

        _hasFrame = true;
        _newest = timestamp;
        if (Limit < _current || descriptor.IsKeyFrame)
        {
            _current = Limit;
        }
        else if (Limit > _current && descriptor.TemporalLayer == _current + 1 && descriptor.IsLayerSync)
        {
            _current = descriptor.TemporalLayer;
        }

        _isDropping = descriptor.TemporalLayer > _current;
        return !_isDropping;
    }
}
