using System.Net;
using DiemCau.Meetings.Live;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>Who is in the conference and who is in the media engine are one truth, decided on the conference's queue.</summary>
public sealed class MediaDoorTests
{
    private static readonly MediaOffer Offer = new("v=0", new SendSlots("0", null, null), new ReceiveSlots(["1"], null, null, []));

    [Fact]
    public async Task Only_who_is_in_the_conference_is_seated_and_answered()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var live = hall.Conferences.Here(chair.ConferenceId)!;

        Assert.NotNull((await live.AnswerAsync(chair.Id, Offer)).Answer);
        Assert.Contains((live.Id, chair.Id), hall.Media.Seats.Keys);
        Assert.NotNull((await live.AnswerAsync(Guid.NewGuid(), Offer)).Refusal);
        Assert.Null(await live.RestartIceAsync(Guid.NewGuid(), Offer));
        Assert.All(hall.Media.Offers, offer => Assert.Equal(chair.Id, offer.Participant));
    }

    [Fact]
    public async Task Who_was_removed_between_being_let_in_and_the_answer_gets_none()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");
        var live = hall.Conferences.Here(chair.ConferenceId)!;
        await live.AskAsync((conference, now) => conference.Leave(guest.Id, now));

        Assert.NotNull((await live.AnswerAsync(guest.Id, Offer)).Refusal);
        Assert.Null(await live.RestartIceAsync(guest.Id, Offer));
        Assert.DoesNotContain(hall.Media.Offers, offer => offer.Participant == guest.Id);
    }

    [Fact]
    public async Task A_conference_that_has_ended_answers_nobody()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var live = hall.Conferences.Here(chair.ConferenceId)!;
        await live.EndAsync();

        Assert.NotNull((await live.AnswerAsync(chair.Id, Offer)).Refusal);
        Assert.Empty(hall.Media.Offers);
    }

    [Fact]
    public async Task An_offer_that_comes_to_nothing_takes_no_place_of_the_server()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync(); // without sound and picture
        var live = hall.Conferences.Here(chair.ConferenceId)!;
        IRunningConferences running = hall.Conferences;

        Assert.NotNull((await live.AnswerAsync(chair.Id, Offer with { Sdp = hall.Media.Unusable })).Refusal);
        Assert.Equal(0, running.PlacesInUse);

        Assert.Null((await live.AnswerAsync(chair.Id, Offer)).Refusal);
        Assert.NotNull((await live.AnswerAsync(chair.Id, Offer with { Sdp = hall.Media.Unusable })).Refusal);
        Assert.Equal(1, running.PlacesInUse); // who had one keeps it
    }

    [Fact]
    public async Task A_line_check_whose_offer_is_refused_holds_no_place()
    {
        await using var hall = await Hall.OpenAsync();
        var stranger = hall.Installation.NewBrowser();
        for (var i = 0; i < 3; i++)
        {
            var refused = await stranger.Post("/api/media/checks", new { sdp = "v=0 unusable", mid = "0" });
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        }

        Assert.Equal(3, hall.Media.Closed.Count);
    }
}
