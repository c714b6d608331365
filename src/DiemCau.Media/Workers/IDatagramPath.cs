using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>What a worker's thread does with datagrams.</summary>
internal interface IDatagramPath
{
    /// <summary>Takes a datagram of the worker's socket; the reference stays the caller's.</summary>
    void Receive(PacketBuffer datagram, long now);

    /// <summary>At the end of a batch: sends what it led to.</summary>
    void Send(long now);

    /// <summary>When to <see cref="Send"/> even if nothing arrives, in microseconds; <see cref="long.MaxValue"/> when nothing waits.</summary>
    long SendsAgainAt { get; }

    /// <summary>The engine ends: says goodbye to everybody who lives here.</summary>
    void Close(long now);
}
