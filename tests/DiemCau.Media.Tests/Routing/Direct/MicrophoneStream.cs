using System.Text;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Routing.Direct;

/// <summary>A voice in packets of 20 ms, with its level (RFC 6464).</summary>
internal sealed class MicrophoneStream(DirectParticipant owner, uint ssrc, byte signature)
{
    private ushort _sequence;
    private uint _timestamp;

    /// <param name="level">0 loudest … 127 silence.</param>
    public void Speak(byte level = 30)
    {
        _timestamp += 960;
        var room = new byte[200];
        var header = RtpHeader.Write(room, DirectPlan.Opus, false, _sequence++, _timestamp, ssrc);
        var extensions = new RtpExtensionWriter(room, header);
        extensions.Add(DirectPlan.Mid, Encoding.ASCII.GetBytes("m"));
        extensions.AddAudioLevel(DirectPlan.Level, voice: true, level);
        var at = extensions.Finish();
        room[at + 39] = signature;
        owner.Send(room[..(at + 40)]);
    }
}
