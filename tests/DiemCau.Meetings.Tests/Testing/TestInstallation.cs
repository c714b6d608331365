using System.Collections.Concurrent;
using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>The meeting's way on a database of its own, reached through its endpoints by <see cref="Browser"/>s.</summary>
internal sealed class TestInstallation : IAsyncDisposable
{
    /// <summary>Whose mailboxes may register.</summary>
    public const string MailDomain = "tinh.gov.vn";

    private const string AddressHeader = "X-Test-Address";
    // One for all, because installations that a test crashes on purpose leave theirs behind.
    private static readonly Lazy<string> Folders = new(() =>
    {
        var root = Directory.CreateTempSubdirectory("diemcau-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    });

    private readonly WebApplication _app;
    private readonly string _folder;

    private TestInstallation(WebApplication app, string folder, AdjustableTime time, ConcurrentQueue<Exception> faults, Uri? firstAdministratorLink)
    {
        _app = app;
        _folder = folder;
        Time = time;
        Faults = faults;
        FirstAdministratorLink = firstAdministratorLink;
    }

    public AdjustableTime Time { get; }

    /// <summary>What handlers threw. The test ends with an error if any is left.</summary>
    public ConcurrentQueue<Exception> Faults { get; }

    public Uri? FirstAdministratorLink { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="services">Changes to what the host would provide.</param>
    /// <param name="database">Of an installation that is started again; null: a new one.</param>
    public static async Task<TestInstallation> StartAsync(Action<IServiceCollection>? services = null, string? database = null)
    {
        var time = new AdjustableTime();
        var folder = Directory.CreateDirectory(Path.Combine(Folders.Value, Guid.NewGuid().ToString("N"))).FullName;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMeetings(database ?? await TestDatabases.NewAsync());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(Substitute.For<IMediaPlane>());
        builder.Services.AddSingleton<IMediaGauge, KnownMachine>();
        builder.Services.AddSingleton<IServerCertificate, OwnCertificate>();
        builder.Services.AddSingleton(new InstallationOptions
        {
            Name = "Hội nghị truyền hình tỉnh",
            PublicAddress = new("https://diemcau.test"),
            DataFolder = folder,
            MailDomains = { MailDomain },
        });
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.Configure<AccountsOptions>(options =>
        {
            options.PasswordHashRounds = 1_000;
            options.EvenAnswerTime = TimeSpan.Zero;
            options.SessionCheckInterval = TimeSpan.FromMilliseconds(1);
            options.AttemptsPerMinute = options.LinksPerMinute = options.MailWishesPerMinute = 10_000;
            options.SecondFactorGrace = TimeSpan.FromDays(3_650); // tests move the clock by months
        });
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Use((http, next) =>
        {
            // The test server has no sockets, so a test says where a request comes from.
            http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[AddressHeader].FirstOrDefault() ?? "10.0.0.1");
            return next(http);
        });
        app.UseMeetings();
        var faults = new ConcurrentQueue<Exception>();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            // What is wrong with a request is no fault of a handler's: the pipeline answers it. Nor is it that whoever asked has gone.
            catch (Exception fault) when (fault is not BadHttpRequestException
                && !(fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
            {
                faults.Enqueue(fault);
                throw;
            }
        });
        app.MapMeetings();
        var prepared = await app.Services.PrepareMeetingsAsync(invite: true);
        await app.StartAsync();
        return new(app, folder, time, faults, prepared.FirstAdministratorLink);
    }

    /// <summary>A browser with no cookies yet.</summary>
    public Browser NewBrowser(string address = "10.0.0.1")
    {
        var browser = new Browser(_app.GetTestServer().CreateHandler());
        browser.DefaultRequestHeaders.Add(AddressHeader, address);
        return browser;
    }

    public async Task<T> QueryAsync<T>(Func<DiemCauDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();
        return await query(db);
    }

    /// <summary>The mails to an address, newest first.</summary>
    public Task<List<Mail>> MailsToAsync(string address) => QueryAsync(db =>
        db.Mails.Where(mail => mail.Recipient == address).OrderByDescending(mail => mail.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await using (var db = await Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync())
        {
            TestDatabases.Release(db);
        }

        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        if (!Faults.IsEmpty)
        {
            throw new AggregateException(Faults);
        }
    }
}
