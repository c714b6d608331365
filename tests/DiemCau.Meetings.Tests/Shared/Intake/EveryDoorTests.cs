using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Live;
using DiemCau.Meetings.Tests.Testing;
using Xunit.Abstractions;

namespace DiemCau.Meetings.Tests.Shared.Intake;

/// <summary>
/// Texts that cannot be kept, sent to every text of every endpoint that the API's description has, to every verb of the hub and to every
/// search; by a visitor, an account and a participant. A new endpoint is tried without being listed anywhere.
/// </summary>
public sealed partial class EveryDoorTests(ITestOutputHelper output)
{
    /// <summary>As JSON writes them, and as addresses do; null: an address cannot.</summary>
    private static readonly (string Json, string? Address, bool EvenVerbatim)[] Poisons =
    [
        ("a\\u0000b", "a%00b", true),
        ("\\u0007", "%07", true),
        ("a\\ufffe", "a%EF%BF%BE", true),
        ("a\\ud800", null, true),
        ("a\\u202eb", "a%E2%80%AEb", false),
        ("\\u200b", "%E2%80%8B", false),
    ];

    private const string TooLate = "9999-12-31T23:00:00Z";

    private int _sent;

    [Fact]
    public async Task No_endpoint_takes_a_text_that_cannot_be_kept_and_none_breaks_over_it()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var administrator = await hall.Installation.Administrator();
        var seat = await hall.JoinAsync("Xã Ea Kao");
        var askers = new (string Who, Browser Browser, string? Token)[]
        {
            ("visitor", hall.Installation.NewBrowser(), null), ("administrator", administrator, null), ("participant", hall.Installation.NewBrowser(), seat.Token),
        };
        var api = DescribedApi.Read();
        var faults = new List<string>();
        foreach (var operation in api.Operations)
        {
            foreach (var (who, browser, token) in askers)
            {
                await foreach (var fault in Try(api, operation, browser, token).Where(fault => fault.Length > 0))
                {
                    faults.Add($"{operation} by {who}, {fault}");
                }
            }
        }

        output.WriteLine($"{_sent} requests to {api.Operations.Count()} operations");
        Assert.InRange(_sent, 3_000, int.MaxValue);
        Assert.True(faults.Count == 0, $"{faults.Count} of {_sent}:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(60))}");
    }

    [Fact]
    public async Task No_verb_of_the_hub_takes_a_text_that_cannot_be_kept_or_a_number_for_a_word()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var sent = 0;
        foreach (var verb in Verbs())
        {
            var parameters = verb.GetParameters();
            for (var at = 0; at < parameters.Length; at++)
            {
                var type = parameters[at].ParameterType;
                // A bare string would be refused in words for programmers only.
                Assert.NotEqual(typeof(string), type);
                foreach (var wrong in type == typeof(ReceivedText) ? new object[] { "a\0b", "\u0007", "a\ufffe", "a\u202eb", "\u200b" } : type.IsEnum ? [99, "99"] : [])
                {
                    object?[] arguments = [.. parameters.Select((parameter, i) => i == at ? wrong : Sample(parameter.ParameterType))];
                    sent++;
                    if (type == typeof(ReceivedText))
                    {
                        Assert.Equal("validation", await chair.DoAsync(verb.Name, arguments));
                    }
                    else
                    {
                        await Assert.ThrowsAnyAsync<Exception>(() => chair.DoAsync(verb.Name, arguments));
                    }
                }
            }
        }

        output.WriteLine($"{sent} calls to {Verbs().Count()} verbs");
        Assert.InRange(sent, 7, int.MaxValue);
        Assert.Null(await chair.DoAsync("SendChat", "Dòng một\r\nDòng hai"));
        await chair.HearAsync("Changed", delta => delta.TryGetProperty("chat", out var chat) && chat[0].GetProperty("text").GetString() == "Dòng một\nDòng hai");
        await hall.WrittenAsync(chair.ConferenceId);
    }

    [Fact]
    public async Task No_verb_of_the_hub_breaks_over_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        foreach (var verb in Verbs())
        {
            var parameters = verb.GetParameters();
            for (var at = 0; at < parameters.Length; at++)
            {
                if (parameters[at].ParameterType.IsClass)
                {
                    Assert.Equal("validation", await chair.DoAsync(verb.Name, [.. parameters.Select((parameter, i) => i == at ? null : Sample(parameter.ParameterType))]));
                }
            }
        }

        Assert.Null(await chair.DoAsync("SetView", new { tiles = new object?[] { null, new { participantId = chair.Id, width = -1, height = int.MaxValue } } }));
        Assert.Null(await chair.DoAsync("SetView", new { }));
        Assert.Null(await chair.DoAsync("ReportQuality", new { rttMs = 1e300, lossPercent = -1, network = "wired" }));
        await hall.WrittenAsync(chair.ConferenceId);
    }

    [Fact]
    public void What_people_keep_secret_says_so()
    {
        // Requests are records whose texts come by the API; others of these names are answers, or are stored.
        string[] answers = ["MeetingPassesView", "WaysIn"];
        var silent =
            from type in typeof(TextKind).Assembly.GetTypes()
            where type.GetMethod("<Clone>$") is not null && !answers.Contains(type.Name)
            from property in type.GetProperties()
            where property.PropertyType == typeof(string) && property.Name.EndsWith("Password", StringComparison.Ordinal)
                && property.GetCustomAttribute<SecretAttribute>() is null
            select $"{type.Name}.{property.Name}";
        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_browsers_mark_is_ours_or_another_one()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        foreach (var cookie in new[] { "%00abc", "aaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaa%00", "\"><script>aaaaaaaaaaaa" })
        {
            var guest = hall.Installation.NewBrowser();
            guest.DefaultRequestHeaders.Add("Cookie", $"__Host-diemcau-browser={cookie}");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"/api/rooms/{hall.RoomId}/participants"))
            {
                Content = new StringContent($$"""{"displayName":"Khách","password":"{{Hall.Password}}"}""", Encoding.UTF8, "application/json"),
            };
            using var answer = await guest.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Matches("__Host-diemcau-browser=[A-Za-z0-9_-]{22};", string.Join('\n', answer.Headers.GetValues("Set-Cookie")));
        }
    }

    private async IAsyncEnumerable<string> Try(DescribedApi api, DescribedApi.Operation operation, Browser browser, string? token)
    {
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.IsText))
        {
            // NUL in a path is refused by the web server itself, before anything of ours.
            foreach (var (_, poison, _) in Poisons.Where(poison => poison.Address is not null && !(parameter.IsInPath && poison.Address.Contains("%00", StringComparison.Ordinal))))
            {
                yield return await Ask(operation, operation.Address(one => one == parameter ? poison : null), Body(api, operation, null, ""), browser, token, parameter.Name);
            }
        }

        foreach (var parameter in operation.Parameters.Where(parameter => !parameter.IsInPath && parameter.Format is "date" or "date-time"))
        {
            var late = parameter.Format == "date" ? TooLate[..10] : TooLate;
            yield return await Ask(operation, operation.Address(one => one == parameter ? late : null), Body(api, operation, null, ""), browser, token, parameter.Name);
        }

        if (operation.Schema is null)
        {
            if (operation.Body is not null)
            {
                yield return await Ask(operation, operation.Address(_ => null), "a\0b", browser, token, null);
            }

            yield break;
        }

        var leaves = new List<DescribedApi.Leaf>();
        api.Sample(operation.Schema, leaves);
        foreach (var leaf in leaves)
        {
            // What a browser has signed is checked as a whole, and is no text of people.
            if (leaf.Member == "credential")
            {
                continue;
            }

            var isVerbatim = leaf.Member is "sdp" or "ticket";
            var wrong = leaf.Kind switch
            {
                "text" => Poisons.Where(poison => poison.EvenVerbatim || !isVerbatim).Where(poison => poison.Address != "%E2%80%8B" || !IsSecret(leaf)).Select(poison => $"\"{poison.Json}\""),
                "date-time" => [$"\"{TooLate}\""],
                "date" => [$"\"{TooLate[..10]}\""],
                "enum" => ["99", "\"99\""],
                _ => [],
            };
            foreach (var value in wrong)
            {
                if (leaf.Kind == "text" && value.Contains("202e", StringComparison.Ordinal) && IsSecret(leaf))
                {
                    continue;
                }

                yield return await Ask(
                    operation, operation.Address(_ => null), Body(api, operation, leaf.Way, value), browser, token, leaf.Kind == "enum" ? null : leaf.Way);
            }
        }
    }

    private static bool IsSecret(DescribedApi.Leaf leaf) => leaf.Member is "password" or "current";

    private static string? Body(DescribedApi api, DescribedApi.Operation operation, string? way, string value)
    {
        if (operation.Schema is null)
        {
            return operation.Body is null ? null : "";
        }

        var body = api.Sample(operation.Schema, [])!;
        if (way is null)
        {
            return body.ToJsonString();
        }

        // Halves of surrogate pairs can be in no string: the text is put in where a mark stands.
        const string Mark = "cho-nay";
        Set(body, way, Mark);
        return body.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    private static void Set(JsonNode body, string way, string value)
    {
        var steps = Step().Matches(way).Select(step => step.Value).ToList();
        var at = body;
        foreach (var step in steps.SkipLast(1))
        {
            at = int.TryParse(step, CultureInfo.InvariantCulture, out var i) ? at![i] : at![step];
        }

        if (int.TryParse(steps[^1], CultureInfo.InvariantCulture, out var last))
        {
            at![last] = value;
        }
        else
        {
            at![steps[^1]] = value;
        }
    }

    /// <returns>What is wrong with the answer; empty: nothing.</returns>
    private async Task<string> Ask(DescribedApi.Operation operation, string address, string? body, Browser browser, string? token, string? field)
    {
        _sent++;
        using var request = new HttpRequestMessage(operation.Method, new Uri(Browser.Origin, address));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, operation.Body ?? "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        // Each from an address of its own: how often one may ask is not the question here.
        request.Headers.Add("X-Test-Address", $"10.{1 + (_sent / 60_000)}.{_sent / 250 % 240}.{1 + (_sent % 250)}");
        using var response = await browser.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var status = (int)response.StatusCode;
        if (status is 401 or 403 or 404 or 405 or 415)
        {
            return "";
        }

        if (field is null)
        {
            return status < 500 ? "" : $"{address}: {status} {text}";
        }

        // What else an address lacks may be missed first; then no field is named.
        if (status == 400 && operation.Parameters.Count(parameter => !parameter.IsInPath) > 1 && body is null)
        {
            return "";
        }

        return status == 400 && text.Contains("\"validation\"", StringComparison.Ordinal) && (address.Contains('%', StringComparison.Ordinal) || text.Contains($"\"{field}\"", StringComparison.Ordinal))
            ? ""
            : $"{field} in {address}: {status} {text} for {body}";
    }

    private static IEnumerable<MethodInfo> Verbs() =>
        typeof(ConferenceHub).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => !method.Name.StartsWith("On", StringComparison.Ordinal));

    private static object? Sample(Type type) => type == typeof(bool) ? false : type == typeof(Guid) ? Guid.NewGuid() : null;

    [GeneratedRegex(@"[^.\[\]]+")]
    private static partial Regex Step();
}
