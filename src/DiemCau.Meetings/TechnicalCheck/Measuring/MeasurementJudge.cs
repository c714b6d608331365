using System.Globalization;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.TechnicalCheck.Items;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <summary>What a measurement says of an item.</summary>
/// <param name="Code">Null: nothing is wrong.</param>
internal sealed record Judgement(CheckItem Item, MeasurementCode? Code, string? Figures)
{
    public CheckResult Result => Code is null ? CheckResult.Passed : CheckResult.Failed;
}

/// <param name="Line">By which line the measurement came, from its address; null: the address is in no known range.</param>
/// <param name="MustBeSlcd">The site has the dedicated line, or the rule for the meeting demands it, and it is known by which addresses it comes.</param>
internal sealed record JudgedLine(LineKind? Line, bool MustBeSlcd);

/// <summary>
/// Makes words of figures: the one place where thresholds stand. An item that was not measured is not judged, so that what somebody has said of it
/// stands; batteries and camera positions are for people alone.
/// </summary>
internal static class MeasurementJudge
{
    /// <summary>dBFS. Where somebody speaks a microphone has louder moments than this. A quiet room may have none: there it lives if it has heard the chirp.</summary>
    public const double SilentPeakDb = -55;

    /// <summary>dBFS. Speech arrives at −30 to −20: a room that is as loud covers it.</summary>
    public const double NoisyDb = -30;

    /// <summary>Of all samples. Below one in a hundred it is a knock on the table.</summary>
    public const double ClippedShare = 0.01;

    /// <summary>dB above the noise at which a chirp is surely found and not guessed.</summary>
    public const double HeardDb = 6;

    /// <summary>dBFS of the loudspeaker at the microphone. Louder than speech itself, it drives the microphone where no canceller follows.</summary>
    public const double EchoDb = -12;

    /// <summary>Beyond half a second browsers' echo cancellers do not look for their sound; wireless loudspeakers and some televisions take longer.</summary>
    public const double LoudspeakerDelayMs = 500;

    /// <summary>The middle layer of a camera of 1280×720: what the podium shows of a weak line.</summary>
    public const int PictureWidth = 640;

    public const int PictureHeight = 360;

    /// <summary>Frames a second. Slower, lips and voice come apart.</summary>
    public const double PictureRate = 12;

    public const double DarkBrightness = 0.12;

    public const double BrightBrightness = 0.95;

    /// <summary>kb/s. The small layer (150), a voice (64), and room for what is resent and for TCP; a line of 0.5 Mb/s carries it.</summary>
    public const double UpKbps = 400;

    /// <summary>kb/s. The podium's middle layer with its voices.</summary>
    public const double DownKbps = 450;

    /// <summary>Both ways together: ITU-T G.114 keeps one way under 150 ms where people talk, and calls 400 ms unacceptable.</summary>
    public const double RoundTripMs = 400;

    public const double JitterMs = 80;

    /// <summary>Beyond it Opus with its repairs is heard to suffer.</summary>
    public const double Loss = 0.05;

    /// <returns>One for each item that was measured, or could not be.</returns>
    public static IReadOnlyList<Judgement> Of(SiteMeasurement measured, JudgedLine line) =>
    [
        .. new[]
        {
            SoundOut(measured), SoundBack(measured), Picture(measured), Presentation(measured),
            Line(measured, line), Way(CheckItem.BackupLine, measured.BackupLine, Problem(measured, "backupLine")), Light(measured.Camera),
        }.OfType<Judgement>(),
    ];

    private static Judgement? SoundOut(SiteMeasurement measured)
    {
        if (measured.Microphone is not { } microphone)
        {
            return Unmeasured(CheckItem.SoundOut, Problem(measured, "microphone"));
        }

        var echoDb = microphone.NoiseDb + measured.Loudspeaker?.HeardDb;
        return new(
            CheckItem.SoundOut,
            IsDeaf(measured) ? MeasurementCode.SilentMicrophone
            : echoDb > EchoDb ? MeasurementCode.Echo
            : microphone.ClippedShare > ClippedShare ? MeasurementCode.ClippedMicrophone
            : microphone.NoiseDb > NoisyDb ? MeasurementCode.NoisyMicrophone
            : null,
            Figures($"{microphone.LevelDb:0} dB ({microphone.NoiseDb:0}…{microphone.PeakDb:0})"));
    }

    private static bool IsDeaf(SiteMeasurement measured) =>
        measured.Microphone?.PeakDb < SilentPeakDb && measured.Loudspeaker?.HeardDb is null or < HeardDb;

    private static Judgement? SoundBack(SiteMeasurement measured)
    {
        if (measured.Loudspeaker is not { } loudspeaker)
        {
            return Unmeasured(CheckItem.SoundBack, Problem(measured, "loudspeaker"));
        }

        // A deaf microphone says nothing of the loudspeaker.
        if (IsDeaf(measured))
        {
            return null;
        }

        return new(
            CheckItem.SoundBack,
            loudspeaker.HeardDb is null or < HeardDb ? MeasurementCode.SilentLoudspeaker
            : loudspeaker.DelayMs > LoudspeakerDelayMs ? MeasurementCode.DelayedLoudspeaker
            : null,
            loudspeaker.HeardDb is { } heard ? Figures($"+{heard:0} dB, {loudspeaker.DelayMs ?? 0:0} ms") : null);
    }

    private static Judgement? Picture(SiteMeasurement measured)
    {
        if (measured.Camera is not { } camera)
        {
            return Unmeasured(CheckItem.Picture, Problem(measured, "camera"));
        }

        // A camera on its side is as large.
        var (longer, shorter) = (Math.Max(camera.Width, camera.Height), Math.Min(camera.Width, camera.Height));
        return new(
            CheckItem.Picture,
            camera.IsBlack ? MeasurementCode.BlackPicture
            : camera.IsFrozen ? MeasurementCode.FrozenPicture
            : longer < PictureWidth || shorter < PictureHeight ? MeasurementCode.SmallPicture
            : camera.FramesPerSecond < PictureRate ? MeasurementCode.SlowPicture
            : null,
            Figures($"{camera.Width}×{camera.Height}, {camera.FramesPerSecond:0} fps"));
    }

    /// <summary>Of a black picture the light is not what is wrong.</summary>
    private static Judgement? Light(MeasuredCamera? camera) => camera is null or { IsBlack: true } ? null : new(
        CheckItem.Light,
        camera.Brightness < DarkBrightness ? MeasurementCode.TooDark : camera.Brightness > BrightBrightness ? MeasurementCode.TooBright : null,
        Figures($"{camera.Brightness * 100:0} %"));

    private static Judgement? Presentation(SiteMeasurement measured) => measured.Presentation is not { IsOffered: true } presentation
        ? Unmeasured(CheckItem.Presentation, Problem(measured, "presentation"))
        : new(CheckItem.Presentation, presentation.IsSeen ? null : MeasurementCode.PresentationNotSeen, null);

    private static Judgement? Line(SiteMeasurement measured, JudgedLine line) =>
        Way(CheckItem.Line, measured.Line, Problem(measured, "line")) is { } way
            ? line.MustBeSlcd && line.Line != LineKind.Slcd ? way with { Code = MeasurementCode.WrongLine } : way
            : null;

    private static Judgement? Way(CheckItem item, MeasuredLine? line, MeasurementProblem? problem)
    {
        if (line is null)
        {
            return Unmeasured(item, problem);
        }

        return new(
            item,
            line.UpKbps < UpKbps ? MeasurementCode.SlowUp
            : line.DownKbps < DownKbps ? MeasurementCode.SlowDown
            : Math.Max(line.LossUp, line.LossDown) > Loss ? MeasurementCode.LossyWay
            : line.RoundTripMs > RoundTripMs ? MeasurementCode.LongWay
            : line.JitterMs > JitterMs ? MeasurementCode.UnsteadyWay
            : null,
            Figures(
                $"↑{line.UpKbps:0} ↓{line.DownKbps:0} kb/s, {line.RoundTripMs:0} ms, {Math.Max(line.LossUp, line.LossDown) * 100:0.#} %, {line.Way?.ToUpperInvariant()}"));
    }

    private static MeasurementProblem? Problem(SiteMeasurement measured, string part) =>
        measured.Problems?.FirstOrDefault(problem => problem?.Part == part);

    /// <summary>What was ended, hidden or had to wait for its turn says nothing of the site.</summary>
    private static Judgement? Unmeasured(CheckItem item, MeasurementProblem? problem)
    {
        MeasurementCode? code = problem?.Code switch
        {
            null or "interrupted" or "hidden" or "noRoom" => null,
            "denied" or "deniedBySystem" or "dismissed" => MeasurementCode.PermissionDenied,
            "missing" or "lost" => MeasurementCode.DeviceMissing,
            "busy" => MeasurementCode.DeviceBusy,
            "soundHeldBack" => MeasurementCode.SoundHeldBack,
            "unreachable" or "noConnection" => MeasurementCode.NoConnection,
            _ => MeasurementCode.NotMeasurable,
        };
        return code is null ? null : new(item, code, null);
    }

    private static string Figures(FormattableString text)
    {
        var figures = text.ToString(CultureInfo.InvariantCulture);
        return figures.Length > ItemCheck.FiguresLength ? figures[..ItemCheck.FiguresLength] : figures;
    }
}
