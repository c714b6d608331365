using DiemCau.Media.Rtp;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>Plays a voice source: an Opus packet every 20 ms with its loudness in the audio-level extension.</summary>
/// <param name="redundant">Opus's payload type inside a stream of redundant audio (RFC 2198); null: the stream is Opus itself.</param>
internal sealed class VoicePublisher(VoiceSource source, SendStream stream, long clipStart, byte? redundant)
{
    private const long PacketMicros = 20_000;
    private const uint PacketSamples = 960;
    private const long HopelesslyLate = 500_000;

    private const int LongestHeaders = 5;
    private const int LongestRedundant = 1023;

    private readonly byte[] _earlier = new byte[LongestHeaders + LongestRedundant];
    private long _packet = -1;
    private bool _talkSpurtBegins = true;

    public SendStream Stream => stream;

    /// <summary>False: the microphone is off, nothing is sent.</summary>
    public bool IsOn { get; private set; } = true;

    public long NextAt => _packet < 0 ? 0 : clipStart + _packet * PacketMicros;

    public void SwitchOn(bool on)
    {
        _talkSpurtBegins |= on && !IsOn;
        IsOn = on;
    }

    /// <summary>Sends the packets that are due.</summary>
    public void Drive(long now, RtpTransmitter transmitter)
    {
        if (_packet < 0 || now - NextAt > HopelesslyLate)
        {
            _packet = (now - clipStart) / PacketMicros;
        }

        for (; NextAt <= now; _packet++)
        {
            if (!IsOn)
            {
                continue;
            }

            var timestamp = stream.TimestampOffset + (uint)_packet * PacketSamples;
            var earlier = Earlier(); // before the packet itself, which the source has one place for
            transmitter.Send(stream, _talkSpurtBegins, timestamp, source.Level(_packet), earlier, source.Packet(_packet), now);
            _talkSpurtBegins = false;
        }
    }

    /// <summary>The headers of redundant audio and, but for a talk spurt's first one, the packet before.</summary>
    private ReadOnlySpan<byte> Earlier()
    {
        if (redundant is not { } opus)
        {
            return [];
        }

        if (_talkSpurtBegins || source.Packet(_packet - 1) is not { Length: <= LongestRedundant } before)
        {
            _earlier[0] = opus;
            return _earlier.AsSpan(0, 1);
        }

        var length = RedundantAudio.WriteHeaders(_earlier, opus, (ushort)PacketSamples, before.Length);
        before.CopyTo(_earlier.AsSpan(length));
        return _earlier.AsSpan(0, length + before.Length);
    }
}
