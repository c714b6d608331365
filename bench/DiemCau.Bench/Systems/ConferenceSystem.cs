using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Systems;

/// <summary>A running server with one room, and what the shapes of load ask of it. Disposing ends the server.</summary>
internal abstract class ConferenceSystem(LoadNetwork network) : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Of the process that forwards the media.</summary>
    public abstract int ProcessId { get; }

    /// <summary>Whether receivers of the podium that are yet to come report when each packet came, as browsers do and many players do not.</summary>
    public bool TransportFeedback { get; set; } = true;

    protected LoadNetwork Network => network;

    /// <summary>A participant with microphone and camera that receives nothing; the first one has the podium.</summary>
    public abstract Task<LoadPeer> PublishAsync(Clip clip, CancellationToken cancel);

    /// <summary>A receiver of what is on the podium: one picture, one voice.</summary>
    public abstract Task<LoadPeer> WatchPodiumAsync(CancellationToken cancel);

    /// <summary>The same as a member site sees it, in a large window, behind a line of its own.</summary>
    /// <param name="line">From the server's media address to where the line begins.</param>
    public abstract Task<LoadPeer> WatchOverAsync(Func<IPEndPoint, IPEndPoint> line, CancellationToken cancel);

    /// <summary>What the server believes at this moment that the lines of its receivers carry, and why, by <see cref="LoadPeer.Id"/>; null when it does not say.</summary>
    public virtual Task<IReadOnlyDictionary<string, DownlinkDiagnosis>?> EstimatesAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, DownlinkDiagnosis>?>(null);

    /// <summary>A receiver of the pictures of all that publish, and of three voices.</summary>
    public abstract Task<LoadPeer> WatchAllAsync(CancellationToken cancel);

    /// <summary>A member site's way into the room, as its own client does it.</summary>
    public abstract Task<LoadPeer> JoinAsync(int number, CancellationToken cancel);

    /// <summary>Puts another publisher before all who watch the podium.</summary>
    public abstract Task SetPodiumAsync(LoadPeer publisher, CancellationToken cancel);

    /// <summary>Of a managed server's runtime; null for others.</summary>
    public virtual Task<double?> AllocatedBytesPerSecondAsync(TimeSpan duration, CancellationToken cancel) => Task.FromResult<double?>(null);

    /// <summary>Processor time of one of the program's commands on this installation; null for those that have none.</summary>
    public virtual Task<TimeSpan?> CommandCostAsync(string command, CancellationToken cancel) => Task.FromResult<TimeSpan?>(null);

    /// <summary>Stops the server and starts it again on the same data; null for those that have none.</summary>
    /// <returns>When it was ready, and what processor time it had taken by then.</returns>
    public virtual Task<(TimeSpan Ready, TimeSpan Processor)?> StartAgainAsync(CancellationToken cancel) =>
        Task.FromResult<(TimeSpan, TimeSpan)?>(null);

    public abstract ValueTask DisposeAsync();
}
