using System.Collections.Concurrent;

namespace DiemCau.Media.Turn;

/// <summary>How many allocations one username holds: a browser makes one per network interface and relay address.</summary>
internal sealed class TurnQuota
{
    public const int PerUsername = 16;

    private readonly ConcurrentDictionary<string, int> _held = new();

    public bool TryTake(string username) =>
        _held.AddOrUpdate(username, 1, static (_, count) => Math.Min(count + 1, PerUsername + 1)) <= PerUsername
        || TakeBack(username);

    public void GiveBack(string username)
    {
        while (_held.TryGetValue(username, out var count))
        {
            if (count <= 1 ? _held.TryRemove(KeyValuePair.Create(username, count)) : _held.TryUpdate(username, count - 1, count))
            {
                return;
            }
        }
    }

    private bool TakeBack(string username)
    {
        GiveBack(username);
        return false;
    }
}
