using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.System.Tests.Media;

public sealed class DiagnosisTests
{
    [Fact]
    public async Task What_flows_from_whom_to_whom_by_which_way_is_told()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 1000));
        var listener = await meeting.JoinAsync(audioSlots: 3, podium: true);
        meeting.Apply(podium: speaker.Id);
        meeting.Watch(listener, new ViewSize(1280, 720));
        await listener.UntilAsync(listener.Lines.Podium, slot => slot.Frames > 10);
        await Task.Delay(2_500); // an interval of measurement is two seconds

        // A busy machine looks like a narrow line for a moment, on which the picture rests.
        Dictionary<Guid, ParticipantDiagnosis> found;
        var looks = 0;
        do
        {
            await Task.Delay(200);
            found = (await meeting.Server.DiagnoseAsync(meeting.Conference)).ToDictionary(participant => participant.Id);
        }
        while (++looks < 50 && !found[speaker.Id].Sources.Any(source => source.Layers.Any(layer => layer is { Height: > 0, IsWatched: true })));

        Assert.Equal(2, found.Count);
        var sends = found[speaker.Id];
        Assert.Equal((TransportState.Connected, MediaWay.Udp, IPAddress.Loopback), (sends.State, sends.Way, sends.Address));
        Assert.NotNull(sends.Quality);
        var camera = Assert.Single(sends.Sources, source => source.Kind == SourceKind.Camera);
        Assert.Null(camera.Refusal);
        Assert.Contains(camera.Layers, layer => layer is { IsFlowing: true, IsWatched: true, Kbps: > 0 });
        var podium = Assert.Single(found[listener.Id].Slots, slot => slot.State.Kind == SlotKind.Podium);
        Assert.Equal(speaker.Id, podium.State.ParticipantId);
        Assert.True(podium.Kbps > 0);
    }

    [Fact]
    public async Task A_muted_microphone_says_why_nobody_hears_it()
    {
        await using var meeting = new MediaMeeting();
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 1000));
        meeting.Muted.Add(speaker.Id);
        meeting.Apply();

        // Known once it has been heard that it sends.
        using var patience = new CancellationTokenSource(MediaMeeting.Patience);
        string? refusal = null;
        while (refusal is null && !patience.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
            var found = Assert.Single(await meeting.Server.DiagnoseAsync(meeting.Conference));
            refusal = found.Sources.SingleOrDefault(source => source.Kind == SourceKind.Microphone)?.Refusal;
        }

        Assert.Equal("Muted", refusal);
    }

    [Fact]
    public async Task A_conference_that_is_not_here_has_nobody()
    {
        await using var meeting = new MediaMeeting();
        Assert.Empty(await meeting.Server.DiagnoseAsync(Guid.NewGuid()));
    }
}
