using System.Diagnostics;
using System.Net;
using DiemCau.System.Tests.ServerProcesses;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Health;

public sealed class ReadinessTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Readiness_is_answered_in_time_while_the_database_hangs_and_comes_back_with_it()
    {
        await using var server = await ServerProcess.StartAsync();
        var postmaster = int.Parse(File.ReadLines(Path.Combine(server.DataFolder, "postgres/postmaster.pid")).First(), null);
        int[] database = [postmaster, .. ChildrenOf(postmaster)];
        try
        {
            await SignalAsync("-STOP", database);
            for (var question = 0; question < 3; question++)
            {
                var asked = Stopwatch.StartNew();
                using var answer = await server.Client.GetAsync("/health/ready");
                output.WriteLine($"{answer.StatusCode} after {asked.Elapsed.TotalSeconds:F2} s");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Contains("\"database\":\"unhealthy\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.True(asked.Elapsed < TimeSpan.FromSeconds(8), $"It took {asked.Elapsed}"); // three, on a machine that does other things, too
            }

            using var live = await server.Client.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Contains("diemcau_database_answers 0", await server.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
        }
        finally
        {
            await SignalAsync("-CONT", database);
        }

        await server.WaitUntilAsync("/health/ready", HttpStatusCode.OK);
    }

    private static IEnumerable<int> ChildrenOf(int process) => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, null)).Where(id => ParentOf(id) == process);

    private static int? ParentOf(int process)
    {
        try
        {
            // After the name in brackets: state, parent (proc(5)).
            var line = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], null);
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private static async Task SignalAsync(string signal, int[] processes)
    {
        using var kill = Process.Start("kill", [signal, .. processes.Select(id => id.ToString(null, null))]);
        await kill.WaitForExitAsync();
    }
}
