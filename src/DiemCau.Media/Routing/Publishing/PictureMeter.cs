using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// What the sizes of one stream's frames say of its picture, without decoding: encoders spend next to nothing on what does not change, and
/// on a key frame of one colour. Thresholds are measured (docs/media/told.md).
/// </summary>
internal sealed class PictureMeter
{
    /// <summary>
    /// Bytes per line of the picture, a frame as a mean over a second: one that stands still takes 0.05–0.95, one with the least noise of a
    /// camera's sensor 1.6.
    /// </summary>
    private const double StillFrame = 1.2;

    /// <summary>Bytes per million pixels: a key frame of one colour takes 200–4,000, of a room 12,000 at least.</summary>
    private const long UniformKeyFrame = 5_000;

    /// <summary>The headers of a small picture are a larger part of it.</summary>
    private const int LeastKeyFrame = 250;

    /// <summary>After a key frame an encoder sharpens a picture that stands still, for so long.</summary>
    private const long Sharpens = 2_500_000;

    /// <summary>What comes after so long is something new.</summary>
    private const long LongestPause = 3_000_000;

    private const long Second = 1_000_000;

    private uint _timestamp;
    private long _bytes;
    private long _first;
    private long _last;
    private long _came;
    private bool _isKey;
    private bool _hasEnd;
    private long _pixels;
    private int _lines;
    private long _keyFrameAt;
    private long _secondBegan;
    private long _secondBytes;
    private int _secondFrames;

    /// <summary>When the last frame began to come; 0: none has.</summary>
    public long FrameAt { get; private set; }

    /// <summary>When a frame last brought something to see that was not there before.</summary>
    public long MovedAt { get; private set; }

    /// <summary>The last key frame that came whole was of one colour; null: none has come.</summary>
    public bool? IsUniform { get; private set; }

    /// <summary>A packet of a picture, each once.</summary>
    /// <param name="length">Of its payload.</param>
    public void Count(in FrameInfo frame, uint timestamp, long sequence, int length, bool marker, long now)
    {
        if (length == 0 || (FrameAt != 0 && (int)(timestamp - _timestamp) < 0))
        {
            return; // padding, or a repair of a frame that has been judged
        }

        if (FrameAt == 0 || timestamp != _timestamp)
        {
            Judge();
            (_timestamp, _bytes, _came, _isKey, _hasEnd) = (timestamp, 0, 0, false, false);
            (_first, _last) = (sequence, sequence);
            MovedAt = now - FrameAt > LongestPause || FrameAt == 0 ? now : MovedAt;
            FrameAt = now;
        }

        _bytes += length;
        _came++;
        _first = Math.Min(_first, sequence);
        _last = Math.Max(_last, sequence);
        _hasEnd |= marker;
        if (frame.IsKeyFrame)
        {
            _isKey = true;
            (_pixels, _lines) = (frame.Width * frame.Height, frame.Height);
        }
    }

    /// <summary>A frame is over when the next one begins.</summary>
    private void Judge()
    {
        if (_came == 0 || _pixels == 0)
        {
            return;
        }

        if (_isKey)
        {
            if (_hasEnd && _last - _first + 1 == _came)
            {
                IsUniform = _bytes <= Math.Max(LeastKeyFrame, _pixels * UniformKeyFrame / 1_000_000);
                _keyFrameAt = FrameAt;
            }
        }
        else if (FrameAt - _keyFrameAt > Sharpens)
        {
            Compare();
        }
    }

    /// <summary>Some encoders put what they save for a second into one frame: a mean is compared.</summary>
    private void Compare()
    {
        if (FrameAt - _secondBegan > 2 * Second)
        {
            (_secondBegan, _secondBytes, _secondFrames) = (FrameAt, 0, 0);
        }

        _secondBytes += _bytes;
        _secondFrames++;
        if (FrameAt - _secondBegan < Second)
        {
            return;
        }

        if (_secondBytes > _secondFrames * _lines * StillFrame)
        {
            MovedAt = FrameAt;
        }

        (_secondBegan, _secondBytes, _secondFrames) = (FrameAt, 0, 0);
    }
}
