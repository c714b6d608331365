using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Tests.Lifecycle;

/// <summary>Meetings as a registering unit writes them.</summary>
internal static class MeetingExamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Start = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
    public static readonly MeetingActor Clerk = new(Guid.NewGuid(), "Sở Y tế");
    public static readonly MeetingActor Office = new(Guid.NewGuid(), "Văn phòng UBND tỉnh");

    public static readonly SubmissionTerms Terms = new(Start.AddDays(-7), "hết ngày 09/11/2026", HasPapers: false);

    public static SiteEntry Site(string name) => new(Guid.NewGuid(), Guid.NewGuid(), name);

    public static MeetingContent Content(int members = 3, MeetingKind kind = MeetingKind.Planned) => new()
    {
        Kind = kind,
        Title = "Hội nghị triển khai công tác phòng, chống dịch",
        StartsAt = Start,
        EndsAt = Start.AddHours(3),
        ChairName = "Nguyễn Văn A",
        ChairPosition = "Phó Chủ tịch UBND tỉnh",
        Priority = MeetingPriority.Other,
        MainSite = Site("Phòng họp UBND tỉnh") with { Attendees = "Lãnh đạo các sở, ban, ngành" },
        Members = [.. Enumerable.Range(1, members).Select(number => Site($"UBND xã số {number}") with { Attendees = "Lãnh đạo UBND xã" })],
        Script = [new("Khai mạc", 10), new("Báo cáo", 30)],
        Contact = new("Trần Thị B", "Chuyên viên", "0912 345 678"),
        Outside = kind == MeetingKind.Outside ? new("Văn phòng Chính phủ", "https://hop.chinhphu.vn/1", null) : null,
    };

    public static Meeting Draft(MeetingContent? content = null)
    {
        var meeting = Meeting.Draft(Guid.NewGuid(), Clerk, Now);
        Assert.Null(meeting.Rewrite(content ?? Content(), Terms, Clerk, Now));
        return meeting;
    }

    /// <summary>A meeting that has gone its way without incident up to a stage.</summary>
    public static Meeting At(MeetingStage stage, MeetingKind kind = MeetingKind.Planned)
    {
        var meeting = Draft(Content(kind: kind));
        foreach (var next in MeetingWay.Of(kind).Skip(1).TakeWhile(_ => meeting.Stage != stage))
        {
            Assert.Null(next switch
            {
                MeetingStage.PendingApproval => meeting.Submit(Terms, Clerk, Now),
                MeetingStage.Approved => meeting.Approve(Office, Now),
                MeetingStage.Notified => meeting.Stage == MeetingStage.Draft ? meeting.Submit(Terms, Clerk, Now) : meeting.Notify(Clerk, Now),
                MeetingStage.Preparing => meeting.Prepare(Clerk, Now),
                MeetingStage.TechnicalCheck => meeting.Check(Clerk, Now),
                MeetingStage.Ready => meeting.DeclareReady(Clerk, Now),
                MeetingStage.Connecting => meeting.Connect(Clerk, Now),
                MeetingStage.InSession => meeting.Open(Clerk, Now),
                MeetingStage.Ended => meeting.End(Clerk, Now),
                _ => meeting.Summarise(Clerk, Now),
            });
            Assert.Equal(next, meeting.Stage);
        }

        Assert.Equal(stage, meeting.Stage);
        meeting.TakeEvents();
        return meeting;
    }
}
