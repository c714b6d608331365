using System.Text;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Sessions;
using DiemCau.Meetings.Tests.Testing;
using Xunit.Abstractions;

namespace DiemCau.Meetings.Tests.Shared.Intake;

/// <summary>
/// Values of another kind than is meant, or far beyond what is meant, in each place of each body and query of the API: numbers for texts, nothing
/// in lists, the first and the last day, names that are no names. Whatever the answer is, the server has not broken over it. A new endpoint is
/// tried without being listed anywhere.
/// </summary>
public sealed class OddValuesTests(ITestOutputHelper output)
{
    private static readonly string Long = new('ă', 30_000);

    /// <summary>In every place.</summary>
    private static readonly string[] Always = ["null", "9223372036854775807", "[null]", "\"\""];

    /// <summary>Some in each place, others in the next: between them the places of one kind get all.</summary>
    private static readonly string[] InTurn =
    [
        "true", "-1", "2147483647", "1e400", "0.5", "\"NaN\"", "\"1\"", "[]", "[[]]", "{}",
        "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-12:00\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"24:00:00\"", "\"https://[\"",
        $"\"{Long}\"", "\"=1+1\"", "\"'; --\"", "\"%s{0}{{\"", "\"../../x\"",
    ];

    private static readonly string[] Queries =
    [
        "", "-1", "0", "99999999999", "NaN", "1e3", "null", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00",
        "%ED%A0%80", "%FF%FE", "%", "%25", "_", "%5C", "%26%7C!", "(", "'", "a:*", "*", "%22", "%7B", "00000000-0000-0000-0000-000000000000",
    ];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{", "\"x\"", "{\"\\ud800\":1}", "{\"a\":1,}", "{} {}", "\ufeff{}", "{\"x\":\"\ud83d\"}",
    ];

    private const int OfTurn = 5;

    private int _sent;
    private int _turn;

    [Fact]
    public async Task Nothing_that_is_sent_instead_of_what_is_meant_breaks_an_endpoint()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var installation = held.Installation;
        var administrator = await installation.Holder(Unit.Whole, Role.SystemAdministrator);
        var clerk = await held.Province.BrowserOf("Sở Y tế");
        var room = (Guid)(await clerk.Post("/api/rooms", new { name = "Thử", password = "Mật khẩu 1", mode = "discussion" })).Json!["id"]!;
        var draft = (Guid)(await clerk.Post("/api/meetings", new { })).Json!["id"]!;
        // What stands in a path is there, so that what is wrong comes further than the door.
        (string Prefix, Guid Id)[] ids =
        [
            ("/api/meetings/{id}/form", draft), ("/api/meetings/{id}/submit", draft), ("/api/meetings", held.Id), ("/api/rooms", room), ("/api/approvals", held.Id),
            ("/api/units", held.Province.Unit("Sở Y tế")), ("/api/admin/units", held.Province.Unit("UBND huyện 1")), ("/api/sites", held.Province.Site("UBND xã 1.1").SiteId),
        ];
        var api = DescribedApi.Read();
        var faults = new List<string>();
        foreach (var operation in api.Operations.Where(operation => operation.Method != HttpMethod.Delete))
        {
            var id = ids.FirstOrDefault(known => operation.Path.StartsWith(known.Prefix, StringComparison.Ordinal)).Id;
            // Whoever the thing belongs to comes further with it.
            var browser = id == draft || id == held.Id || id == room ? clerk : administrator;
            await foreach (var fault in TryAsync(api, operation, id, held.Province.Site("UBND xã 1.1").SiteId, browser).Where(fault => fault.Length > 0))
            {
                faults.Add($"{operation}, {fault}");
            }
        }

        output.WriteLine($"{_sent} requests to {api.Operations.Count()} operations");
        Assert.True(faults.Count == 0, $"{faults.Count} of {_sent}:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(60))}");
        Assert.InRange(_sent, 5_000, int.MaxValue);
    }

    private async IAsyncEnumerable<string> TryAsync(DescribedApi api, DescribedApi.Operation operation, Guid id, Guid siteId, Browser browser)
    {
        string? In(DescribedApi.Parameter parameter) => !parameter.IsInPath || parameter.Format != "uuid" ? null
            : parameter.Name == "siteId" ? siteId.ToString() : parameter.Name == "id" && id != Guid.Empty ? id.ToString() : null;

        var body = operation.Schema is null ? null : api.Sample(operation.Schema, []);
        foreach (var parameter in operation.Parameters.Where(parameter => !parameter.IsInPath))
        {
            foreach (var value in Queries)
            {
                yield return await AskAsync(operation, operation.Address(one => one == parameter ? value : In(one)), body?.ToJsonString(), browser);
            }

            var address = operation.Address(In);
            yield return await AskAsync(operation, $"{address}?{string.Join('&', Enumerable.Repeat($"{parameter.Name}=1", 500))}", body?.ToJsonString(), browser);
        }

        if (body is null)
        {
            yield break;
        }

        foreach (var whole in Bodies)
        {
            yield return await AskAsync(operation, operation.Address(In), whole, browser);
        }

        yield return await AskAsync(operation, operation.Address(In), string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200), browser);
        foreach (var way in Ways(body))
        {
            var turn = Enumerable.Range(0, OfTurn).Select(_ => InTurn[_turn++ % InTurn.Length]);
            foreach (var value in Always.Concat(turn))
            {
                yield return await AskAsync(operation, operation.Address(In), With(operation, api, way, value), browser);
            }
        }
    }

    private static string With(DescribedApi.Operation operation, DescribedApi api, IReadOnlyList<object> way, string value)
    {
        const string Mark = "cho-nay";
        var body = api.Sample(operation.Schema!, [])!;
        var at = body;
        foreach (var step in way.SkipLast(1))
        {
            at = step is int i ? at![i] : at![(string)step];
        }

        if (way[^1] is int last)
        {
            at![last] = Mark;
        }
        else
        {
            at![(string)way[^1]] = Mark;
        }

        return body.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    /// <summary>The ways to all that is in a body, lists and what is in them included.</summary>
    private static IEnumerable<object[]> Ways(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Ways(member.Value).Select(way => (object[])[member.Key, .. way]).Prepend([member.Key])),
        JsonArray items => items.SelectMany((item, i) => Ways(item).Select(way => (object[])[i, .. way]).Prepend([i])),
        _ => [],
    };

    /// <returns>What is wrong with the answer; empty: nothing.</returns>
    private async Task<string> AskAsync(DescribedApi.Operation operation, string address, string? body, Browser browser)
    {
        _sent++;
        using var request = new HttpRequestMessage(operation.Method, new Uri(Browser.Origin, address));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, operation.Body ?? "application/json");
        }

        // Each from an address of its own: how often one may ask is not the question here.
        request.Headers.Add("X-Test-Address", $"10.{1 + (_sent / 60_000)}.{_sent / 250 % 240}.{1 + (_sent % 250)}");
        using var response = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var status = (int)response.StatusCode;
        return status < 500 ? "" : $"{address}: {status} for {(body?.Length > 400 ? body[..400] : body)}";
    }
}
