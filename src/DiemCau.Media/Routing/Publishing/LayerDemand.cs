namespace DiemCau.Media.Routing.Publishing;

/// <summary>
/// Which simulcast layers of a camera anybody receives. A publisher is told to stop the others, which saves its line and its processor.
/// The smallest layer always goes on, so that whoever begins to look sees something at once. Lives on the publisher's worker.
/// </summary>
internal sealed class LayerDemand(Source source)
{
    /// <summary>Somebody who looked away often looks back.</summary>
    private const long StopAfter = 5_000_000;

    /// <summary>A message may be lost with the hub's connection; a layer that should come and does not is asked for again.</summary>
    private const long AskAgainAfter = 2_000_000;

    /// <summary>The publisher's own line or processor may not carry it; then it is not counted on until it comes by itself.</summary>
    private const long GiveUpAfter = 5_000_000;

    private string[] _told = [];
    private bool _hasTold;
    private long _toldAt;

    /// <summary>Call it every few hundred milliseconds.</summary>
    /// <param name="rids">The layers to send from now on.</param>
    /// <returns>True when the publisher is to be told.</returns>
    public bool TryTake(long now, out IReadOnlyList<string> rids)
    {
        rids = _told;
        var streams = source.Streams;
        if (streams.Length < 2 || Array.Exists(streams, static stream => stream.Rid is null))
        {
            return false; // layers without a name cannot be asked for
        }

        var isMissing = false; // a layer was asked for and does not come
        for (var i = 0; i < streams.Length; i++)
        {
            var stream = streams[i];
            if (i == 0 || stream.SubscribedWorkers != 0 || stream.NeededAt == 0)
            {
                stream.NeededAt = now;
            }

            var isIdle = now - stream.NeededAt > StopAfter;
            if (stream.IsIdle && !isIdle)
            {
                stream.ResumedAt = now;
            }

            stream.IsIdle = isIdle;
            stream.IsOnDemand = isIdle || (stream.IsOnDemand && !stream.IsFlowing(now) && now - stream.ResumedAt < GiveUpAfter);
            isMissing |= !isIdle && stream.IsOnDemand;
        }

        var isSame = true;
        var count = 0;
        foreach (var stream in streams)
        {
            if (!stream.IsIdle && stream.Rid is { } rid)
            {
                isSame &= count < _told.Length && _told[count] == rid;
                count++;
            }
        }

        isSame &= _hasTold ? count == _told.Length : count == streams.Length;
        isSame |= !_hasTold && count == streams.Length;
        if (isSame && !(isMissing && now - _toldAt > AskAgainAfter))
        {
            return false;
        }

        _hasTold = true;
        _toldAt = now;
        rids = _told = [.. streams.Where(static stream => !stream.IsIdle && stream.Rid is not null).Select(static stream => stream.Rid!)];
        return true;
    }
}
