using DiemCau.Meetings.Sites;
using DiemCau.Meetings.TechnicalCheck;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Measuring;

namespace DiemCau.Meetings.Tests.TechnicalCheck;

public sealed class MeasurementJudgeTests
{
    private static readonly JudgedLine Anywhere = new(null, MustBeSlcd: false);

    private static readonly SiteMeasurement Healthy = new(
        new(-28, -9, -58, 0), new(24, 90), new(1280, 720, 30, 0.45, false, false), new(true, true), new("udp", 2100, 4000, 24, 3, 0, 0.001, 8));

    [Fact]
    public void Of_a_healthy_site_nothing_is_wrong()
    {
        var judged = MeasurementJudge.Of(Healthy, Anywhere);
        Assert.All(judged, one => Assert.Null(one.Code));
        Assert.Equal(
            [CheckItem.SoundOut, CheckItem.SoundBack, CheckItem.Picture, CheckItem.Presentation, CheckItem.Line, CheckItem.Light], judged.Select(one => one.Item));
    }

    [Fact]
    public void What_was_not_measured_is_not_judged() => Assert.Empty(MeasurementJudge.Of(new(), Anywhere));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_is_found_and_no_other(string fault)
    {
        var (measured, line, item, code) = Planted[fault];
        var wrong = MeasurementJudge.Of(measured, line).Where(one => one.Code is not null).Select(one => (one.Item, one.Code!.Value));
        Assert.Equal([(item, code)], wrong);
    }

    [Fact]
    public void In_a_quiet_room_a_microphone_lives_that_has_heard_the_chirp() =>
        Assert.All(MeasurementJudge.Of(Healthy with { Microphone = new(-72, -64, -74, 0) }, Anywhere), one => Assert.Null(one.Code));

    [Fact]
    public void What_was_ended_before_its_time_says_nothing_of_the_site() => Assert.Empty(
        MeasurementJudge.Of(new(Problems: [new("line", "noRoom"), new("camera", "interrupted"), new("presentation", "hidden")]), Anywhere));

    [Fact]
    public void Figures_are_what_was_measured() => Assert.Equal(
        "↑300 ↓4000 kb/s, 24 ms, 0.1 %, UDP",
        MeasurementJudge.Of(Healthy with { Line = Healthy.Line! with { UpKbps = 300 } }, Anywhere).Single(one => one.Item == CheckItem.Line).Figures);

    [Fact]
    public void A_backup_line_is_not_asked_for_its_class() => Assert.Null(
        MeasurementJudge.Of(new(BackupLine: Healthy.Line), new(LineKind.Slcd, MustBeSlcd: true)).Single().Code);

    public static TheoryData<string> Faults => [.. Planted.Keys];

    private static Dictionary<string, (SiteMeasurement Measured, JudgedLine Line, CheckItem Item, MeasurementCode Code)> Planted { get; } = new()
    {
        // Nothing is known of the loudspeaker then, and nothing said.
        ["silent microphone"] = (
            Healthy with { Microphone = new(-90, -80, -95, 0), Loudspeaker = new(null) }, Anywhere, CheckItem.SoundOut, MeasurementCode.SilentMicrophone),
        ["clipped microphone"] = (Healthy with { Microphone = new(-3, 0, -58, 0.06) }, Anywhere, CheckItem.SoundOut, MeasurementCode.ClippedMicrophone),
        ["noisy room"] = (
            Healthy with { Microphone = new(-20, -6, -25, 0), Loudspeaker = new(10) }, Anywhere, CheckItem.SoundOut, MeasurementCode.NoisyMicrophone),
        ["echo"] = (Healthy with { Loudspeaker = new(52, 60) }, Anywhere, CheckItem.SoundOut, MeasurementCode.Echo),
        ["no permission"] = (
            Healthy with { Microphone = null, Problems = [new("microphone", "denied")] }, Anywhere, CheckItem.SoundOut, MeasurementCode.PermissionDenied),
        ["no click"] = (
            Healthy with { Loudspeaker = null, Problems = [new("loudspeaker", "soundHeldBack")] }, Anywhere, CheckItem.SoundBack, MeasurementCode.SoundHeldBack),
        ["no way"] = (Healthy with { Line = null, Problems = [new("line", "noConnection")] }, Anywhere, CheckItem.Line, MeasurementCode.NoConnection),
        ["silent loudspeaker"] = (Healthy with { Loudspeaker = new(2, 80) }, Anywhere, CheckItem.SoundBack, MeasurementCode.SilentLoudspeaker),
        ["loudspeaker not found"] = (Healthy with { Loudspeaker = new(null) }, Anywhere, CheckItem.SoundBack, MeasurementCode.SilentLoudspeaker),
        ["late loudspeaker"] = (Healthy with { Loudspeaker = new(24, 900) }, Anywhere, CheckItem.SoundBack, MeasurementCode.DelayedLoudspeaker),
        ["black picture"] = (Healthy with { Camera = new(1280, 720, 30, 0, false, true) }, Anywhere, CheckItem.Picture, MeasurementCode.BlackPicture),
        ["frozen picture"] = (Healthy with { Camera = new(1280, 720, 30, 0.4, true, false) }, Anywhere, CheckItem.Picture, MeasurementCode.FrozenPicture),
        ["small picture"] = (Healthy with { Camera = new(320, 240, 30, 0.4, false, false) }, Anywhere, CheckItem.Picture, MeasurementCode.SmallPicture),
        ["slow picture"] = (Healthy with { Camera = new(1280, 720, 7, 0.4, false, false) }, Anywhere, CheckItem.Picture, MeasurementCode.SlowPicture),
        ["dark room"] = (Healthy with { Camera = new(1280, 720, 30, 0.05, false, false) }, Anywhere, CheckItem.Light, MeasurementCode.TooDark),
        ["presentation"] = (Healthy with { Presentation = new(true, false) }, Anywhere, CheckItem.Presentation, MeasurementCode.PresentationNotSeen),
        ["300 kbit/s"] = (Healthy with { Line = Healthy.Line! with { UpKbps = 300 } }, Anywhere, CheckItem.Line, MeasurementCode.SlowUp),
        ["slow down"] = (Healthy with { Line = Healthy.Line! with { DownKbps = 300 } }, Anywhere, CheckItem.Line, MeasurementCode.SlowDown),
        ["loss"] = (Healthy with { Line = Healthy.Line! with { LossUp = 0.09 } }, Anywhere, CheckItem.Line, MeasurementCode.LossyWay),
        ["long way"] = (Healthy with { Line = Healthy.Line! with { RoundTripMs = 700 } }, Anywhere, CheckItem.Line, MeasurementCode.LongWay),
        ["unsteady way"] = (Healthy with { Line = Healthy.Line! with { JitterMs = 120 } }, Anywhere, CheckItem.Line, MeasurementCode.UnsteadyWay),
        ["wrong network"] = (Healthy, new(LineKind.Internet, MustBeSlcd: true), CheckItem.Line, MeasurementCode.WrongLine),
        ["unknown network"] = (Healthy, new(null, MustBeSlcd: true), CheckItem.Line, MeasurementCode.WrongLine),
    };

    [Fact]
    public void A_site_passes_what_it_has_and_what_its_part_asks_for()
    {
        var speaker = ItemNeeds.Of(new(Sound: RoomSound.SpeakerMicrophone), isOnPodium: true);
        Assert.Equal(
            (ItemNeed.None, ItemNeed.None, ItemNeed.Required, ItemNeed.Required, ItemNeed.Required),
            (speaker[CheckItem.MicrophoneBatteries], speaker[CheckItem.BackupLine], speaker[CheckItem.CameraPositions], speaker[CheckItem.Presentation],
                speaker[CheckItem.Light]));
        var listener = ItemNeeds.Of(new(Lines: [new(null, LineKind.Slcd), new(null, LineKind.Internet)]), isOnPodium: false);
        Assert.Equal(
            (ItemNeed.Required, ItemNeed.Required, ItemNeed.None, ItemNeed.Voluntary, ItemNeed.Voluntary),
            (listener[CheckItem.MicrophoneBatteries], listener[CheckItem.BackupLine], listener[CheckItem.CameraPositions], listener[CheckItem.Presentation],
                listener[CheckItem.Light]));
    }

    [Fact]
    public void One_item_that_failed_fails_the_site_also_a_voluntary_one_and_one_that_is_open_leaves_it_open()
    {
        var needs = ItemNeeds.Of(null, isOnPodium: false);
        Assert.Equal(CheckResult.Failed, needs.ResultOf(item => item == CheckItem.Light ? CheckResult.Failed : CheckResult.Passed));
        Assert.Equal(CheckResult.NotChecked, needs.ResultOf(item => item == CheckItem.MicrophoneBatteries ? CheckResult.NotChecked : CheckResult.Passed));
        Assert.Equal(CheckResult.Passed, needs.ResultOf(item => needs[item] == ItemNeed.Required ? CheckResult.Passed : CheckResult.NotChecked));
    }
}
