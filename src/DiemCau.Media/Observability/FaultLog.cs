using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Observability;

/// <summary>What a bug showed itself in, and what it costs at most.</summary>
internal enum FaultyPart
{
    /// <summary>A datagram on its way in.</summary>
    Packet,

    /// <summary>A message of another thread.</summary>
    Message,

    /// <summary>Something that another thread wanted done.</summary>
    Command,

    /// <summary>Something that is looked after every few milliseconds.</summary>
    Tick,

    /// <summary>What one participant's transport does or is sent.</summary>
    Transport,

    /// <summary>A stream's packets of one batch.</summary>
    Stream,

    /// <summary>A worker's turn, outside all of these.</summary>
    Turn,

    Handshake,
}

/// <summary>
/// Logs faults of the program itself, each once: what recurs with every packet must not fill the disk. They are counted where they happen.
/// Any thread.
/// </summary>
internal sealed class FaultLog(ILogger log)
{
    private const int MostKinds = 64;

    private readonly ConcurrentDictionary<(FaultyPart Part, Type Kind, string? Place), bool> _known = new();

    /// <summary>Everything but want of memory, with which nobody can go on.</summary>
    public static bool IsContained(Exception fault) => fault is not OutOfMemoryException;

    public void Report(FaultyPart part, int worker, Exception fault)
    {
        if (_known.Count < MostKinds && _known.TryAdd((part, fault.GetType(), PlaceOf(fault)), true))
        {
            MediaLog.Fault(log, part, worker, fault);
        }
    }

    /// <summary>The method that threw: the first line of the stack.</summary>
    private static string? PlaceOf(Exception fault)
    {
        var stack = fault.StackTrace.AsSpan().TrimStart();
        var end = stack.IndexOf('\n');
        return end < 0 ? stack.ToString() : stack[..end].ToString();
    }
}
