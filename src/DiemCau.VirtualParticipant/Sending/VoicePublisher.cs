using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>Plays a voice source: an Opus packet every 20 ms with its loudness in the audio-level extension.</summary>
internal sealed class VoicePublisher(VoiceSource source, SendStream stream, long clipStart)
{
    private const long PacketMicros = 20_000;
    private const uint PacketSamples = 960;
    private const long HopelesslyLate = 500_000;

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
            transmitter.Send(stream, _talkSpurtBegins, timestamp, source.Level(_packet), [], source.Packet(_packet), now);
            _talkSpurtBegins = false;
        }
    }
}
