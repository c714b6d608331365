using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench.Systems;

/// <summary>A peer of either system.</summary>
/// <param name="id">What the system calls it.</param>
/// <param name="leave">Tells the system, politely, before the connection is closed.</param>
internal sealed class LoadPeer(string id, PeerConnection connection, Func<CancellationToken, Task> leave, Func<ValueTask> close) : IAsyncDisposable
{
    public string Id => id;

    public PeerConnection Connection => connection;

    public async Task LeaveAsync(CancellationToken cancel)
    {
        await leave(cancel);
        await DisposeAsync();
    }

    public ValueTask DisposeAsync() => close();
}
