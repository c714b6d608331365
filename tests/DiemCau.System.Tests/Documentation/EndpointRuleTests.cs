using DiemCau.Meetings.Access;
using DiemCau.Server.CommandLine;
using DiemCau.Server.WebClient;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.System.Tests.Documentation;

/// <summary>The endpoints that ask for no permission, of the whole server: each is on the page of rights, with what keeps it harmless.</summary>
public sealed class EndpointRuleTests : IAsyncLifetime
{
    private const string Page = "docs/meetings/rights.md";
    private const string FirstColumn = "| endpoint |";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diemcau-rules-");
    private WebApplication _app = null!;

    public async Task InitializeAsync() => _app = await OpenApiCommand.StartNowhereAsync(_folder.FullName, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_endpoint_of_the_server_says_whom_it_is_for() =>
        Assert.Empty(Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<EndpointRule>() is null).Select(Name));

    [Fact]
    public void The_page_of_rights_names_those_that_ask_for_no_permission()
    {
        var written = File.ReadAllLines(Path.Combine(Repository.Root, Page))
            .SkipWhile(line => !line.StartsWith(FirstColumn, StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        var expected = Endpoints().Select(endpoint => (endpoint, Rule: endpoint.Metadata.GetRequiredMetadata<EndpointRule>()))
            .Where(asked => asked.Rule is not EndpointRule.Needs)
            .Select(asked => $"| `{Name(asked.endpoint)}` | {For(asked.Rule)} |").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(expected.SequenceEqual(written), $"{Page} should say:{Environment.NewLine}{string.Join(Environment.NewLine, expected)}");
    }

    [Fact]
    public void No_endpoint_is_hidden_behind_the_clients_page() =>
        Assert.Empty(Endpoints().Where(endpoint => !WebClientModule.IsOfServer("/" + endpoint.RoutePattern.RawText!.TrimStart('/').Split('{')[0])).Select(Name));

    private static string For(EndpointRule rule) => rule switch
    {
        EndpointRule.OpenToAll open => $"all: {open.Why}",
        EndpointRule.Kiosk kiosk => $"a paired kiosk: {kiosk.Why}",
        EndpointRule.SignedIn signedIn => $"every account: {signedIn.Why}",
        _ => "the participant's own token",
    };

    private IEnumerable<RouteEndpoint> Endpoints() => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Name(RouteEndpoint endpoint) =>
        $"{(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET")} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
