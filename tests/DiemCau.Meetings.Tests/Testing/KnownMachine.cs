using DiemCau.Meetings.Resources;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A machine whose size tests can count on: its first node carries 1,000 sites.</summary>
internal sealed class KnownMachine : IMediaGauge
{
    public string NodeName => "may-chu-1";

    // At 60 % of the packets and 407.1 packets a second and site: two pictures of 1.5 Mb/s and a voice.
    public Task<MediaMeasure> MeasureAsync(CancellationToken cancellation) => Task.FromResult(new MediaMeasure(680_000, null));
}
