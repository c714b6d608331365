using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace DiemCau.Bench.Server;

/// <summary>
/// Reads the managed allocation rate of another .NET process from its runtime's own counters, over the diagnostic port that every
/// process of the same user has: the server needs nothing built in for it.
/// </summary>
internal static class AllocationMeter
{
    /// <returns>Bytes per second, the mean over the duration.</returns>
    public static async Task<double> MeasureAsync(int processId, TimeSpan duration, CancellationToken cancel)
    {
        var counters = new EventPipeProvider(
            "System.Runtime", EventLevel.Informational, arguments: new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
        using var session = new DiagnosticsClient(processId).StartEventPipeSession(counters, requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var rates = new List<double>();
        source.Dynamic.All += counter =>
        {
            if (counter.EventName == "EventCounters"
                && counter.PayloadValue(0) is IDictionary<string, object> outer
                && outer["Payload"] is IDictionary<string, object> values
                && (string)values["Name"] == "alloc-rate")
            {
                rates.Add(Convert.ToDouble(values["Increment"]) / Convert.ToDouble(values["IntervalSec"]));
            }
        };
        var reading = Task.Run(source.Process, CancellationToken.None);
        await Task.Delay(duration, cancel);
        session.Stop();
        await reading;

        // The first interval began before the session and the session itself allocates in it.
        return rates.Skip(1).DefaultIfEmpty(double.NaN).Average();
    }
}
