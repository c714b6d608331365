using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;

namespace DiemCau.Meetings.Kiosks;

/// <summary>How far a kiosk may be relied on for the next session.</summary>
[JsonConverter(typeof(CamelCaseEnum<KioskTrust>))]
internal enum KioskTrust
{
    /// <summary>As it stands nobody is seen or heard from there.</summary>
    Red,

    /// <summary>Somebody should look.</summary>
    Amber,

    Green,
}

/// <summary>What is wrong with a kiosk, the worst first.</summary>
[JsonConverter(typeof(CamelCaseEnum<KioskTrouble>))]
internal enum KioskTrouble
{
    /// <summary>It was paired and has never come with its key.</summary>
    NeverSeen,

    Silent,
    NoMicrophone,
    NoCamera,

    /// <summary>Something was plugged in or pulled out within the last day.</summary>
    DevicesChanged,

    /// <summary>It comes by the site's backup line or by mobile data.</summary>
    BackupLine,

    /// <summary>It comes from an address that nobody has described.</summary>
    LineUnknown,
}

internal static class KioskTroubles
{
    /// <summary>Three heartbeats: one may be lost on the way.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public static IEnumerable<KioskTrouble> Of(Kiosk kiosk, DateTimeOffset now)
    {
        if (kiosk.LastSeenAt is not { } seen)
        {
            yield return KioskTrouble.NeverSeen;
            yield break;
        }

        if (now - seen >= Silence)
        {
            yield return KioskTrouble.Silent;
        }

        if (!Has(KioskDeviceKind.Microphone))
        {
            yield return KioskTrouble.NoMicrophone;
        }

        if (!Has(KioskDeviceKind.Camera))
        {
            yield return KioskTrouble.NoCamera;
        }

        if (now - kiosk.DevicesChangedAt < Fresh)
        {
            yield return KioskTrouble.DevicesChanged;
        }

        switch (kiosk.LastLine)
        {
            case null:
                yield return KioskTrouble.LineUnknown;
                break;
            case LineKind.Backup or LineKind.Mobile:
                yield return KioskTrouble.BackupLine;
                break;
        }

        bool Has(KioskDeviceKind kind) => kiosk.Devices.Any(device => device.Kind == kind);
    }

    public static KioskTrust TrustIn(IReadOnlyCollection<KioskTrouble> troubles) => troubles.Count == 0 ? KioskTrust.Green
        : troubles.Any(trouble => trouble <= KioskTrouble.NoCamera) ? KioskTrust.Red
        : KioskTrust.Amber;
}
