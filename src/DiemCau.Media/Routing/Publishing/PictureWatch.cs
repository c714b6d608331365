namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// What comes of a participant's camera or screen: whether its picture moves, stands still, is of one colour, or does not come any more,
/// and since when. Lives on the publisher's worker.
/// </summary>
internal sealed class PictureWatch(Source source)
{
    private const long FrozenAfter = 3_000_000;
    private const long StillAfter = 8_000_000;
    private const long BetweenChanges = 1_000_000;

    private PictureState _state;
    private long _since;
    private long _toldAt;
    private long _askedFor;

    /// <param name="receptions">All of the publisher's.</param>
    /// <returns>True when something is to be told: <see cref="Source.Picture"/>.</returns>
    public bool Look(List<StreamReception> receptions, long now)
    {
        if (Smallest(receptions) is not { } stream || stream.Pictures.FrameAt == 0)
        {
            return false;
        }

        var (state, since) = Judge(stream, now);
        if (state != _state || _since == 0)
        {
            (_state, _since) = (state, since);
        }

        if (source.Picture?.State == _state || (source.Picture is not null && now - _toldAt < BetweenChanges))
        {
            return false;
        }

        _toldAt = now;
        source.Picture = new PictureReport(_state, TimeSpan.FromMicroseconds(_since));
        return true;
    }

    /// <summary>
    /// The one that always comes (<see cref="LayerDemand"/>): others stop when nobody receives them, and all show the same.
    /// </summary>
    private StreamReception? Smallest(List<StreamReception> receptions)
    {
        StreamReception? smallest = null;
        foreach (var reception in receptions)
        {
            if (reception.Stream.Source == source && !reception.Stream.HasEnded
                && (smallest is null || reception.Stream.Height < smallest.Stream.Height))
            {
                smallest = reception;
            }
        }

        return smallest;
    }

    /// <summary>Slides stand still as they should, and a screen on which nothing happens sends nothing.</summary>
    private (PictureState State, long Since) Judge(StreamReception stream, long now)
    {
        var pictures = stream.Pictures;
        var isCamera = source.Kind == SourceKind.Camera;
        if (isCamera && now - pictures.FrameAt > FrozenAfter)
        {
            return (PictureState.Frozen, pictures.FrameAt);
        }

        if (now - pictures.MovedAt <= StillAfter)
        {
            return (PictureState.Moving, pictures.MovedAt);
        }

        if (pictures.IsUniform == true)
        {
            return (PictureState.Uniform, pictures.MovedAt);
        }

        if (isCamera && _askedFor < pictures.MovedAt && !stream.Stream.IsOverdue)
        {
            _askedFor = now;
            stream.Stream.WantKeyFrame(); // once: whether what stands still is of one colour, a key frame tells
        }

        return (isCamera ? PictureState.Still : PictureState.Moving, pictures.MovedAt);
    }
}
