using System.Globalization;
using DiemCau.Media;
using static DiemCau.Server.Telemetry.Metric;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// Every metric, once: what Prometheus reads, what OTLP sends, and what the documentation lists. Nothing is labelled by conference or
/// participant, whose number has no bound; those are on the diagnostics page.
/// </summary>
internal static class MetricTable
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        Gauge("diemcau_media_conferences", "", "Conferences that the media engine holds", static now => now.Media.Conferences),
        Gauge("diemcau_media_transports", "", "Participants' transports that could be reached", static now => now.Media.Transports),
        Gauge("diemcau_media_tcp_connections", "", "TCP connections that carry media or are about to", static now => now.Media.TcpConnections),
        Counter("diemcau_media_packets_received_total", "", "Datagrams received, of any kind", static now => now.Media.PacketsIn),
        Counter("diemcau_media_bytes_received_total", "By", "Bytes of datagrams received", static now => now.Media.BytesIn),
        Counter("diemcau_media_packets_forwarded_total", "", "RTP packets sent to receivers, repairs included", static now => now.Media.PacketsForwarded),
        Counter("diemcau_media_bytes_forwarded_total", "By", "Bytes of RTP packets sent to receivers", static now => now.Media.BytesForwarded),
        Counter("diemcau_media_packets_repaired_total", "", "Packets sent again because a receiver asked for them", static now => now.Media.Retransmitted),
        Counter("diemcau_media_voices_recovered_total", "", "Voice packets that were lost and taken out of a later one", static now => now.Media.Recovered),
        Counter("diemcau_media_key_frames_requested_total", "", "Key frames asked of publishers", static now => now.Media.KeyFramesRequested),
        Counter("diemcau_media_layer_switches_total", "", "Changes of a receive slot to another stream", static now => now.Media.LayerSwitches),
        new("diemcau_media_packets_dropped_total", MetricKind.Counter, "", "Packets that went no further, by reason", Drops),
        new("diemcau_media_forwarding_delay_seconds", MetricKind.Histogram, "s", "From a forwarded packet's arrival until the kernel has it again", Delay),
        Counter("diemcau_media_datagrams_sent_total", "", "Datagrams handed to the kernel", static now => now.Media.Sending.Datagrams),
        Counter("diemcau_media_messages_sent_total", "", "Messages that carried them, several datagrams each by GSO", static now => now.Media.Sending.Messages),
        Counter("diemcau_media_sends_refused_total", "", "Datagrams that the kernel did not take", static now => now.Media.Sending.Refused),
        new("diemcau_media_inbox_depth", MetricKind.Gauge, "", "Messages that wait for a worker, by its number", Inboxes),
        new("diemcau_media_handshakes_total", MetricKind.Counter, "", "DTLS handshakes, by result", Handshakes),
        Gauge("diemcau_media_handshakes_half_open", "", "DTLS handshakes begun and not finished", static now => now.Media.Handshakes.HalfOpen),
        Gauge("diemcau_media_handshake_queue", "", "Datagrams that wait for the handshake thread", static now => now.Media.Handshakes.Waiting),
        Gauge("diemcau_media_buffers_in_use", "", "Packet buffers that are not in the pool", static now => now.Media.BuffersInUse),
        Counter("diemcau_media_worker_allocated_bytes_total", "By", "Managed memory that the packet threads have allocated", static now => now.Media.AllocatedBytes),
        Gauge("diemcau_places_in_use", "", "Machines connected with sound and picture", static now => now.PlacesInUse),
        Counter("diemcau_places_refused_total", "", "Those who found no place on the server", static now => now.PlacesRefused),
        Counter("diemcau_database_rows_set_aside_total", "", "Rows of conferences that the database refused for good", static now => now.RowsSetAside),
        Gauge("diemcau_connections_half_open", "", "TCP connections that have not yet begun TLS or media", static now => now.HalfOpen),
        Counter("diemcau_connections_refused_total", "", "TCP connections closed because too many others had not begun", static now => now.Refused),
        Counter("diemcau_connections_over_share_total", "", "TCP connections closed because their address had as many as it may", static now => now.OverShare),
        Gauge("diemcau_database_answers", "", "1: the database answered when it was asked last, every 15 seconds; 0: it did not", static now => now.DatabaseAnswers ? 1 : 0),
        Gauge("diemcau_disk_free_bytes", "By", "Free space on the disk of the data folder", static now => now.DiskFree),
        Gauge("diemcau_certificate_ends_timestamp_seconds", "s", "When the TLS certificate in use runs out, in seconds since 1970", static now => now.CertificateEnds.ToUnixTimeSeconds()),
        Gauge("diemcau_mails_waiting", "", "Mails that have not left yet", static now => now.Mails.Waiting),
        Gauge("diemcau_mails_oldest_waiting_seconds", "s", "How long the oldest of them has waited", static now => now.Mails.Oldest.TotalSeconds),
        Counter("diemcau_mails_sent_total", "", "Mails that a mail server has taken", static now => now.Mails.Sent),
        Counter("diemcau_mails_given_up_total", "", "Mails that can never arrive", static now => now.Mails.GivenUp),
        Counter("process_cpu_seconds_total", "s", "CPU time of the process", static now => now.Process.CpuSeconds),
        Gauge("process_resident_memory_bytes", "By", "Physical memory of the process", static now => now.Process.ResidentBytes),
        Gauge("dotnet_gc_heap_bytes", "By", "Managed memory in use", static now => now.Process.HeapBytes),
        Counter("dotnet_gc_pause_seconds_total", "s", "How long collections have held all threads up", static now => now.Process.GcPauseSeconds),
        new("dotnet_gc_collections_total", MetricKind.Counter, "", "Garbage collections, by generation", Collections),
        Gauge("dotnet_thread_pool_threads", "", "Threads of the pool", static now => now.Process.ThreadPoolThreads),
    ];

    private static IEnumerable<Sample> Drops(Readings now) => MediaStatistics.DropReasons.Select(
        reason => new Sample(now.Media.Drops.GetValueOrDefault(reason), "reason", reason));

    private static IEnumerable<Sample> Inboxes(Readings now) => now.Media.InboxDepths.Select(
        (depth, worker) => new Sample(depth, "worker", worker.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<Sample> Handshakes(Readings now) =>
    [
        new(now.Media.Handshakes.Completed, "result", "completed"),
        new(now.Media.Handshakes.Failed, "result", "failed"),
    ];

    private static IEnumerable<Sample> Collections(Readings now) => now.Process.Collections.Select(
        (count, generation) => new Sample(count, "generation", generation.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<Sample> Delay(Readings now)
    {
        var delay = now.Media.ForwardingDelay;
        double below = 0;
        for (var i = 0; i < delay.Counts.Count; i++)
        {
            below += delay.Counts[i];
            var bound = i < delay.Bounds.Count ? (delay.Bounds[i] / 1e6).ToString("0.######", CultureInfo.InvariantCulture) : "+Inf";
            yield return new Sample(below, "le", bound, "_bucket");
        }

        yield return new Sample(delay.SumMicroseconds / 1e6, Suffix: "_sum");
        yield return new Sample(below, Suffix: "_count");
    }
}
