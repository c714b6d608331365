using System.Text.Json;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
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
        KioskReport report, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var id = SignedInKiosk.Required(http.User).Id;
        if (await db.Kiosks.SingleOrDefaultAsync(kiosk => kiosk.Id == id && kiosk.RevokedAt == null, cancellation) is not { } kiosk)
        {
            return KioskRefusals.NotPaired;
        }

        var (now, isFirst) = (time.GetUtcNow(), kiosk.LastSeenAt is null);
        var devices = DevicesOf(report);
        // A browser that was not permitted yet told them without their names.
        if (!isFirst && kiosk.Devices.Any(device => device.Label is { Length: > 0 }) && !devices.SequenceEqual(kiosk.Devices))
        {
            kiosk.DevicesChangedAt = now;
            journal.Add(db, "kiosk.devices_changed", kiosk.Name, new { KioskId = id, From = Labels(kiosk.Devices), To = Labels(devices) }, new(SiteId: kiosk.SiteId));
        }

        (kiosk.LastSeenAt, kiosk.Devices, kiosk.LastAddress) = (now, devices, http.Connection.RemoteIpAddress);
        kiosk.LastLine = kiosk.LastAddress is { } address ? await NetworkRange.LineOfAsync(db, address, kiosk.SiteId, cancellation) : null;
        kiosk.Version = Cut(report.Version, Kiosk.VersionLength);
        (kiosk.ScreenWidth, kiosk.ScreenHeight) = (Sized(report.ScreenWidth), Sized(report.ScreenHeight));
        await db.SaveChangesAsync(cancellation);
        // A cookie lives for some four hundred days at most: a kiosk that is in use keeps its key.
        KioskKeys.Give(http, http.Request.Cookies[KioskKeys.Cookie]!);
        return TypedResults.NoContent();
    }

    /// <summary>In an order of their own: a browser tells them in any.</summary>
    private static IReadOnlyList<KioskDevice> DevicesOf(KioskReport report) =>
    [
        .. (report.Devices ?? []).OfType<KioskDevice>().Take(MostDevices)
            .Select(device => device with { Label = Cut(device.Label, KioskDevice.LabelLength) ?? "" })
            .OrderBy(device => device.Kind).ThenBy(device => device.Label, StringComparer.Ordinal),
    ];

    private static string Labels(IReadOnlyList<KioskDevice> devices) => string.Join(", ", devices.Select(device => device.Label));

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
