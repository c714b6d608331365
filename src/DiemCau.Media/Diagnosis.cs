using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Routing;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Workers;

namespace DiemCau.Media;

/// <summary>Looks at a conference's participants, each on the worker that it lives on, without holding any of them up.</summary>
internal static class Diagnosis
{
    /// <summary>
    /// A worker answers within its next turn, a few milliseconds; one that does not is at fault, and the others' answers still count.
    /// </summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<ParticipantDiagnosis>> OfAsync(Conference conference, TimeProvider time)
    {
        var asked = conference.Participants
            .GroupBy(participant => participant.Transport?.Owner)
            .Select(group => AskAsync(group.Key, [.. group], time));
        return [.. (await Task.WhenAll(asked).ConfigureAwait(false)).SelectMany(static found => found)];
    }

    private static async Task<ParticipantDiagnosis[]> AskAsync(Worker? worker, Participant[] participants, TimeProvider time)
    {
        if (worker is null)
        {
            return Array.ConvertAll(participants, static participant => Absent(participant));
        }

        var answer = new TaskCompletionSource<ParticipantDiagnosis[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.Post(now => answer.TrySetResult(Array.ConvertAll(
            participants,
            participant => participant.Transport is { } transport && transport.Owner == worker
                ? Of(transport, now)
                : Absent(participant))));
        try
        {
            return await answer.Task.WaitAsync(AnswerWithin, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Array.ConvertAll(participants, static participant => Absent(participant));
        }
    }

    private static ParticipantDiagnosis Absent(Participant participant) =>
        new(participant.Id, participant.Transport?.State, null, null, null, null, 0, [], []);

    /// <summary>On the transport's worker.</summary>
    private static ParticipantDiagnosis Of(Transport transport, long now)
    {
        var participant = transport.Participant;
        MediaPath? path = (transport as WebRtcTransport)?.SelectedEndpoint is { } endpoint ? MediaPath.Of(endpoint) : null;
        return new ParticipantDiagnosis(
            participant.Id,
            transport.State,
            path?.Way,
            path?.Address,
            transport.Quality is { } quality ? quality with { DownlinkRate = transport.Receiver.Line.Estimate.Kbps } : null,
            transport.Receiver.Line.Estimate.Describe(),
            transport.Worker.Index,
            [.. new[] { participant.Microphone, participant.Camera, participant.Screen }
                .Where(static source => source.Streams.Length > 0)
                .Select(source => Of(source, now))],
            [.. transport.Receiver.Slots.Select(Of)]);
    }

    private static SourceDiagnosis Of(Source source, long now) => new(
        source.Kind,
        source.Streams[0].Codec.Label,
        source.Refusal(now)?.ToString(),
        [.. source.Streams.Select(stream => new LayerDiagnosis(
            stream.Rid, stream.Height, stream.Bitrate / 1000, stream.IsFlowing(now), stream.SubscribedWorkers != 0))],
        source.IsAudio ? source.Sound.Report : null,
        source.IsAudio ? source.Sound.Level : 127,
        source.Picture);

    private static SlotDiagnosis Of(ReceiveSlot slot) => new(
        slot.Describe(),
        slot.Target?.Rid,
        slot.Target?.Height ?? 0,
        (slot.Target?.Bitrate ?? 0) / 1000,
        slot.Target?.Codec.Label,
        slot.ArrivalTook is { } took ? TimeSpan.FromMicroseconds(took) : null);
}
