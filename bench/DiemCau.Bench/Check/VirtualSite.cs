using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace DiemCau.Bench.Check;

/// <summary>What is wrong at a virtual site.</summary>
internal enum PlantedFault
{
    None,
    SilentMicrophone,
    Echo,
    DarkCamera,
    SlowLine,

    /// <summary>It comes by the Internet although it has the dedicated line.</summary>
    WrongNetwork,

    /// <summary>Nobody switched its machine on.</summary>
    NotThere,
}

internal sealed record PlantedSite(string Id, PlantedFault Fault);

/// <summary>A machine at a site, as the web client behaves: asks what it is to measure, takes it up, measures, sends figures and a still picture.</summary>
internal static class VirtualSite
{
    /// <summary>Of a picture of 640×360.</summary>
    private const int PictureBytes = 40_000;

    public static string? CodeOf(PlantedFault fault) => fault switch
    {
        PlantedFault.SilentMicrophone => "silentMicrophone",
        PlantedFault.Echo => "echo",
        PlantedFault.DarkCamera => "tooDark",
        PlantedFault.SlowLine => "slowUp",
        PlantedFault.WrongNetwork => "wrongLine",
        _ => null,
    };

    public static async Task RunAsync(HttpClient http, string meeting, PlantedSite site, TimeSpan measures, CancellationToken cancel)
    {
        var path = $"/api/sites/{site.Id}/check";
        try
        {
            // People do not open their pages at the same moment.
            await Task.Delay(TimeSpan.FromSeconds(Random.Shared.NextDouble() * 5), cancel);
            while (true)
            {
                var asks = await http.GetFromJsonAsync<JsonElement>(path + "/asks", cancel);
                foreach (var ask in asks.GetProperty("asks").EnumerateArray())
                {
                    using var taken = await http.PostAsync($"{path}/asks/{ask.GetProperty("id").GetString()}/take", null, cancel);
                    await Task.Delay(measures, cancel);
                    await SendAsync(http, path, meeting, site.Fault, cancel);
                }

                await Task.Delay(TimeSpan.FromSeconds(asks.GetProperty("nextInSeconds").GetInt32()), cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task SendAsync(HttpClient http, string path, string meetingId, PlantedFault fault, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync($"{path}/measurements", new { meetingId, measurement = MeasuredBy(fault) }, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            Console.WriteLine($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
            return;
        }

        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("id").GetString();
        var picture = new byte[PictureBytes];
        (picture[0], picture[1], picture[2], picture[^2], picture[^1]) = (0xff, 0xd8, 0xff, 0xff, 0xd9);
        using var body = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var kept = await http.PutAsync($"{path}/measurements/{id}/picture", body, cancel);
        if (!kept.IsSuccessStatusCode)
        {
            Console.WriteLine($"{path}: picture {(int)kept.StatusCode}");
        }
    }

    private static object MeasuredBy(PlantedFault fault) => new
    {
        microphone = fault == PlantedFault.SilentMicrophone
            ? new { levelDb = -92.0, peakDb = -85.0, noiseDb = -95.0, clippedShare = 0.0 }
            : new { levelDb = -28.0, peakDb = -9.0, noiseDb = -58.0, clippedShare = 0.0 },
        // A microphone that is switched off does not hear the chirp either.
        loudspeaker = new { heardDb = fault switch { PlantedFault.Echo => 52.0, PlantedFault.SilentMicrophone => null, _ => (double?)24.0 }, delayMs = 90.0 },
        camera = new
        {
            width = 1280, height = 720, framesPerSecond = 30.0, brightness = fault == PlantedFault.DarkCamera ? 0.04 : 0.45, isFrozen = false, isBlack = false,
        },
        line = new
        {
            way = "udp", upKbps = fault == PlantedFault.SlowLine ? 300.0 : 2100.0, downKbps = 4000.0, roundTripMs = 24.0, jitterMs = 3.0, lossUp = 0.0, lossDown = 0.001,
            seconds = 8.0,
        },
        devices = new[] { new { kind = "microphone", label = "Jabra Speak 510" }, new { kind = "camera", label = "Logitech C930e" } },
        clockOffsetMs = 12.0,
    };
}
