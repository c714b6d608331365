using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class ListTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_list_is_searched_without_accents_and_filtered_by_stage_time_and_unit()
    {
        await using var province = await Province.WithAsync(1);
        await province.SubmittedAsync(province.Form(title: "Hội nghị Đắk Lắk"));
        await province.SubmittedAsync(province.Form(province.Later.AddDays(20), title: "Giao ban tuần", chair: "Lê Thị Đào"));
        await province.DraftAsync(province.Form(title: "Bản nháp"));

        Assert.Equal(["Hội nghị Đắk Lắk"], await TitlesAsync("search=dak%20LAK"));
        Assert.Equal(["Giao ban tuần"], await TitlesAsync("search=le%20thi%20dao"));
        Assert.Equal(["Giao ban tuần"], await TitlesAsync("search=dao%20giao%20ban"));
        Assert.Equal(["Bản nháp"], await TitlesAsync("stage=draft"));
        Assert.Equal(3, (await TitlesAsync("kind=planned")).Count);
        Assert.Empty(await TitlesAsync("kind=adHoc"));
        Assert.Equal(["Hội nghị Đắk Lắk", "Giao ban tuần"], await TitlesAsync("stage=pendingApproval,approved"));
        Assert.Equal(["Giao ban tuần"], await TitlesAsync($"stage=pendingApproval&from={province.Later.AddDays(10):yyyy-MM-dd}"));
        Assert.Equal(["Hội nghị Đắk Lắk"], await TitlesAsync($"stage=pendingApproval&to={province.Later.AddDays(10):yyyy-MM-dd}"));
        Assert.Equal(3, (await TitlesAsync("mine=true")).Count);
        Assert.Equal(3, (await TitlesAsync("pageSize=2&page=1")).Count + (await TitlesAsync("pageSize=2&page=2")).Count);

        async Task<IReadOnlyList<string?>> TitlesAsync(string query) =>
            [.. (await province.Clerk.Get("/api/meetings?" + query)).Json!["items"]!.AsArray().Select(meeting => (string?)meeting!["title"])];
    }

    [Fact]
    public async Task Ten_thousand_meetings_are_listed_in_milliseconds()
    {
        await using var province = await Province.WithAsync(1);
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into meetings (id, unit_id, created_at, changed_at, version, stage, kind, title, starts_at, ends_at, chair_name, priority, is_state_secret, site_count)
            select gen_random_uuid(), (select id from units where name = 'Sở Y tế'), now(), now(), 1, (array['PendingApproval', 'Approved', 'Summarised'])[1 + n % 3], 'Planned',
              'Hội nghị số ' || n || ' về công tác chỉ đạo, điều hành', now() + (n - 5000) * interval '1 hour', now() + (n - 4998) * interval '1 hour', 'Nguyễn Văn ' || n % 50, 'Other', false, 3
            from generate_series(1, 10000) n;
            insert into meeting_sites (meeting_id, site_id, unit_id, role, position, name)
            select meetings.id, {province.Members[0]}, units.id, 'Member', 1, 'UBND xã 1' from meetings, units where units.name = 'UBND xã 1' and meetings.number % 2 = 0;
            insert into stage_passages (id, meeting_id, verb, "from", "to", at, by_name)
            select gen_random_uuid(), id, 'Submit', 'Draft', 'PendingApproval', created_at, 'Sở Y tế' from meetings;
            analyze meetings; analyze meeting_sites; analyze stage_passages;
            """));
        foreach (var (browser, query) in new[]
        {
            (province.Clerk, ""), (province.Clerk, "?search=so%20777"), (province.Clerk, "?stage=approved&latest=true"), (province.Clerk, "?page=150"),
            (province.Commune, ""), (province.Commune, "?search=chi%20dao"), (province.Commune, "?page=90"),
        })
        {
            await browser.Get("/api/meetings" + query);
            List<double> times = [];
            for (var turn = 0; turn < 40; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                var answer = await browser.Get("/api/meetings" + query);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                Assert.NotEmpty(answer.Json!["items"]!.AsArray());
            }

            times.Sort();
            output.WriteLine($"{query,-40} best {times[0]:F1} ms, median {times[20]:F1} ms, p95 {times[37]:F1} ms");
            // What it takes on a quiet machine stands in docs/meetings/registration.md; a test shares it with others, so the best of forty counts.
            Assert.True(times[0] < 250, $"{query}: at best {times[0]:F0} ms");
        }
    }
}
