namespace DiemCau.VirtualParticipant.Session;

/// <summary>Where a session puts the datagrams it wants sent, in order.</summary>
internal abstract class Outbox
{
    /// <summary>A place for one datagram; valid until <see cref="Commit"/> or the next call.</summary>
    public abstract Span<byte> Reserve(int maximumLength);

    /// <summary>Sends the first bytes of the reserved place.</summary>
    public abstract void Commit(int length);
}
