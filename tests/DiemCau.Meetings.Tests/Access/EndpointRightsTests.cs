using DiemCau.Meetings.Tests.Organisation;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Kiosks;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Tests.Access;

/// <summary>
/// Every endpoint there is, asked by everybody there can be: each role, held for one unit, about that unit, one below it, the one above,
/// one beside it and one elsewhere. Endpoints are those that the server routes to; a new one is asked without being listed anywhere.
/// </summary>
public sealed partial class EndpointRightsTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public void Every_endpoint_says_whom_it_is_for()
    {
        Assert.NotEmpty(Endpoints());
        Assert.True(!Silent(Endpoints()).Any(), "No rule (docs/meetings/rights.md): " + string.Join(", ", Silent(Endpoints())));
    }

    [Fact]
    public void An_endpoint_that_says_nothing_is_found()
    {
        var silent = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/moi"), 0, new(new HttpMethodMetadata(["POST"])), null);
        Assert.Equal(["POST /api/moi"], Silent([silent]));
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_wherever_the_door_is_not_open_to_all()
    {
        var visitor = _installation.NewBrowser();
        var open = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => RuleOf(endpoint) is not EndpointRule.OpenToAll))
        {
            var answer = await AskAsync(visitor, endpoint, Guid.NewGuid());
            if (answer.Status != HttpStatusCode.Unauthorized || TellsMore(answer))
            {
                open.Add($"{Name(endpoint)}: {(int)answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task A_session_without_the_second_factor_that_is_demanded_is_let_in_nowhere_but_where_it_is_set_up()
    {
        await _installation.Administrator();
        var grace = _installation.Services.GetRequiredService<IOptions<AccountsOptions>>().Value.SecondFactorGrace;
        _installation.Time.Advance(grace);
        var confined = _installation.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await confined.SignIn("quantri@tinh.gov.vn")).Status);
        var open = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => RuleOf(endpoint) is EndpointRule.Needs or EndpointRule.SignedIn { EvenConfined: false }))
        {
            var answer = await AskAsync(confined, endpoint, Guid.NewGuid());
            if (answer.Status != HttpStatusCode.Forbidden || answer.Code != "second_factor_demanded" || TellsMore(answer))
            {
                open.Add($"{Name(endpoint)}: {(int)answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(open);
        Assert.Equal(
            ["/api/accounts/me/second-factor", "/api/session/everywhere/sign-out"],
            Endpoints().Where(endpoint => RuleOf(endpoint) is EndpointRule.SignedIn { EvenConfined: true })
                .Select(endpoint => endpoint.RoutePattern.RawText!.Split("second-factor") is [var before, _] ? before + "second-factor" : endpoint.RoutePattern.RawText!)
                .Distinct().Order());
    }

    [Fact]
    public async Task An_account_does_not_open_what_a_participants_token_opens()
    {
        var administrator = await _installation.Administrator();
        var open = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => RuleOf(endpoint) is EndpointRule.LiveToken))
        {
            if ((await AskAsync(administrator, endpoint, Guid.NewGuid())).Status != HttpStatusCode.Unauthorized)
            {
                open.Add(Name(endpoint));
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task An_account_does_not_open_what_a_kiosks_key_opens_nor_the_other_way_round()
    {
        var administrator = await _installation.Administrator();
        var keeper = await _installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var site = (Guid)(await keeper.Post("/api/sites", new { name = "Hội trường" }))["summary"]["id"]!;
        var (machine, _) = await Machines.PairAsync(_installation, keeper, site);
        var open = new List<string>();
        foreach (var endpoint in Endpoints().Where(endpoint => RuleOf(endpoint) is not EndpointRule.OpenToAll))
        {
            var stranger = RuleOf(endpoint) is EndpointRule.Kiosk ? administrator : machine;
            var answer = await AskAsync(stranger, endpoint, Guid.NewGuid());
            if (answer.Status != HttpStatusCode.Unauthorized || TellsMore(answer))
            {
                open.Add($"{Name(endpoint)}: {(int)answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(open);
        Assert.Contains(Endpoints(), endpoint => RuleOf(endpoint) is EndpointRule.Kiosk);
    }

    [Fact]
    public async Task Whoever_lacks_the_right_gets_no_and_learns_nothing()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var district = await _installation.Unit("UBND huyện", province);
        var own = await _installation.Unit("UBND xã Của mình", district);
        var places = new Dictionary<string, Guid>
        {
            ["own"] = own,
            ["below"] = await _installation.Unit("Thôn", own),
            ["parent"] = district,
            ["sibling"] = await _installation.Unit("UBND xã Bên cạnh", district),
            ["outside"] = await _installation.Unit("UBND xã Nơi khác", await _installation.Unit("UBND huyện Khác", province)),
        };
        var people = new List<(string Who, IReadOnlySet<Permission> May, Browser Browser)>
        {
            ("nobody", new HashSet<Permission>(), await _installation.Holder(own: null)),
            ("member", RolePermissions.OfOwnUnit.SelectMany(RolePermissions.Of).ToHashSet(), await _installation.Member(own)),
        };
        foreach (var role in Enum.GetValues<Role>())
        {
            people.Add(($"{role}", RolePermissions.Of(role), await _installation.Holder(own, role)));
        }

        var faults = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            if (RuleOf(endpoint) is not EndpointRule.Needs rule)
            {
                continue;
            }

            // A rule that names no unit is asked once: the request would be the same everywhere.
            foreach (var (place, unit) in rule.Unit is UnitOf.Everything or UnitOf.AnyUnit ? places.Take(1) : places)
            {
                var untouched = await ThingIn(rule.Unit, unit);
                foreach (var (who, may, browser) in people)
                {
                    var isAllowed = may.Contains(rule.Permission) && rule.Unit switch
                    {
                        UnitOf.Everything => false,
                        UnitOf.AnyUnit => true,
                        _ => place is "own" or "below",
                    };
                    // What is allowed may happen: each time to a thing of its own.
                    var answer = await AskAsync(browser, endpoint, isAllowed ? await ThingIn(rule.Unit, unit) : untouched, unit);
                    var isRefused = answer.Status == HttpStatusCode.Forbidden && answer.Code == "forbidden";
                    if (isRefused == isAllowed || (isRefused && TellsMore(answer)) || answer.Status == HttpStatusCode.InternalServerError)
                    {
                        faults.Add($"{Name(endpoint)} by {who} at {place}: {(int)answer.Status} {answer.Text}");
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task Whoever_lacks_the_right_cannot_tell_what_exists_from_what_does_not()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var own = await _installation.Unit("UBND xã Của mình", province);
        var elsewhere = await _installation.Unit("UBND xã Nơi khác", province);
        var people = new List<(string Who, Browser Browser)> { ("nobody", await _installation.Holder(own: null)), ("member", await _installation.Member(own)) };
        foreach (var role in Enum.GetValues<Role>())
        {
            people.Add(($"{role}", await _installation.Holder(own, role)));
        }

        var faults = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            if (RuleOf(endpoint) is not EndpointRule.Needs { Unit: UnitOf.InRoute or UnitOf.InDatabase } rule)
            {
                continue;
            }

            var others = await ThingIn(rule.Unit, elsewhere);
            foreach (var (who, browser) in people)
            {
                var (exists, doesNot) = (await AskAsync(browser, endpoint, others), await AskAsync(browser, endpoint, Guid.NewGuid()));
                if (exists.Code != "forbidden" || Told(exists) != Told(doesNot))
                {
                    faults.Add($"{Name(endpoint)} by {who}: {Told(exists)} but {Told(doesNot)}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task What_is_gone_is_not_found_by_whoever_may_see_everything()
    {
        var administrator = await _installation.Administrator();
        var answer = await administrator.Get($"/api/sites/{Guid.NewGuid()}");
        Assert.Equal("not_found", answer.Code);
    }

    [Fact]
    public async Task A_role_for_everything_counts_everywhere()
    {
        var administrator = await _installation.Administrator();
        var unit = await _installation.Unit("UBND xã");
        foreach (var endpoint in Endpoints())
        {
            if (RuleOf(endpoint) is not EndpointRule.Needs rule)
            {
                continue;
            }

            var answer = await AskAsync(administrator, endpoint, await ThingIn(rule.Unit, unit), unit);
            Assert.True(answer.Code != "forbidden", $"{Name(endpoint)}: {(int)answer.Status} {answer.Text}");
        }
    }

    private static IEnumerable<string> Silent(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<EndpointRule>() is null).Select(Name);

    internal static EndpointRule RuleOf(RouteEndpoint endpoint) => endpoint.Metadata.GetRequiredMetadata<EndpointRule>();

    private IEnumerable<RouteEndpoint> Endpoints() => EndpointsOf(_installation);

    internal static IEnumerable<RouteEndpoint> EndpointsOf(TestInstallation installation) =>
        installation.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    internal static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    internal static string Name(RouteEndpoint endpoint) => $"{MethodOf(endpoint)} {endpoint.RoutePattern.RawText}";

    /// <summary>What the rule is about, belonging to a unit; the unit itself where the rule names no thing.</summary>
    private Task<Guid> ThingIn(UnitOf rule, Guid unit) => rule switch
    {
        UnitOf.InRoute => RightsSamples.Rows[typeof(Unit)](_installation, unit),
        UnitOf.InDatabase row => RightsSamples.Rows.TryGetValue(row.Type, out var make)
            ? make(_installation, unit)
            : throw new InvalidOperationException($"RightsSamples.Rows lacks {row.Type}"),
        _ => Task.FromResult(unit),
    };

    /// <param name="values">What the route's parameters are; anything for those that are not in it.</param>
    /// <param name="query">With its question mark.</param>
    internal static async Task<Answer> AskAsync(
        Browser browser, RouteEndpoint endpoint, Guid thing, Guid unit = default, IReadOnlyDictionary<string, string>? values = null, string query = "")
    {
        var rule = (RuleOf(endpoint) as EndpointRule.Needs)?.Unit;
        var ofRule = rule switch { UnitOf.InRoute route => route.Parameter, UnitOf.InDatabase row => row.Parameter, _ => null };
        var path = RouteParameter().Replace(endpoint.RoutePattern.RawText!, parameter =>
            values?.GetValueOrDefault(parameter.Groups["name"].Value) is { } value ? value
            : parameter.Groups["name"].Value == ofRule ? thing.ToString()
            : AnyValue(endpoint.RoutePattern, parameter.Groups["name"].Value));
        using var request = new HttpRequestMessage(new HttpMethod(MethodOf(endpoint)), new Uri(Browser.Origin, path + query));
        if (MethodOf(endpoint) is not ("GET" or "OPTIONS"))
        {
            request.Content = ContentFor(endpoint, rule, unit);
        }

        using var response = await browser.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new(response.StatusCode, isJson ? JsonNode.Parse(text) : null, text, null);
    }

    private static HttpContent ContentFor(RouteEndpoint endpoint, UnitOf? rule, Guid unit)
    {
        if (rule is UnitOf.Body named)
        {
            return JsonContent.Create(RightsSamples.Bodies.TryGetValue(named.Type, out var make)
                ? make(unit)
                : throw new InvalidOperationException($"RightsSamples.Bodies lacks {named.Type}"));
        }

        return endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var type, ..] && type != "application/json"
            ? new ByteArrayContent([]) { Headers = { ContentType = new(type) } }
            : JsonContent.Create(new { });
    }

    /// <summary>A refusal says that it is one, and how to be told apart on the phone: nothing else.</summary>
    private static bool TellsMore(Answer answer) => answer.Json is not JsonObject problem
        ? answer.Text.Length > 0
        : problem.Any(member => member.Key is not ("type" or "title" or "status" or "code" or "detail" or "traceId"));

    /// <summary>All of an answer but the number by which it is found in the log.</summary>
    private static string Told(Answer answer)
    {
        if (answer.Json is not JsonObject problem)
        {
            return $"{(int)answer.Status} {answer.Text}";
        }

        problem.Remove("traceId");
        return $"{(int)answer.Status} {problem.ToJsonString()}";
    }

    /// <summary>Something that the route takes for this parameter.</summary>
    private static string AnyValue(RoutePattern pattern, string name) =>
        (pattern.ParameterPolicies.TryGetValue(name, out var policies) ? policies.Select(policy => policy.Content).FirstOrDefault() : null) switch
        {
            "guid" => Guid.NewGuid().ToString(),
            "int" or "long" => "2026",
            "bool" => "true",
            _ => "x",
        };

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
