using System.Net;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Registration;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Home;

public sealed class SetUpTests
{
    [Fact]
    public async Task What_is_done_is_ticked_and_the_rest_is_open()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();

        // Its address is not this machine's, one mail domain was given at the start, and the machine was measured at its first start.
        Assert.Equal(["address", "mailDomains", "capacity"], await DoneAsync(administrator));

        var node = (await administrator.Get("/api/resources/nodes")).Json![0]!;
        Assert.Equal((int)node["ports"]!, (await StepsAsync(administrator)).Single(step => step.Topic == "capacity").Count);
    }

    [Fact]
    public async Task Units_sites_and_networks_are_counted()
    {
        await using var province = await Province.WithAsync(2);
        var administrator = await province.Installation.Administrator();
        Assert.DoesNotContain("networks", await DoneAsync(administrator));
        await administrator.Put("/api/network-ranges", new[] { new { range = "10.0.0.0/8", line = "slcd" } });
        var steps = await StepsAsync(administrator);
        Assert.True(steps.Single(step => step.Topic == "units") is { IsDone: true, Count: 3 });
        Assert.True(steps.Single(step => step.Topic == "sites") is { IsDone: true, Count: 3 });
        Assert.True(steps.Single(step => step.Topic == "networks") is { IsDone: true, Count: 1 });
    }

    [Fact]
    public async Task Nobody_else_may_read_it_and_everybody_is_told_that_no_mail_leaves()
    {
        await using var province = await Province.WithAsync(1);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Clerk.Get("/api/home/set-up")).Status);
        Assert.False((bool)(await province.Clerk.Get("/api/session")).Json!["installation"]!["sendsMail"]!);
    }

    private static async Task<string[]> DoneAsync(Browser browser) =>
        [.. (await StepsAsync(browser)).Where(static step => step.IsDone).Select(static step => step.Topic)];

    private static async Task<IReadOnlyList<(string Topic, bool IsDone, int? Count)>> StepsAsync(Browser browser) =>
        [.. (await browser.Get("/api/home/set-up")).Json!.AsArray().Select(static step => ((string)step!["topic"]!, (bool)step["isDone"]!, (int?)step["count"]))];
}
