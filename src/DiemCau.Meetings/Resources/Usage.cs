namespace DiemCau.Meetings.Resources;

/// <summary>What is taken of a node over time: the allocations as steps.</summary>
internal sealed class Usage(IEnumerable<(DateTimeOffset From, DateTimeOffset To, MediaNeed Need)> taken)
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To, MediaNeed Need)> _taken = [.. taken];

    public MediaNeed At(DateTimeOffset moment) => _taken
        .Where(span => span.From <= moment && span.To > moment)
        .Aggregate(default(MediaNeed), (sum, span) => sum + span.Need);

    /// <summary>The most of each that is taken at some moment from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <remarks>It only grows where a span begins.</remarks>
    public MediaNeed Busiest(DateTimeOffset from, DateTimeOffset to)
    {
        var busiest = At(from);
        foreach (var moment in _taken.Where(span => span.From > from && span.From < to).Select(span => span.From).Distinct())
        {
            var there = At(moment);
            busiest = new(Math.Max(busiest.Ports, there.Ports), Math.Max(busiest.Streams, there.Streams), Math.Max(busiest.Mbps, there.Mbps));
        }

        return busiest;
    }

    /// <summary>The moments at which something changes, with what is taken from then on.</summary>
    public IEnumerable<(DateTimeOffset At, MediaNeed Taken)> Steps(DateTimeOffset from, DateTimeOffset to) => _taken
        .SelectMany(span => new[] { span.From, span.To })
        .Where(moment => moment > from && moment < to)
        .Prepend(from)
        .Distinct()
        .Order()
        .Select(moment => (moment, At(moment)));
}
