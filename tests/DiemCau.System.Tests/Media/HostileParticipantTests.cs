using System.Net;
using System.Text;
using DiemCau.Media;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Rtp;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// What somebody who is let in, or stands on the way of somebody who is, can send with valid keys: it costs the others nothing.
/// </summary>
public sealed class HostileParticipantTests(ITestOutputHelper output)
{
    private const int Forged = 20_000;
    private const int PerBurst = 200;

    [Fact]
    public async Task Packets_played_back_on_the_way_are_refused_and_nobody_sees_a_picture_twice()
    {
        await using var meeting = new MediaMeeting();
        using var relay = LossyRelay.Start(
            new IPEndPoint(IPAddress.Loopback, 0), meeting.Address, new LinkConditions(Repeats: 3), LinkConditions.Perfect, seed: 5);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 800), via: relay.Address);
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 5);
        var before = meeting.Server.Statistics();

        await listener.ResetAsync();
        var picture = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 60);
        var voice = await listener.UntilAsync(listener.Lines.Audio[0], slot => slot.Packets > 50);

        var replayed = Dropped(meeting, "SrtpReplay") - before.Drops.GetValueOrDefault("SrtpReplay");
        output.WriteLine($"{replayed} replays refused for {picture.Packets} packets of the picture; {picture}");
        Assert.True(replayed > 2 * picture.Packets, $"{replayed} replays were refused.");
        Assert.Equal(0, picture.Unrecognised);
        Assert.Equal(0, picture.Discontinuities);
        Assert.Equal(0, Dropped(meeting, "SrtpAuthentication"));
        Assert.Equal([7u], voice.Recognised.Keys);
    }

    [Fact]
    public async Task Packets_of_a_participant_are_worth_nothing_from_a_strangers_address()
    {
        await using var meeting = new MediaMeeting(workers: 1);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 300));
        var listener = await meeting.JoinAsync(podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(640, 360));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 5);

        // The SSRC of the one who speaks, as anybody on the way can read it.
        using var stranger = new global::System.Net.Sockets.UdpClient();
        var header = new byte[200];
        RtpHeader.Write(header, 96, marker: false, 1, 1, 0x1234_5678);
        for (var i = 0; i < 500; i++)
        {
            await stranger.SendAsync(header, meeting.Address);
        }

        await listener.ResetAsync();
        var picture = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 30);
        Assert.True(Dropped(meeting, "UnknownAddress") >= 400);
        Assert.Equal(0, picture.Unrecognised);
    }

    [Theory]
    [InlineData("only an SSRC", "SrtpOther")]
    [InlineData("the camera's line", "SrtpOther")]
    [InlineData("a layer nobody agreed on", "SrtpOther")]
    public async Task A_participant_who_sends_under_ever_new_names_fills_its_own_places_only(string what, string reason)
    {
        await using var meeting = new MediaMeeting(workers: 1);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 800));
        var listener = await meeting.JoinAsync(audioSlots: 1, podium: true);
        var hostile = await meeting.JoinAsync(Clip.Synthetic(9, 100, 200));
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 10);
        await listener.ResetAsync();
        var before = meeting.Server.Statistics();
        var random = new Random(3);

        for (var sent = 0; sent < Forged; sent += PerBurst)
        {
            await hostile.Connection.ForgeAsync([.. Enumerable.Range(0, PerBurst).Select(_ => Forge(what, hostile, random))]);
            await Task.Delay(5);
        }

        var picture = await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 30);
        var after = meeting.Server.Statistics();
        var refused = after.Drops.GetValueOrDefault(reason) - before.Drops.GetValueOrDefault(reason);
        var allocated = after.AllocatedBytes - before.AllocatedBytes;
        output.WriteLine($"{what}: {refused} of {Forged} refused as {reason}, {Dropped(meeting, "RtpUnknownStream")} unknown, " +
            $"{Dropped(meeting, "RtpTooManyStreams")} too many; {allocated / 1024} KiB allocated; {picture}");
        Assert.True(refused > Forged / 2, $"{refused} were refused.");
        Assert.True(allocated < 4 << 20, $"{allocated} bytes were allocated.");
        Assert.True(picture.Lost * 50 <= picture.Packets, picture.ToString());
        Assert.Equal(0, picture.Unrecognised);
        Assert.True(after.BuffersInUse < 2_000, $"{after.BuffersInUse} buffers in use.");
    }

    private static long Dropped(MediaMeeting meeting, string reason) => meeting.Server.Statistics().Drops.GetValueOrDefault(reason);

    private static (byte[] Packet, int HeaderLength) Forge(string what, Attendee who, Random random)
    {
        Assert.True(SdpDescription.TryParse(who.Connection.Session.Offer, out var offer));
        var camera = offer!.Find(who.Lines.Camera!)!;
        var packet = new byte[100];
        var length = RtpHeader.Write(
            packet, (byte)camera.Codecs[0].PayloadType, marker: true, (ushort)random.Next(0x8000), 7, (uint)random.NextInt64(1L << 32));
        var extensions = new RtpExtensionWriter(packet, length);
        if (what != "only an SSRC")
        {
            extensions.Add(camera.Extensions.Mid, Encoding.ASCII.GetBytes(camera.Mid));
            extensions.Add(camera.Extensions.Rid, Encoding.ASCII.GetBytes(what == "the camera's line" ? "l" : $"r{random.Next(100_000)}"));
        }

        return (packet, extensions.Finish());
    }
}
