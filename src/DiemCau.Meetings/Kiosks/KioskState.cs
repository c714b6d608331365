using System.Text.Json;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Kiosks;

/// <summary>The heartbeat: every half minute a kiosk says that it is there, what it is, and what is plugged into it.</summary>
internal static class KioskState
{
    public const int MostDevices = 30;
    private const int LargestScreen = 20_000;
    private const long LargestRequest = 16 * 1024;

    /// <param name="Version">Of its browser.</param>
    /// <param name="ScreenWidth">Of its screen, in pixels of the device.</param>
    internal sealed record KioskReport(string? Version, int? ScreenWidth, int? ScreenHeight, IReadOnlyList<KioskDevice>? Devices);

    public static void Map(IEndpointRouteBuilder kiosk) => kiosk.MapPut("/state", ReportAsync).WithName("ReportKioskState")
        .ForKiosk("what it says of itself").WithMetadata(new RequestSizeLimitAttribute(LargestRequest));

    private static async Task<Results<NoContent, Refusal>> ReportAsync(
        KioskReport report, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        var id = SignedInKiosk.Required(http.User).Id;
        if (await db.Kiosks.SingleOrDefaultAsync(kiosk => kiosk.Id == id && kiosk.RevokedAt == null, cancellation) is not { } kiosk)
        {
            return KioskRefusals.NotPaired;
        }

        kiosk.LastSeenAt = time.GetUtcNow();
        kiosk.LastAddress = http.Connection.RemoteIpAddress;
        kiosk.Version = Cut(report.Version, Kiosk.VersionLength);
        (kiosk.ScreenWidth, kiosk.ScreenHeight) = (Sized(report.ScreenWidth), Sized(report.ScreenHeight));
        kiosk.Devices = [.. (report.Devices ?? []).OfType<KioskDevice>().Take(MostDevices).Select(device => device with { Label = Cut(device.Label, KioskDevice.LabelLength) ?? "" })];
        await db.SaveChangesAsync(cancellation);
        // A cookie lives for some four hundred days at most: a kiosk that is in use keeps its key.
        KioskKeys.Give(http, http.Request.Cookies[KioskKeys.Cookie]!);
        return TypedResults.NoContent();
    }

    private static string? Cut(string? text, int length) => text is { Length: > 0 } ? text[..Math.Min(length, text.Length)] : null;

    private static int? Sized(int? pixels) => pixels is > 0 and <= LargestScreen ? pixels : null;
}

/// <summary>Something plugged into a kiosk, by the name that its browser gives it.</summary>
internal sealed record KioskDevice(KioskDeviceKind Kind, string? Label)
{
    public const int LabelLength = 200;

    internal static string Write(IReadOnlyList<KioskDevice> devices) => JsonSerializer.Serialize(devices, JsonSerializerOptions.Web);

    internal static IReadOnlyList<KioskDevice> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<KioskDevice>>(json, JsonSerializerOptions.Web)!;
}

[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnum<KioskDeviceKind>))]
internal enum KioskDeviceKind
{
    Microphone,
    Camera,
    Loudspeaker,
}
