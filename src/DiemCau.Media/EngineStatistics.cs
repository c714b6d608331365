using DiemCau.Media.Observability;
using DiemCau.Media.Tcp;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;

namespace DiemCau.Media;

/// <summary>Adds up what the parts of the engine count.</summary>
internal static class EngineStatistics
{
    public static MediaStatistics Of(
        Worker[] workers,
        TransportDirectory directory,
        PacketPool pool,
        TcpConnections tcp,
        HandshakeThread handshake,
        int conferences)
    {
        var counters = Array.ConvertAll(workers, worker => worker.Counters);
        return new MediaStatistics(
            counters.Sum(worker => worker.PacketsIn),
            counters.Sum(worker => worker.BytesIn),
            counters.Sum(worker => worker.PacketsForwarded),
            counters.Sum(worker => worker.BytesForwarded),
            counters.Sum(worker => worker.Retransmitted),
            counters.Sum(worker => worker.KeyFramesRequested),
            counters.Sum(worker => worker.LayerSwitches),
            counters.Sum(worker => worker.AllocatedBytes),
            directory.Count,
            pool.Outstanding,
            tcp.Count,
            Enum.GetValues<DropReason>()
                .Select(reason => (Name: reason.ToString(), Count: counters.Sum(worker => worker.Drops(reason))))
                .Append((Name: "TcpLate", Count: tcp.Counters.Late))
                .Append((Name: "TcpFlood", Count: tcp.Counters.Floods))
                .Append((Name: "TcpRefused", Count: tcp.Counters.Refused))
                .Where(drop => drop.Count > 0)
                .ToDictionary(drop => drop.Name, drop => drop.Count))
        {
            Conferences = conferences,
            Recovered = counters.Sum(worker => worker.Recovered),
            Sending = new SendingStatistics(
                counters.Sum(worker => worker.DatagramsOut),
                counters.Sum(worker => worker.MessagesOut),
                counters.Sum(worker => worker.SendsRefused)),
            Handshakes = new HandshakeStatistics(
                handshake.Counters.Completed, handshake.Counters.Failed, handshake.Waiting, handshake.Counters.HalfOpen),
            ForwardingDelay = Delay(counters),
            InboxDepths = Array.ConvertAll(workers, worker => worker.Waiting),
        };
    }

    private static DelayStatistics Delay(WorkerCounters[] counters)
    {
        var total = new long[DelayHistogram.Bounds.Count + 1];
        foreach (var worker in counters)
        {
            worker.ForwardingDelay.AddTo(total);
        }

        return new DelayStatistics(DelayHistogram.Bounds, total, counters.Sum(worker => worker.ForwardingDelay.SumMicroseconds));
    }
}
