using System.Data.Common;
using System.Diagnostics;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notices;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Notices;

/// <summary>Notices are neither lost nor told twice, whatever dies when, and many are as quick as few.</summary>
public sealed class NoticeDeliveryTests
{
    [Fact]
    public async Task A_server_killed_at_any_step_of_sending_has_told_everybody_or_nobody()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1, services => services.RemoveAll<IHostedService>());
        var (services, meeting) = (province.Installation.Services, await province.MeetingAsync());
        for (var step = 1; ; step++)
        {
            var victim = new Victim(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), step);
            try
            {
                await NotifyAsync(victim, services, meeting, province.Installation.Time.GetUtcNow());
            }
            catch (Exception) when (victim.IsDead)
            {
                // What stands in the database now is what a killed server would have left.
            }

            var (stage, copies, mails) = await StateAsync(province, meeting);
            Assert.Equal(stage == MeetingStage.Notified ? (3, 3) : (0, 0), (copies, mails));
            if (stage == MeetingStage.Notified)
            {
                break;
            }

            Assert.True(step < 100);
        }
    }

    [Fact]
    public async Task Every_mail_carries_the_letter_as_a_Word_file_that_is_stored_once_and_gone_when_all_have_left()
    {
        using var smtp = new SmtpServer();
        await using var province = await NoticeProvince.WithAsync(1, 3, services =>
        {
            services.RemoveAll<IHostedService>();
            ((InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!).MailServer = new()
            {
                Host = "localhost", Port = smtp.Port, User = SmtpServer.User, Password = SmtpServer.Password, From = "HNTH <hnth@tinh.gov.vn>", TrustAnyCertificate = true,
            };
        });
        var (services, meeting) = (province.Installation.Services, await province.MeetingAsync());
        await NotifyAsync(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), services, meeting, province.Installation.Time.GetUtcNow());
        var waiting = await province.Installation.QueryAsync(db => db.Mails.Where(mail => mail.State == MailState.Waiting).ToListAsync());
        var file = await province.Installation.QueryAsync(db => db.Set<MailFile>().SingleAsync());
        Assert.All(waiting, mail => Assert.Equal(file.Id, mail.FileId));

        await services.GetRequiredService<MailSender>().SendDueAsync(default);

        Assert.Equal(waiting.Count, smtp.Taken.Count);
        foreach (var mail in smtp.Taken)
        {
            Assert.Matches(@"filename=""?Thong-bao-\d+\.docx", mail.Content);
            using var letter = WordprocessingDocument.Open(new MemoryStream(MailReader.File(mail.Content, OfficialLetterDocx.MediaType)), isEditable: false);
            Assert.Contains("THÔNG BÁO", letter.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(0, await province.Installation.QueryAsync(db => db.Mails.CountAsync(mail => mail.FileId != null)));
    }

    [Fact]
    public async Task A_file_too_large_to_travel_stays_behind()
    {
        await using var province = await NoticeProvince.WithAsync(1, 1, services => services.RemoveAll<IHostedService>());
        var outbox = province.Installation.Services.GetRequiredService<MailOutbox>();
        var added = await province.Installation.QueryAsync(db => Task.FromResult(
            (outbox.AddFile(db, "a.docx", OfficialLetterDocx.MediaType, new byte[MailFile.Largest + 1]),
             outbox.AddFile(db, "b.docx", OfficialLetterDocx.MediaType, new byte[MailFile.Largest]))));
        Assert.Equal((true, true), (added.Item1 is null, added.Item2 is not null));
    }

    [Fact]
    public async Task A_mail_server_or_a_process_that_dies_loses_no_notice_and_repeats_none_under_another_name()
    {
        using var smtp = new SmtpServer();
        await using var province = await NoticeProvince.WithAsync(1, 3, services =>
        {
            services.RemoveAll<IHostedService>();
            ((InstallationOptions)services.Last(service => service.ServiceType == typeof(InstallationOptions)).ImplementationInstance!).MailServer = new()
            {
                Host = "localhost", Port = smtp.Port, User = SmtpServer.User, Password = SmtpServer.Password, From = "HNTH <hnth@tinh.gov.vn>", TrustAnyCertificate = true,
            };
        });
        var (services, meeting) = (province.Installation.Services, await province.MeetingAsync());
        await NotifyAsync(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), services, meeting, province.Installation.Time.GetUtcNow());
        smtp.Refused[NoticeProvince.MailOf("UBND xã 1.2")] = "451 come back later";
        // The process dies at every step of its round: once before anything, then after each mail that the server has taken.
        for (var step = 1; step < 30; step++)
        {
            var victim = new Victim(services.GetRequiredService<IDbContextFactory<DiemCauDb>>(), step);
            var sender = ActivatorUtilities.CreateInstance<MailSender>(services, victim, new TakenMails(services.GetRequiredService<InstallationOptions>()));
            try
            {
                await sender.SendDueAsync(default);
            }
            catch (Exception) when (victim.IsDead)
            {
            }

            province.Installation.Time.Advance(TimeSpan.FromMinutes(11)); // a dead server's claim ends
            if (step == 4)
            {
                smtp.Refused.Clear();
            }
        }

        var taken = smtp.Taken.Select(mail => (mail.Recipient, Id: MailReader.Header(mail.Content, "Message-ID"))).ToList();
        Assert.Equal(5, taken.Select(mail => mail.Recipient).Distinct().Count());
        // What the mail server has taken does not come again, though the database did not know.
        Assert.Equal(5, taken.Count);
        Assert.Equal(5, await province.Installation.QueryAsync(db => db.Mails.CountAsync(mail => mail.State == MailState.Sent)));
    }

    [Fact]
    public async Task Two_hundred_sites_are_told_by_one_request_with_as_many_queries_as_a_few()
    {
        var few = await MeasureAsync(1, 3);
        var many = await MeasureAsync(10, 19);
        Assert.Equal(201, many.Sites);
        // Inserts of one kind go in batches; nothing is asked for once a site.
        Assert.InRange(many.Queries, few.Queries, few.Queries + 6);
        // Fifty times as many sites, in no more than as many times as long.
        Assert.True(many.Took < 50 * few.Took, $"{many.Took}, a few {few.Took}");
    }

    private static async Task<(int Sites, int Queries, TimeSpan Took)> MeasureAsync(int districts, int communes)
    {
        var counting = new Counting();
        await using var province = await NoticeProvince.WithAsync(districts, communes, services =>
        {
            services.RemoveAll<IHostedService>();
            services.ConfigureDbContext<DiemCauDb>(options => options.AddInterceptors(counting));
        });
        var clerk = await province.BrowserOf("Sở Y tế");
        // The first request of all compiles what the others use.
        await province.SendAsync(clerk, await province.MeetingAsync(province.Content(MeetingKind.Planned, "Sở Nội vụ")));
        var meeting = await province.MeetingAsync(province.Content() with { StartsAt = province.Start.AddDays(1), EndsAt = province.Start.AddDays(1).AddHours(1), ChairName = "Lê Văn C" });
        var path = province.PathOf(meeting);
        var page = (await clerk.Get(path)).Json!;
        var body = new { meetingVersion = (int)page["meetingVersion"]!, version = 0, form = page["form"]!.DeepClone() };
        counting.Count = 0;
        var started = Stopwatch.GetTimestamp();
        var sent = await clerk.Post($"{path}/send", body);
        var took = Stopwatch.GetElapsedTime(started);
        return ((int)sent["sites"], counting.Count, took);
    }

    private static async Task NotifyAsync(IDbContextFactory<DiemCauDb> contexts, IServiceProvider services, Guid id, DateTimeOffset now)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var meeting = (await db.FindMeetingAsync(id, null, default))!;
        Assert.Null(meeting.Notify(MeetingActor.System, now));
        Assert.Null(await services.GetRequiredService<MeetingEvents>().SaveAsync(db, meeting, default));
    }

    private static Task<(MeetingStage Stage, int Copies, int Mails)> StateAsync(NoticeProvince province, Guid meeting) => province.Installation.QueryAsync(async db => (
        await db.Meetings.Where(known => known.Id == meeting).Select(known => known.Stage).SingleAsync(),
        await db.NoticeCopies.CountAsync(copy => copy.MeetingId == meeting),
        await db.Mails.CountAsync(mail => mail.Text.Contains("/thong-bao/"))));

    private sealed class Counting : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
