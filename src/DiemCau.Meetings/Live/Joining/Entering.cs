using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>
/// The second half of every way in: whoever a slice has let pass its door is seated in the conference, answered and given a token, or waits
/// with a ticket. One round trip from "Đồng ý" to pictures.
/// </summary>
internal sealed class Entering(LiveConferences conferences, IMediaPlane media, LiveTokens tokens)
{
    /// <summary>An offer of a PC with 9 tiles is about 20 kB.</summary>
    public const long LargestRequest = 256 * 1024;

    /// <param name="mayOpen">Opens the conference when it is closed; others wait for those who may.</param>
    /// <param name="ticket">With which it waited before, and what it says.</param>
    /// <param name="stamp">Of what let it pass: a ticket is worth no more than that.</param>
    public async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> EnterAsync(
        Occasion occasion, Newcomer who, MediaOffer? offer, bool mayOpen, Ticket? ticket, string? stamp,
        CancellationToken cancellation)
    {
        if (offer is not null && OfferRules.Refuse(offer) is { } unusable)
        {
            return unusable;
        }

        var (live, closed) = mayOpen
            ? await conferences.OpenAsync(occasion, cancellation)
            : (await conferences.FindForAsync(occasion, cancellation), null);
        if (closed is not null)
        {
            return closed;
        }

        if (live is null)
        {
            return mayOpen ? Refusals.NotFound : Wait(WaitingFor.Chair);
        }

        var seating = await live.SeatAsync(who, offer, (conference, now) => conference.Enter(who, now));
        if (seating.Entry.Refusal is { } refusal)
        {
            return refusal;
        }

        if (seating.Snapshot is null)
        {
            return Wait(WaitingFor.Admission);
        }

        conferences.LetLobbyIn(occasion);
        return TypedResults.Created((string?)null, Answer(live, who, seating));

        Accepted<WaitAnswer> Wait(WaitingFor whom) => TypedResults.Accepted((string?)null, new WaitAnswer(TicketText(), whom));

        // Who knocks again keeps the ticket it already listens with.
        string TicketText() => ticket?.Text ?? tokens.Issue(new LiveToken(LiveTokenKind.Ticket, occasion, null, who, stamp));
    }

    /// <summary>Somebody with a participant's token comes back to its seat.</summary>
    public async Task<Results<Created<JoinAnswer>, Refusal>> ReturnAsync(LiveConference live, Newcomer who, MediaOffer? offer)
    {
        if (offer is not null && OfferRules.Refuse(offer) is { } unusable)
        {
            return unusable;
        }

        var seating = await live.SeatAsync(who, offer, (conference, now) => conference.Return(who, now) is { } no ? no : Entry.Inside);
        return seating.Snapshot is null
            ? seating.Entry.Refusal ?? LiveRefusals.ConferenceEnded
            : TypedResults.Created((string?)null, Answer(live, who, seating));
    }

    /// <summary>The ticket of somebody who has waited for this occasion; null when it is none, or worth nothing any more.</summary>
    /// <param name="stamp">Of what lets pass now.</param>
    public Ticket? TicketFor(Occasion occasion, string? text, string? stamp) =>
        tokens.Read(text) is { Kind: LiveTokenKind.Ticket } token && token.Occasion == occasion && token.Stamp == stamp ? new(text!, token.Who) : null;

    private JoinAnswer Answer(LiveConference live, Newcomer who, Seating seating)
    {
        var token = tokens.Issue(new LiveToken(LiveTokenKind.Participant, live.Occasion, live.Id, who));
        return new(live.Id, who.Id, token, seating.Answer is { } sdp ? new SdpAnswer(sdp) : null, seating.Snapshot!, media.IceServers());
    }
}

/// <summary>Somebody has waited at this door before.</summary>
/// <param name="Who">As it knocked.</param>
internal sealed record Ticket(string Text, Newcomer Who);
