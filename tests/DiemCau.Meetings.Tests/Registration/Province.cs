using System.Text.Json.Nodes;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Registration;

/// <summary>A province with a registering unit and communes that have a site each.</summary>
internal sealed class Province : IAsyncDisposable
{
    private Province(TestInstallation installation, Browser clerk, Browser commune)
    {
        Installation = installation;
        Clerk = clerk;
        Commune = commune;
    }

    public TestInstallation Installation { get; }

    /// <summary>Sở Y tế, which registers.</summary>
    public Browser Clerk { get; }

    /// <summary>UBND xã 1, whose site takes part.</summary>
    public Browser Commune { get; }

    public Guid MainSite { get; private init; }

    /// <summary>One of each commune, in their order.</summary>
    public IReadOnlyList<Guid> Members { get; private init; } = [];

    public static async Task<Province> WithAsync(int communes, Action<IServiceCollection>? services = null)
    {
        var installation = await TestInstallation.StartAsync(services);
        var clerk = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        var commune = await installation.Activated("xa1@tinh.gov.vn", "UBND xã 1");
        await using var db = await installation.Services.GetRequiredService<IDbContextFactory<DiemCauDb>>().CreateDbContextAsync();
        var now = installation.Time.GetUtcNow();
        var units = await db.Units.ToDictionaryAsync(unit => unit.Name, unit => unit.Id);
        for (var number = 2; number <= communes; number++)
        {
            var unit = new Unit { Id = Guid.NewGuid(), Name = $"UBND xã {number}", CreatedAt = now };
            db.Units.Add(unit);
            units[unit.Name] = unit.Id;
        }

        await db.SaveChangesAsync();
        var main = NewSite(units["Sở Y tế"], "Hội trường Sở Y tế", now);
        List<Site> members = [.. Enumerable.Range(1, communes).Select(number => NewSite(units[$"UBND xã {number}"], "Phòng họp trực tuyến", now))];
        db.Sites.AddRange([main, .. members]);
        await db.SaveChangesAsync();
        return new(installation, clerk, commune) { MainSite = main.Id, Members = [.. members.Select(site => site.Id)] };
    }

    /// <summary>A form with everything in it.</summary>
    public object Form(DateTimeOffset? start = null, string title = "Hội nghị phòng, chống dịch", int? members = null, object? recurrence = null,
        bool isStateSecret = false, string kind = "planned", string chair = "Nguyễn Văn A") => new
    {
        kind,
        title,
        startsAt = start ?? Later,
        endsAt = (start ?? Later).AddHours(3),
        chairName = chair,
        chairPosition = "Phó Chủ tịch UBND tỉnh",
        isStateSecret,
        mainSite = new { siteId = MainSite, attendees = "Lãnh đạo các sở" },
        members = Members.Take(members ?? Members.Count).Select(site => new { siteId = site, attendees = kind == "adHoc" ? "Lãnh đạo UBND xã" : null }),
        script = new object[] { new { title = "Khai mạc", minutes = 10 }, new { title = "Tham luận", minutes = 20, speakingSiteId = Members[0], cue = "podium" } },
        contact = new { name = "Trần Thị B", phone = "0912 345 678" },
        recurrence,
    };

    /// <summary>Far enough away for any registration.</summary>
    public DateTimeOffset Later => new DateTimeOffset(Installation.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(40).AddHours(1);

    /// <summary>A new draft with this form.</summary>
    public async Task<(Guid Id, int Version)> DraftAsync(object form, Browser? by = null)
    {
        var draft = await (by ?? Clerk).Post("/api/meetings", new { });
        var written = await (by ?? Clerk).Put($"/api/meetings/{draft["id"]}/form", new { version = (int)draft["version"], form });
        Assert.True(written.Code is null, written.Text);
        return (Guid.Parse((string)written["id"]!), (int)written["version"]);
    }

    public async Task<Guid> SubmittedAsync(object form)
    {
        var (id, version) = await DraftAsync(form);
        var answer = await Clerk.Post($"/api/meetings/{id}/submit", new { version });
        Assert.True(answer.Code is null, answer.Text);
        return id;
    }

    public async Task<JsonNode> PageAsync(Guid id) => (await Clerk.Get($"/api/meetings/{id}")).Json!;

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private static Site NewSite(Guid unit, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), UnitId = unit, Name = name, Place = "", ValidFrom = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1), CreatedAt = now,
    };
}
