using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>POST /whip/{occasion} (RFC 9725): an encoder publishes, as a participant like others whose name is in its token.</summary>
internal sealed class WhipDoor(LiveConferences conferences, WhipSessions sessions, TimeProvider time)
{
    public const string Name = "whip";

    public async Task<(WhipSession? Session, string? Answer, Refusal? Refusal)> PublishAsync(
        LiveToken token, string sdp, CancellationToken cancellation)
    {
        var (live, closed) = await OpenAsync(conferences, token, cancellation);
        if (live is null)
        {
            return (null, null, closed);
        }

        var lines = SdpLines.Media(sdp);
        var offer = new MediaOffer(
            sdp,
            new SendSlots(First(lines, "audio"), First(lines, "video"), null),
            new ReceiveSlots([], null, null, []));
        if (OfferRules.Refuse(offer) is { } unusable)
        {
            return (null, null, unusable);
        }

        if (offer.Send is { Microphone: null, Camera: null })
        {
            return (null, null, LiveRefusals.MediaOfferInvalid("mids"));
        }

        // One token may publish from several encoders; each is somebody of its own.
        var who = token.Who with { Id = Guid.CreateVersion7(time.GetUtcNow()), WithMedia = true };
        var seating = await live.SeatAsync(who, offer, (conference, now) => conference.Enter(who, now));
        if (seating.Answer is not { } answer)
        {
            return (null, null, seating.Entry.Refusal ?? Refusals.Forbidden);
        }

        // An encoder cannot press buttons: what it offers it sends. Where the mode keeps its microphone closed, its picture still comes.
        var sending = new SentSources(offer.Send.Microphone is not null, offer.Send.Camera is not null, Screen: false);
        await live.AskAsync((conference, now) => conference.SetSending(who.Id, sending, now));
        conferences.LetLobbyIn(token.Occasion);
        return (sessions.Add(Name, live, who.Id, offer, who.PassId), answer, null);
    }

    /// <summary>The occasion's conference; opened here only by a token that says so.</summary>
    public static async Task<(LiveConference? Live, Refusal? Refusal)> OpenAsync(
        LiveConferences conferences, LiveToken token, CancellationToken cancellation)
    {
        var (live, refusal) = token.MayOpen
            ? await conferences.OpenAsync(token.Occasion, cancellation)
            : (await conferences.FindForAsync(token.Occasion, cancellation), null);
        return (live, live is null ? refusal ?? LiveRefusals.RoomNotOpen : null);
    }

    public static string? First(IReadOnlyList<OfferedLine> lines, string kind) =>
        lines.Where(line => line.Kind == kind).Select(line => line.Mid).FirstOrDefault(mid => mid is not null);
}
