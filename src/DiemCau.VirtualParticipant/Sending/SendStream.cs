using System.Text;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>
/// One outgoing RTP stream (a microphone, or one simulcast layer): its numbers, its counters and its recent packets for RTX.
/// </summary>
internal sealed class SendStream
{
    private const int History = 512;
    private const int HistoryPayload = 1200;
    private const int HistoryDependencies = 64;

    private readonly HeaderExtensionIds _extensions;
    private readonly byte[] _mid;
    private readonly byte[] _rid;
    private readonly Kept[] _kept;
    private readonly byte[] _payloads;
    private readonly byte[] _dependencies;
    private ushort _sequence;
    private ushort _rtxSequence;

    public SendStream(StreamIdentity identity, HeaderExtensionIds extensions, Random random)
    {
        Identity = identity;
        _extensions = extensions;
        _mid = Encoding.ASCII.GetBytes(identity.Mid);
        _rid = Encoding.ASCII.GetBytes(identity.Rid ?? "");
        _sequence = (ushort)random.Next(0x1_0000);
        _rtxSequence = (ushort)random.Next(0x1_0000);
        TimestampOffset = (uint)random.NextInt64(1L << 32);
        _kept = new Kept[identity.RtxPayloadType is null ? 0 : History];
        _payloads = new byte[_kept.Length * HistoryPayload];
        _dependencies = new byte[extensions.DependencyDescriptor == 0 ? 0 : _kept.Length * HistoryDependencies];
    }

    public StreamIdentity Identity { get; }

    public uint TimestampOffset { get; }

    public uint LastTimestamp { get; private set; }

    public long LastSentAt { get; private set; }

    public uint Packets { get; private set; }

    public uint Octets { get; private set; }

    public long Retransmissions { get; private set; }

    /// <summary>Writes the next packet's header and payload.</summary>
    /// <param name="audioLevel">−dBov; null for video.</param>
    /// <param name="dependencies">A dependency descriptor; empty without.</param>
    /// <param name="transportSequence">Where its transport-wide number has to be stamped; empty when not negotiated.</param>
    public PacketLayout Write(
        Span<byte> packet, bool marker, uint timestamp, byte? audioLevel, ReadOnlySpan<byte> descriptor, ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> dependencies, long now, out Span<byte> transportSequence)
    {
        var headerLength = RtpHeader.Write(packet, Identity.PayloadType, marker, _sequence, timestamp, Identity.Ssrc);
        headerLength = WriteExtensions(packet, headerLength, _extensions.Rid, audioLevel, dependencies, out transportSequence);
        descriptor.CopyTo(packet[headerLength..]);
        payload.CopyTo(packet[(headerLength + descriptor.Length)..]);
        var length = headerLength + descriptor.Length + payload.Length;
        Keep(packet[headerLength..length], marker, timestamp, dependencies);
        _sequence++;
        Packets++;
        Octets += (uint)(length - headerLength);
        LastTimestamp = timestamp;
        LastSentAt = now;
        return new PacketLayout(headerLength, length);
    }

    /// <summary>Writes a packet once more as RTX (RFC 4588).</summary>
    /// <returns>False when it is too old or was never sent.</returns>
    public bool TryRetransmit(ushort sequence, Span<byte> packet, out PacketLayout layout, out Span<byte> transportSequence)
    {
        layout = default;
        transportSequence = default;
        if (_kept.Length == 0)
        {
            return false;
        }

        var slot = sequence % _kept.Length;
        ref var kept = ref _kept[slot];
        if (kept.Length == 0 || kept.Sequence != sequence)
        {
            return false;
        }

        var headerLength = RtpHeader.Write(
            packet, Identity.RtxPayloadType!.Value, kept.Marker, _rtxSequence++, kept.Timestamp, Identity.RtxSsrc);
        headerLength = WriteExtensions(packet, headerLength, _extensions.RepairedRid, null, DependenciesOf(slot)[..kept.Dependencies], out transportSequence);
        packet[headerLength] = (byte)(sequence >> 8);
        packet[headerLength + 1] = (byte)sequence;
        _payloads.AsSpan(slot * HistoryPayload, kept.Length).CopyTo(packet[(headerLength + RtxPacket.OriginalSequenceLength)..]);
        layout = new PacketLayout(headerLength, headerLength + RtxPacket.OriginalSequenceLength + kept.Length);
        Retransmissions++;
        return true;
    }

    private int WriteExtensions(Span<byte> packet, int headerLength, byte ridId, byte? audioLevel, ReadOnlySpan<byte> dependencies, out Span<byte> transportSequence)
    {
        var writer = new RtpExtensionWriter(packet, headerLength, twoByte: dependencies.Length > RtpExtensionWriter.LongestOneByteValue);
        if (_extensions.DependencyDescriptor != 0 && !dependencies.IsEmpty)
        {
            writer.Add(_extensions.DependencyDescriptor, dependencies);
        }

        if (_extensions.Mid != 0)
        {
            writer.Add(_extensions.Mid, _mid);
        }

        if (_rid.Length > 0 && ridId != 0)
        {
            writer.Add(ridId, _rid);
        }

        if (audioLevel is { } level && _extensions.AudioLevel != 0)
        {
            writer.AddAudioLevel(_extensions.AudioLevel, voice: level < 60, level);
        }

        transportSequence = default;
        if (_extensions.TransportSequence != 0)
        {
            writer.TryReserve(_extensions.TransportSequence, 2, out transportSequence);
        }

        return writer.Finish();
    }

    private Span<byte> DependenciesOf(int slot) =>
        _dependencies.Length == 0 ? default : _dependencies.AsSpan(slot * HistoryDependencies, HistoryDependencies);

    private void Keep(ReadOnlySpan<byte> payload, bool marker, uint timestamp, ReadOnlySpan<byte> dependencies)
    {
        if (_kept.Length == 0 || dependencies.Length > HistoryDependencies || payload.Length > HistoryPayload)
        {
            return;
        }

        var slot = _sequence % _kept.Length;
        _kept[slot] = new Kept(_sequence, payload.Length, dependencies.Length, timestamp, marker);
        dependencies.CopyTo(DependenciesOf(slot));
        payload.CopyTo(_payloads.AsSpan(slot * HistoryPayload));
    }

    private readonly record struct Kept(ushort Sequence, int Length, int Dependencies, uint Timestamp, bool Marker);
}

/// <param name="Rid">Null without simulcast.</param>
/// <param name="RtxPayloadType">Null: nothing is repeated.</param>
internal sealed record StreamIdentity(string Mid, string? Rid, uint Ssrc, uint RtxSsrc, byte PayloadType, byte? RtxPayloadType);

/// <param name="Length">Header and payload, unprotected.</param>
internal readonly record struct PacketLayout(int HeaderLength, int Length);
