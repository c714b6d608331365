using System.Text.Json;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <summary>
/// What a browser at a site has measured; it judges nothing. A part is null where it was not measured. Levels are in dB below full scale (dBFS, so
/// mostly negative), shares from 0 to 1.
/// </summary>
/// <param name="ClockOffsetMs">The browser's clock less the server's.</param>
/// <param name="Problems">Why parts could not be measured.</param>
internal sealed record SiteMeasurement(
    MeasuredMicrophone? Microphone = null,
    MeasuredLoudspeaker? Loudspeaker = null,
    MeasuredCamera? Camera = null,
    MeasuredPresentation? Presentation = null,
    MeasuredLine? Line = null,
    MeasuredLine? BackupLine = null,
    IReadOnlyList<MeasuredDevice>? Devices = null,
    double? ClockOffsetMs = null,
    IReadOnlyList<MeasurementProblem>? Problems = null)
{
    private const int TextLength = 200;
    private const int MostDevices = 60;
    private const int MostProblems = 20;

    public static ValueConverter<SiteMeasurement, string> Converter { get; } = new(
        measured => JsonSerializer.Serialize(measured, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<SiteMeasurement>(json, JsonSerializerOptions.Web)!);

    /// <summary>What was measured is never changed.</summary>
    public static ValueComparer<SiteMeasurement> Comparer { get; } = new(
        (one, other) => ReferenceEquals(one, other), measured => measured.GetHashCode(), measured => measured);

    /// <summary>Why it is not taken: nothing of it is longer than a label or a list of a PC's devices.</summary>
    public IReadOnlyList<FieldError> Errors()
    {
        List<FieldError> errors = [];
        if (Devices?.Count > MostDevices)
        {
            errors.Add(new("measurement.devices", "site_too_many", MostDevices));
        }

        if (Problems?.Count > MostProblems)
        {
            errors.Add(new("measurement.problems", "site_too_many", MostProblems));
        }

        string?[] texts =
        [
            Microphone?.Label, Loudspeaker?.Label, Camera?.Label, Line?.Way, BackupLine?.Way,
            .. (Devices ?? []).SelectMany(device => new[] { device?.Kind, device?.Label }),
            .. (Problems ?? []).SelectMany(problem => new[] { problem?.Part, problem?.Code }),
        ];
        if (texts.Any(text => text?.Length > TextLength))
        {
            errors.Add(new("measurement", "too_long", TextLength));
        }

        return errors;
    }
}

/// <param name="LevelDb">Of the loudest tenth of the time: speech, where somebody spoke.</param>
/// <param name="PeakDb">The loudest sample.</param>
/// <param name="NoiseDb">Of the quietest tenth: the room.</param>
/// <param name="ClippedShare">Of the time at full scale.</param>
internal sealed record MeasuredMicrophone(double LevelDb, double PeakDb, double NoiseDb, double ClippedShare, string? Label = null);

/// <param name="HeardDb">How far the chirp that was played rises above the noise at the microphone; null: it was not found again.</param>
/// <param name="DelayMs">From playing to hearing it.</param>
internal sealed record MeasuredLoudspeaker(double? HeardDb, double? DelayMs = null, string? Label = null);

/// <param name="Brightness">Mean of the picture, from black to white.</param>
internal sealed record MeasuredCamera(
    int Width, int Height, double FramesPerSecond, double Brightness, bool IsFrozen, bool IsBlack, string? Label = null);

/// <param name="IsSeen">It arrived at the other side.</param>
internal sealed record MeasuredPresentation(bool IsOffered, bool IsSeen);

/// <param name="Way">udp, tcp or tls.</param>
/// <param name="UpKbps">From the site to the server.</param>
/// <param name="Seconds">How long it was measured.</param>
internal sealed record MeasuredLine(
    string? Way, double UpKbps, double DownKbps, double RoundTripMs, double JitterMs, double LossUp, double LossDown, double Seconds);

/// <param name="Kind">microphone, loudspeaker, camera.</param>
internal sealed record MeasuredDevice(string? Kind, string? Label);

/// <param name="Part">microphone, loudspeaker, camera, presentation, line, backupLine, clock.</param>
/// <param name="Code">
/// denied, deniedBySystem, dismissed, missing, lost, busy: the device; soundHeldBack: the browser waits for a click; unreachable, noConnection: the line; noRoom, hidden, interrupted: it did not
/// come to it. Any other: it was tried in vain.
/// </param>
internal sealed record MeasurementProblem(string? Part, string? Code);
