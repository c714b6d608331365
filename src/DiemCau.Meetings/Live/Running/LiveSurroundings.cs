using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Whip;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Running;

/// <summary>What every live conference works with.</summary>
internal sealed record LiveSurroundings(
    IMediaPlane Media,
    IHubContext<ConferenceHub> Hub,
    ConferenceStore Store,
    WhipSessions WhipSessions,
    LiveCounters Counters,
    ServerPlaces Places,
    TimeProvider Time,
    ILogger<LiveConference> Log);
