using System.Net;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Diagnostics;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Accounts;

namespace DiemCau.Meetings.Tests.Live;

public sealed class DiagnosticsTests
{
    [Fact]
    public async Task An_administrator_sees_the_live_conferences_and_everybodys_line()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await hall.JoinAsync("Xã Ea Kao");
        hall.Media.Diagnoses[chair.Id] = new MediaDiagnosis(
            chair.Id, MediaTransportState.Connected, MediaWay.Turn, null, new MediaQuality(1.5, 0, 42, 900, 1200),
            new DownlinkDiagnosis(900, 900, 950, 900, 700, null, 720, 1900, "Over", 40, 1.5, 0.5, 3, 1800, 950, 400, 6),
            [
                new SourceDiagnosis(
                    MediaSource.Microphone, "opus", "Muted", [new LayerDiagnosis(0, 32, true, false)],
                    Sound: new MediaSound(MediaSoundState.NoSignal, DateTimeOffset.UnixEpoch, 127, chair.Id, 340)),
                new SourceDiagnosis(
                    MediaSource.Camera, "VP8", null, [],
                    Picture: new MediaPicture(MediaPictureState.Uniform, DateTimeOffset.UnixEpoch)),
            ],
            [
                new SlotDiagnosis(
                    new MediaSlot("5", MediaSlotKind.Podium, chair.Id, MediaSource.Camera, MediaPause.Bandwidth), 360, 0, "VP8", 820),
            ]);
        var administrator = await hall.Installation.Administrator();

        var list = await administrator.Get("/api/conferences");
        var found = await administrator.Get($"/api/conferences/{chair.ConferenceId}/diagnostics");

        Assert.Equal("Giao ban tuần", (string?)Assert.Single(list.Json!.AsArray())!["name"]);
        var participants = found["participants"].AsArray();
        Assert.Equal(["Chủ trì", "Xã Ea Kao"], participants.Select(participant => (string?)participant!["displayName"]));
        var media = participants[0]!["media"]!;
        Assert.Equal("turn", (string?)media["way"]);
        Assert.Equal(42, (double)media["quality"]!["roundTripMs"]!);
        Assert.Equal(950, (int)media["downlink"]!["delayKbps"]!);
        Assert.Equal("Muted", (string?)media["sources"]![0]!["refusal"]);
        Assert.Equal("bandwidth", (string?)media["slots"]![0]!["slot"]!["paused"]);
        Assert.Equal(820, (int)media["slots"]![0]!["arrivalMs"]!);
        var sound = media["sources"]![0]!["sound"]!;
        Assert.Equal(("noSignal", 340), ((string?)sound["state"], (int)sound["echoDelayMs"]!));
        Assert.Equal("uniform", (string?)media["sources"]![1]!["picture"]!["state"]);
        Assert.Null(participants[1]!["media"]);
    }

    [Fact]
    public async Task Nobody_but_administrators_sees_them()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        string[] paths = ["/api/conferences", $"/api/conferences/{chair.ConferenceId}/diagnostics", "/api/admin/problem-reports"];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await hall.Owner.Get(path)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await hall.Installation.NewBrowser().Get(path)).Status);
        }
    }

    [Fact]
    public void A_report_keeps_nothing_that_could_be_a_name_an_address_or_an_sdp()
    {
        var report = new ProblemReport(
            "Nguyễn Văn A", "1920x1080", "connected", "10.1.2.3", true,
            new Dictionary<string, double> { ["join:click"] = 12, ["a=candidate"] = 3, ["vpubnd@tinh.gov.vn"] = 4 },
            [new ProblemMoment(5, 20, 0, 1, 900, 0, 800, 700, "udp", 360, 25, "v=0\r\no=- 1 2 IN IP4 10.1.2.3")]);

        var cleaned = report.Cleaned();

        Assert.Equal((null, "1920x1080", "connected", null), (cleaned.Browser, cleaned.Screen, cleaned.Media, cleaned.Way));
        Assert.Equal(["join:click"], cleaned.Timings!.Keys);
        Assert.Equal(("udp", null), (cleaned.History![0].Way, cleaned.History[0].LimitedBy));
        Assert.Equal("Chromium 156.0.1 (Linux)", (report with { Browser = "Chromium 156.0.1 (Linux)" }).Cleaned().Browser);
    }

    [Fact]
    public void Whoever_reports_again_and_again_takes_the_place_of_their_own_meetings_reports()
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-reports-");
        try
        {
            var files = new ProblemReportFiles(new InstallationOptions { DataFolder = folder.FullName }, TimeProvider.System);
            var report = new ProblemReport(null, null, null, null, true, null, null);
            var (others, own) = (files.Keep(Guid.NewGuid(), report, null), Guid.NewGuid());
            var codes = Enumerable.Range(0, ProblemReportFiles.Most + 50).Select(_ => files.Keep(own, report, null)).ToList();

            Assert.NotNull(files.Find(others));
            Assert.Equal(ProblemReportFiles.MostOfConference + 1, files.List().Count);
            Assert.NotNull(files.Find(codes[^1]));
            Assert.Null(files.Find(codes[0]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Old_and_surplus_reports_make_room_for_new_ones()
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-reports-");
        try
        {
            var files = new ProblemReportFiles(new InstallationOptions { DataFolder = folder.FullName }, TimeProvider.System);
            var report = new ProblemReport(null, null, null, null, true, null, null);
            var first = files.Keep(Guid.NewGuid(), report, null);
            File.SetLastWriteTimeUtc(Path.Combine(folder.FullName, "problem-reports", first + ".json"), (TimeProvider.System.GetUtcNow() - ProblemReportFiles.Kept - TimeSpan.FromDays(1)).UtcDateTime);
            for (var i = 0; i < ProblemReportFiles.Most + 5; i++)
            {
                files.Keep(Guid.NewGuid(), report, null);
            }

            Assert.Equal(ProblemReportFiles.Most, files.List().Count);
            Assert.Null(files.Find(first));
            var newest = files.List()[0].Code;
            Assert.NotNull(files.Find($"{newest[..3].ToLowerInvariant()}-{newest[3..]}"));
            Assert.Null(files.Find("../../etc/passwd"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
