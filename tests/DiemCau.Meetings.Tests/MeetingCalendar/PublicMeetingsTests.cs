using System.Net;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.MeetingCalendar;

public sealed class PublicMeetingsTests
{
    [Fact]
    public async Task The_public_list_says_title_time_and_units_of_approved_meetings_and_nothing_else()
    {
        await using var province = await Province.WithAsync(2);
        foreach (var (title, stage, isSecret) in new[] { ("Đã duyệt", "Approved", false), ("Chờ duyệt", "PendingApproval", false), ("Kín", "Approved", true), ("Hủy", "Cancelled", false) })
        {
            var (id, _) = await province.DraftAsync(province.Form(title: title));
            await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set stage = {stage}, is_state_secret = {isSecret} where id = {id}"));
        }

        var (announced, _) = await province.DraftAsync(province.Form(title: "Đột xuất", kind: "adHoc"));
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set stage = 'Notified' where id = {announced}"));

        var meeting = Assert.Single((await province.Commune.Get("/api/public-meetings")).Json!["items"]!.AsArray())!.AsObject();
        Assert.Equal("Đã duyệt", (string?)meeting["title"]);
        Assert.Equal(3, (int)meeting["unitCount"]!);
        Assert.Equal(["endsAt", "startsAt", "title", "unitCount", "unitName"], meeting.Select(member => member.Key).Order());
        Assert.Single((await province.Commune.Get("/api/public-meetings?search=da%20DUYET")).Json!["items"]!.AsArray());
        // The chair is no part of the list, and cannot be searched for.
        Assert.Empty((await province.Commune.Get("/api/public-meetings?search=nguyen%20van%20a")).Json!["items"]!.AsArray());
    }

    [Theory]
    [InlineData(PublicMeetingsAudience.Nobody, HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData(PublicMeetingsAudience.SignedIn, HttpStatusCode.Unauthorized, HttpStatusCode.OK)]
    [InlineData(PublicMeetingsAudience.Everyone, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task The_installation_says_who_may_read_it(PublicMeetingsAudience audience, HttpStatusCode visitor, HttpStatusCode signedIn)
    {
        await using var province = await Province.WithAsync(1);
        province.Installation.Services.GetRequiredService<InstallationOptions>().PublicMeetings = audience;

        Assert.Equal(visitor, (await province.Installation.NewBrowser().Get("/api/public-meetings")).Status);
        Assert.Equal(signedIn, (await province.Clerk.Get("/api/public-meetings")).Status);
        var session = (await province.Clerk.Get("/api/session")).Json!["installation"]!;
        Assert.Equal(audience.ToString(), (string?)session["publicMeetings"], ignoreCase: true);
    }
}
