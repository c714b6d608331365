using System.Diagnostics;
using System.Net;
using DiemCau.Bench.Measurement;

namespace DiemCau.Bench.Lists;

/// <summary>How long a list took, from the request to its whole body, in milliseconds.</summary>
/// <param name="Reader">Whose session asked.</param>
/// <param name="IdlePercent">How much of the machine had nothing to do while it was measured; our own work is in it.</param>
internal sealed record ListTimes(
    string Reader, string Name, string Path, double P50, double P95, double Worst, int Bytes, double IdlePercent)
{
    private const int WarmUp = 20;

    public static async Task<ListTimes> MeasureAsync(HttpClient http, string reader, string name, string path, int requests, CancellationToken cancel)
    {
        var times = new List<double>(requests);
        var bytes = 0;
        for (var i = 0; i < WarmUp; i++)
        {
            await ReadAsync(http, path, cancel);
        }

        var before = MachineTime.Now;
        for (var i = 0; i < requests; i++)
        {
            var (body, milliseconds) = await ReadAsync(http, path, cancel);
            bytes = body.Length;
            times.Add(milliseconds);
        }

        times.Sort();
        return new(reader, name, path, times[times.Count / 2], times[(int)(times.Count * 0.95)], times[^1], bytes, MachineTime.Now.IdlePercentSince(before));
    }

    /// <summary>A list that is open to all answers an address so often a minute; what it has to wait for that is not the list's time.</summary>
    private static async Task<(byte[] Body, double Milliseconds)> ReadAsync(HttpClient http, string path, CancellationToken cancel)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(path, cancel);
            var body = await answer.Content.ReadAsByteArrayAsync(cancel);
            var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                answer.EnsureSuccessStatusCode();
                return (body, milliseconds);
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancel);
        }
    }
}
