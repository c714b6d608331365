using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>POST /whip/{room} (RFC 9725): an encoder publishes, as a participant like others whose name is in its token.</summary>
internal sealed class WhipDoor(LiveConferences conferences, IMediaPlane media, WhipSessions sessions, TimeProvider time)
{
    public const string Name = "whip";

    public async Task<(WhipSession? Session, string? Answer, Refusal? Refusal)> PublishAsync(
        Guid roomId, LiveToken token, string sdp, CancellationToken cancellation)
    {
        if (await OpenAsync(conferences, roomId, token, cancellation) is not { } live)
        {
            return (null, null, LiveRefusals.RoomNotOpen);
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
        var entry = await live.AskAsync((conference, now) => conference.Enter(who, now));
        if (!entry.IsInside)
        {
            return (null, null, entry.Refusal ?? Refusals.Forbidden);
        }

        var answered = media.Answer(live.Id, who.Id, offer);
        if (answered.Sdp is null)
        {
            await live.AskAsync((conference, now) => conference.Leave(who.Id, now));
            return (null, null, LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
        }

        // An encoder cannot press buttons: what it offers it sends. Where the room's mode keeps its microphone closed, its picture still comes.
        var sending = new Sending(offer.Send.Microphone is not null, offer.Send.Camera is not null, Screen: false);
        await live.AskAsync((conference, now) => conference.SetSending(who.Id, sending, now));
        conferences.LetLobbyIn(roomId);
        return (sessions.Add(Name, roomId, live.Id, who.Id, offer), answered.Sdp, null);
    }

    /// <summary>The room's conference; opened here only by a token that says so.</summary>
    public static Task<LiveConference?> OpenAsync(LiveConferences conferences, Guid roomId, LiveToken token, CancellationToken cancellation) =>
        token.MayOpen ? conferences.OpenAsync(roomId, cancellation) : conferences.FindByRoomAsync(roomId, cancellation);

    public static string? First(IReadOnlyList<OfferedLine> lines, string kind) =>
        lines.Where(line => line.Kind == kind).Select(line => line.Mid).FirstOrDefault(mid => mid is not null);
}
