using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DiemCau.System.Tests.ServerProcesses;

/// <summary>The administrator's commands as a script sees them: what is on stdout and stderr, and how they end.</summary>
public sealed class CommandTests
{
    private const string Administrator = "quantri@tinh.gov.vn";
    private const string Password = "Điểm cầu số 7";

    [Fact]
    public async Task Commands_set_up_an_installation_that_is_stopped()
    {
        await using var installation = ServerProcess.Create();

        var (exitCode, output, errors) = await installation.RunAsync("room", "create", "--name", "Giao ban tuần", "--password", "giao ban 11");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Hãy tạo quản trị viên trước", errors, StringComparison.Ordinal);
        Assert.Contains("Create an administrator first", errors, StringComparison.Ordinal);

        var weak = await installation.RunAsync("admin", "create", "--email", Administrator, "--password", "123", "--json");
        Assert.Equal((1, ""), (weak.ExitCode, weak.Output));
        Assert.NotEmpty(weak.Errors);

        var administrator = await JsonAsync(installation, "admin", "create", "--email", Administrator, "--password", Password);
        Assert.Equal(Administrator, administrator.GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, administrator.GetProperty("link").ValueKind);

        var account = Assert.Single((await JsonAsync(installation, "account", "list")).EnumerateArray());
        Assert.Equal(Administrator, account.GetProperty("email").GetString());
        Assert.Equal("active", account.GetProperty("state").GetString());
        Assert.True(account.GetProperty("isAdministrator").GetBoolean());

        var province = await JsonAsync(installation, "province", "demo", "--form", "two-level");
        Assert.True(province.GetProperty("units").GetInt32() > 100);
        Assert.Equal(0, (await JsonAsync(installation, "province", "demo", "--form", "two-level")).GetProperty("units").GetInt32());

        var room = await JsonAsync(installation, "room", "create", "--name", "Giao ban tuần", "--password", "giao ban 11", "--unit", "Sở Y tế");
        Assert.Equal("Sở Y tế", room.GetProperty("unitName").GetString());

        var (listed, words, _) = await installation.RunAsync("account", "list");
        Assert.Equal(0, listed);
        Assert.StartsWith($"{Administrator}\tActive\tquản trị / administrator", words, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(installation.DataFolder, "postgres/postmaster.pid")), "The command's database still runs.");
    }

    [Fact]
    public async Task Commands_act_on_the_server_that_runs()
    {
        await using var server = await ServerProcess.StartAsync();
        var first = server.Output.Split('\n').Select(line => line.Trim()).Single(line => line.Contains("/links/", StringComparison.Ordinal));
        var lookUp = $"/api/accounts/links/{new Uri(first).Segments[^1]}";

        Assert.Empty((await JsonAsync(server, "account", "list")).EnumerateArray());
        Assert.Empty((await JsonAsync(server, "mail", "list")).EnumerateArray());
        Assert.Contains("\"valid\"", await server.Client.GetStringAsync(lookUp), StringComparison.Ordinal);

        var link = (await JsonAsync(server, "admin", "create", "--email", Administrator)).GetProperty("link").GetString()!;
        Assert.Contains("\"activation\"", await server.Client.GetStringAsync($"/api/accounts/links/{new Uri(link).Segments[^1]}"), StringComparison.Ordinal);
        await JsonAsync(server, "admin", "create", "--email", Administrator, "--password", Password);

        var room = await JsonAsync(server, "room", "create", "--name", "Giao ban tuần", "--password", "giao ban 11", "--mode", "training");
        var door = await server.Client.GetStringAsync($"/api/rooms/by-slug/{room.GetProperty("slug").GetString()}");
        Assert.Equal("training", JsonDocument.Parse(door).RootElement.GetProperty("mode").GetString());

        var token = await JsonAsync(server, "room", "token", "--room", "Giao ban tuần", "--publish", "--open");
        var whip = token.GetProperty("whip").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, await OfferAsync(server, whip, token.GetProperty("token").GetString()!));
        Assert.Equal(HttpStatusCode.Unauthorized, await OfferAsync(server, whip, "another"));

        var listed = Assert.Single((await JsonAsync(server, "room", "token", "--room", "Giao ban tuần", "--list")).EnumerateArray());
        var id = token.GetProperty("id").GetString()!;
        Assert.Equal(id, listed.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("revokedAt").ValueKind);
        await JsonAsync(server, "room", "token", "--room", "Giao ban tuần", "--revoke", id);
        Assert.Equal(HttpStatusCode.Forbidden, await OfferAsync(server, whip, token.GetProperty("token").GetString()!));
    }

    [Fact]
    public async Task A_command_that_cannot_be_done_says_why_on_stderr_and_fails()
    {
        await using var installation = ServerProcess.Create();

        var unknown = await installation.RunAsync("room", "token", "--room", "không có", "--play", "--json");
        Assert.Equal((1, ""), (unknown.ExitCode, unknown.Output));
        Assert.Contains("There is no such room.", unknown.Errors, StringComparison.Ordinal);

        // Mistyped: nothing of the installation is touched.
        Assert.All(
            await Task.WhenAll(
                installation.RunAsync("room", "token", "--room", "x"),
                installation.RunAsync("room", "token", "--room", "x", "--play", "--hours", "0"),
                installation.RunAsync("admin", "create")),
            mistyped => Assert.True(mistyped.ExitCode != 0 && mistyped.Errors.Length > 0, mistyped.Output));
    }

    private static async Task<JsonElement> JsonAsync(ServerProcess installation, params string[] command)
    {
        var (exitCode, output, errors) = await installation.RunAsync([.. command, "--json"]);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)} ended with {exitCode}:\n{output}\n{errors}");
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    /// <summary>An offer that nobody could answer: the door judges the token before it reads on.</summary>
    private static async Task<HttpStatusCode> OfferAsync(ServerProcess server, string door, string token)
    {
        using var offer = new HttpRequestMessage(HttpMethod.Post, door)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = new StringContent("v=0", Encoding.ASCII, "application/sdp"),
        };
        using var answer = await server.Client.SendAsync(offer);
        return answer.StatusCode;
    }
}
