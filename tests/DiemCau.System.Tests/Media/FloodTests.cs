using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DiemCau.Media;
using DiemCau.Media.Ice;
using DiemCau.VirtualParticipant.Clips;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// What strangers and a misbehaving participant send must cost the others nothing. Seconds and some 10,000 datagrams each.
/// </summary>
public sealed partial class FloodTests(ITestOutputHelper output)
{
    private const int PerBurst = 100;
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromMilliseconds(10);
    private const int Rounds = 4;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    /// <summary>What of a picture may be missing beyond what was missing before, on a machine that also makes the flood.</summary>
    private const double SmallShare = 0.02;

    [Theory]
    [InlineData("unknown user", "StunUnknownUser")]
    [InlineData("wrong password", "StunIntegrity")]
    [InlineData("no STUN", "NotWebRtc")]
    [InlineData("DTLS of strangers", "UnknownAddress")]
    [InlineData("media of strangers", "UnknownAddress")]
    public async Task Strangers_are_counted_and_forgotten_while_a_call_goes_on(string what, string reason)
    {
        await using var meeting = new MediaMeeting(workers: 1);
        var (listener, mid, answer) = await CallAsync(meeting);
        var datagram = Datagram(what, answer);
        var before = meeting.Server.Statistics();
        var allocatedBefore = before.AllocatedBytes;

        // The machine has stalls of its own, in quiet rounds as in flooded ones; what a flood does, it does in every round.
        var sent = 0L;
        var (calm, flooded) = (0.0, 1.0);
        for (var round = 0; round < Rounds; round++)
        {
            calm = Math.Max(calm, await WatchAsync(listener, mid, () => Task.Delay(Length)));
            flooded = Math.Min(flooded, await WatchAsync(listener, mid, async () => sent += await FloodAsync(meeting.Address, datagram)));
        }

        var after = meeting.Server.Statistics();
        var dropped = after.Drops.GetValueOrDefault(reason) - before.Drops.GetValueOrDefault(reason);
        output.WriteLine($"{what}: {sent} sent, {dropped} dropped as {reason}; picture missing {calm:P2} before, {flooded:P2} meanwhile; " +
            $"{(after.AllocatedBytes - allocatedBefore) / (double)sent:F2} bytes allocated per datagram");
        Assert.True(dropped > sent / 2, $"{dropped} of {sent} were counted as {reason}.");
        Assert.True(flooded <= calm + SmallShare, $"{flooded:P2} of the picture was missing, {calm:P2} before.");
        Assert.Equal(before.Transports, after.Transports);
        Assert.True(after.BuffersInUse < 2_000, $"{after.BuffersInUse} buffers in use.");
        Assert.True((after.AllocatedBytes - allocatedBefore) / (double)sent < 8, "A rejected datagram allocates.");
    }

    [Fact]
    public async Task A_participant_who_floods_the_handshake_does_not_keep_another_from_joining()
    {
        await using var meeting = new MediaMeeting(workers: 1);
        var (listener, mid, answer) = await CallAsync(meeting);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.SendToAsync(Check(UfragOf(answer), PasswordOf(answer), listener.RemoteUfrag), SocketFlags.None, meeting.Address);
        var before = meeting.Server.Statistics();
        using var end = new CancellationTokenSource();
        var flood = FloodAsync(meeting.Address, ClientHello(), socket, end.Token);

        var late = await meeting.JoinAsync(podium: true);
        meeting.Watch(late, new ViewSize(1280, 720));
        await late.UntilAsync(late.Lines.Podium, slot => slot.Frames > 5);
        await end.CancelAsync();
        var sent = await flood;

        var after = meeting.Server.Statistics();
        var dropped = after.Drops.GetValueOrDefault("HandshakeFlood") - before.Drops.GetValueOrDefault("HandshakeFlood");
        output.WriteLine($"{sent} sent, {dropped} dropped; {after.Handshakes}");
        Assert.True(dropped > sent / 2, $"{dropped} of {sent} were dropped.");
        Assert.True(after.Handshakes.Waiting < 200, $"{after.Handshakes.Waiting} wait for the handshake thread.");
        Assert.Equal(before.Handshakes.Completed + 1, after.Handshakes.Completed);
    }

    /// <summary>A speaker whom one listener watches; the listener's answer and ufrag are what the attacks know.</summary>
    private static async Task<(Listener Listener, string Mid, string Answer)> CallAsync(MediaMeeting meeting)
    {
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 1000));
        var listener = await meeting.JoinAsync(audioSlots: 3, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, static slot => slot.Frames > 10);

        // An answer to the same offer says the credentials again, and changes nothing.
        var lines = listener.Lines;
        var (answer, _) = meeting.Server.Answer(
            meeting.Conference, listener.Id, listener.Connection.Session.Offer,
            new SlotPlan(lines.Microphone, lines.Camera, lines.Screen, lines.Audio, lines.Podium, lines.ScreenSlot, lines.Tiles));
        return (new Listener(listener, UfragOf(listener.Connection.Session.Offer)), lines.Podium!, answer!);
    }

    /// <returns>The share of packets that never came.</returns>
    private static async Task<double> WatchAsync(Listener listener, string mid, Func<Task> meanwhile)
    {
        var before = await listener.Attendee.InAsync(mid);
        await meanwhile();
        var after = await listener.Attendee.InAsync(mid);
        var came = after.Packets - before.Packets;
        return came <= 0 ? 1 : Math.Max(0, after.Lost - before.Lost) / (double)came;
    }

    private static async Task<long> FloodAsync(IPEndPoint to, byte[] datagram, Socket? from = null, CancellationToken end = default)
    {
        using var own = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var socket = from ?? own;
        using var length = CancellationTokenSource.CreateLinkedTokenSource(end);
        length.CancelAfter(from is null ? Length : TimeSpan.FromSeconds(15));
        var sent = 0L;
        while (!length.IsCancellationRequested)
        {
            for (var i = 0; i < PerBurst; i++)
            {
                sent += socket.SendTo(datagram, to) > 0 ? 1 : 0;
            }

            await Task.Delay(BetweenBursts, CancellationToken.None);
        }

        return sent;
    }

    private static byte[] Datagram(string what, string answer) => what switch
    {
        "unknown user" => Check("AAAAAAAAAAA", "whatever the password may be", "xyz"),
        "wrong password" => Check(UfragOf(answer), "not the password of the answer", "xyz"),
        "no STUN" => [.. Enumerable.Repeat((byte)0x41, 200)],
        "DTLS of strangers" => ClientHello(),
        _ => [0x80, 96, .. Enumerable.Repeat((byte)7, 1_000)],
    };

    private static byte[] Check(string ufrag, string password, string remoteUfrag)
    {
        Span<byte> room = stackalloc byte[512];
        var writer = new StunWriter(room, StunClass.Request, "flood-of-12b"u8);
        writer.AddUsername(ufrag, remoteUfrag);
        writer.Add(StunAttribute.IceControlling, 7UL);
        writer.Add(StunAttribute.Priority, 1U);
        writer.AddIntegrity(global::System.Text.Encoding.ASCII.GetBytes(password));
        return room[..writer.Finish()].ToArray();
    }

    /// <summary>A record of a handshake that begins and says nothing of use.</summary>
    private static byte[] ClientHello() =>
        [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 1, 0, 0, 88, 0, 0, 0, 0, 0, 0, 0, 88, 0xFE, 0xFD, .. new byte[86]];

    private static string UfragOf(string sdp) => Ufrag().Match(sdp).Groups[1].Value;

    private static string PasswordOf(string sdp) => Password().Match(sdp).Groups[1].Value;

    [GeneratedRegex(@"a=ice-ufrag:(\S+)")]
    private static partial Regex Ufrag();

    [GeneratedRegex(@"a=ice-pwd:(\S+)")]
    private static partial Regex Password();

    private sealed record Listener(Attendee Attendee, string RemoteUfrag);
}
