using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.ServerProcesses;

public sealed class ServerLifeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_new_server_makes_its_database_and_told_to_stop_ends_in_order_with_it()
    {
        await using var server = ServerProcess.Create();
        var starting = Stopwatch.StartNew();
        await server.RestartAsync();
        starting.Stop();
        Assert.Contains("/links/", server.Output, StringComparison.Ordinal);

        var stopping = Stopwatch.StartNew();
        Assert.Equal(0, await server.StopAsync());
        output.WriteLine($"Stopped in {stopping.Elapsed.TotalSeconds:F2} s");

        Assert.True(stopping.Elapsed < starting.Elapsed, $"It took {stopping.Elapsed}, starting {starting.Elapsed}");
        Assert.False(File.Exists(Path.Combine(server.DataFolder, "postgres/postmaster.pid")));
    }

    [Fact]
    public async Task A_killed_server_starts_again_with_everything_that_was_there()
    {
        var first = Stopwatch.StartNew();
        await using var server = await ServerProcess.StartAsync();
        first.Stop();
        var certificate = await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "tls/certificate.pem"));
        await using (var database = NpgsqlDataSource.Create(await ConnectionStringAsync(server)))
        {
            await using var command = database.CreateCommand("create table kept (word text); insert into kept values ('Đắk Lắk')");
            await command.ExecuteNonQueryAsync();
        }

        await server.KillAsync();
        var starting = Stopwatch.StartNew();
        await server.RestartAsync();
        output.WriteLine($"Ready again {starting.Elapsed.TotalSeconds:F2} s after a kill");

        await using (var database = NpgsqlDataSource.Create(await ConnectionStringAsync(server)))
        {
            await using var command = database.CreateCommand("select word from kept");
            Assert.Equal("Đắk Lắk", await command.ExecuteScalarAsync());
        }

        Assert.Equal(certificate, await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "tls/certificate.pem")));
        // The database's log is replayed, and its last processes are waited for; a machine that is slow was slow before.
        Assert.True(starting.Elapsed < (3 * first.Elapsed) + TimeSpan.FromSeconds(20), $"It took {starting.Elapsed}, at first {first.Elapsed}");
    }

    [Fact]
    public async Task Every_wrong_option_is_told_at_once_in_both_languages()
    {
        await using var server = ServerProcess.Create(new Dictionary<string, string>
        {
            ["DIEMCAU_HTTPS_PORT"] = "99999",
            ["DIEMCAU_ANNOUNCE"] = "10.0.0.1, here",
            ["DIEMCAU_LANGUAGE"] = "fr",
            ["DIEMCAU_TIME_ZONE"] = "Mars/Olympus",
            ["DIEMCAU_MAIL_DOMAINS"] = "tinh.gov.vn, no domain",
            ["DIEMCAU_MAIL_SERVER"] = "mail.tinh.gov.vn:25",
            ["DIEMCAU_PUBLIC_ADDRESS"] = "http://hop.tinh.gov.vn",
            ["DIEMCAU_CERTIFICATE"] = "/nowhere.pem",
            ["DIEMCAU_DATABASE"] = "Password=secret;Nonsense=1",
        });
        var (exitCode, _, errors) = await server.RunAsync();

        Assert.Equal(2, exitCode);
        foreach (var variable in new[]
                 {
                     "HTTPS_PORT", "ANNOUNCE", "LANGUAGE", "TIME_ZONE", "MAIL_DOMAINS", "MAIL_FROM", "PUBLIC_ADDRESS", "CERTIFICATE", "DATABASE",
                 })
        {
            Assert.Contains($"  DIEMCAU_{variable} = ", errors, StringComparison.Ordinal);
        }

        Assert.Contains("phải là số nguyên từ 1 đến 65535", errors, StringComparison.Ordinal);
        Assert.Contains("must be a whole number from 1 to 65535", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_the_server_says_so_and_recovers()
    {
        await using var server = await ServerProcess.StartAsync();
        var postmaster = await PostmasterAsync(server);

        // Stopped, not ended: connections hang, which is how a failing disk or network looks. Then ended, and it comes back.
        await SignalAsync("-STOP", postmaster);
        Process.GetProcessById(postmaster).Kill();

        HttpResponseMessage? refused = null;
        for (var tries = 0; tries < 40 && refused is null; tries++)
        {
            var answer = await server.Client.GetAsync($"/api/rooms/by-slug/{Guid.NewGuid():N}");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                refused = answer;
            }
        }

        if (refused is not null)
        {
            var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("database_unavailable", problem.GetProperty("code").GetString());
        }

        using var live = await server.Client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await server.WaitUntilAsync("/health/ready", HttpStatusCode.OK);
        Assert.False(server.HasExited);
    }

    private static async Task<int> PostmasterAsync(ServerProcess server) => int.Parse(
        (await File.ReadAllLinesAsync(Path.Combine(server.DataFolder, "postgres/postmaster.pid")))[0], CultureInfo.InvariantCulture);

    internal static async Task<string> ConnectionStringAsync(ServerProcess server)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(server.DataFolder, "postgres/postmaster.pid"));
        return $"Host={lines[4]};Username=diemcau;Database=diemcau;Pooling=false";
    }

    private static async Task SignalAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
