using DiemCau.Media.Negotiation;

namespace DiemCau.Media.Routing.Publishing;

/// <summary>When a source began to send and when it ended, as one of its publishers sees it.</summary>
internal struct SourceFlow(Source source)
{
    private NegotiatedCodec? _codec;
    private long _lastAt;

    /// <returns>True when the conference's story has something new.</returns>
    public bool TryTake(long now, out ConferenceEvent? happened)
    {
        happened = null;
        var flowing = source.Flowing(now);
        _lastAt = flowing?.LastPacketAt ?? _lastAt;
        if (flowing is null ? _codec is null : flowing.Codec.Name == _codec?.Name)
        {
            return false;
        }

        _codec = flowing?.Codec;
        happened = flowing is null
            ? new SourceEnded(TimeSpan.FromMicroseconds(_lastAt), source.Owner.Id, source.Kind)
            : new SourceBegan(TimeSpan.FromMicroseconds(flowing.FlowsSince), source.Owner.Id, source.Kind, flowing.Codec.Label);
        return true;
    }
}
