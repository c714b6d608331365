using DiemCau.VirtualParticipant.Signalling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DiemCau.System.Tests.Media;

/// <summary>The small hub client against SignalR itself.</summary>
public sealed class HubConnectionTests : IAsyncLifetime
{
    private readonly WebApplication _app;

    public HubConnectionTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        _app = builder.Build();
        _app.MapHub<EchoHub>("/hubs/conference");
    }

    private Uri Server => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_method_is_answered_and_the_token_arrives()
    {
        await using var hub = await HubConnection.ConnectAsync(Server, "a+b/c=", CancellationToken.None);
        var answer = await hub.InvokeAsync("Echo", CancellationToken.None, "Điểm cầu Số 1", new { width = 640 });
        Assert.Equal("a+b/c= Điểm cầu Số 1 640", answer.GetString());
    }

    [Fact]
    public async Task The_servers_calls_arrive_in_order_however_large_they_are()
    {
        await using var hub = await HubConnection.ConnectAsync(Server, "t", CancellationToken.None);
        await hub.InvokeAsync("CallBack", CancellationToken.None, 20);
        for (var i = 0; i < 20; i++)
        {
            var message = await hub.Messages.ReadAsync();
            Assert.Equal("Called", message.Target);
            Assert.Equal((i, 5_000), (message.Arguments[0].GetInt32(), message.Arguments[1].GetString()!.Length));
        }
    }

    [Fact]
    public async Task Many_invocations_at_once_each_get_their_own_answer()
    {
        await using var hub = await HubConnection.ConnectAsync(Server, "t", CancellationToken.None);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => hub.InvokeAsync("Echo", CancellationToken.None, $"{i}", new { width = i })));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"t {i} {i}"), answers.Select(answer => answer.GetString()));
    }

    [Fact]
    public async Task A_failing_method_and_a_closed_connection_are_told_to_who_waits()
    {
        await using var hub = await HubConnection.ConnectAsync(Server, "t", CancellationToken.None);
        await Assert.ThrowsAsync<HubInvocationException>(() => hub.InvokeAsync("Nonsense", CancellationToken.None));
        var hanging = hub.InvokeAsync("Hang", CancellationToken.None);
        await _app.StopAsync();
        await Assert.ThrowsAsync<HubInvocationException>(() => hanging);
        await hub.Messages.Completion;
    }

    private sealed class EchoHub : Hub
    {
        public string Echo(string text, View view) => $"{Context.GetHttpContext()!.Request.Query["access_token"]} {text} {view.Width}";

        public async Task CallBack(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await Clients.Caller.SendAsync("Called", i, new string('á', 5_000));
            }
        }

        public Task Hang() => Task.Delay(Timeout.Infinite, Context.ConnectionAborted);

        public sealed record View(int Width);
    }
}
