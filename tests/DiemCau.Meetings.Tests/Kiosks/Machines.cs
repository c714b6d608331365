using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Kiosks;

/// <summary>Machines in the rooms of sites, as the tests pair them.</summary>
internal static class Machines
{
    /// <summary>The code that a machine shows.</summary>
    public static async Task<string> CodeAsync(Browser machine) => (string)(await machine.Post("/api/kiosk/pairing", new { }))["code"]!;

    public static Task<Answer> TypeAsync(Browser keeper, Guid siteId, string code, string? name = null) =>
        keeper.Post($"/api/sites/{siteId}/kiosks", new { code, name });

    /// <summary>A machine that stands in the site with its key.</summary>
    public static async Task<(Browser Machine, Guid Id)> PairAsync(TestInstallation installation, Browser keeper, Guid siteId, string address = "10.0.0.1")
    {
        var machine = installation.NewBrowser(address);
        var typed = await TypeAsync(keeper, siteId, await CodeAsync(machine));
        Assert.True(typed.Status == HttpStatusCode.Created, typed.Text);
        Assert.Equal(HttpStatusCode.OK, (await machine.Post("/api/kiosk/pairing/key", new { })).Status);
        return (machine, (Guid)typed["id"]!);
    }

    public static Task<Answer> BeatAsync(Browser machine) => machine.Put("/api/kiosk/state", State);

    private static JsonNode State => JsonNode.Parse("""
        { "version": "Chromium 140", "screenWidth": 1920, "screenHeight": 1080,
          "devices": [{ "kind": "camera", "label": "Logitech C930e" }, { "kind": "microphone", "label": "Jabra" }] }
        """)!;
}
