using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>What somebody who has just been let in gets: an answer to the offer, a token to come back with, and the room as it is.</summary>
internal sealed class Participation(IMediaPlane media, LiveTokens tokens)
{
    public async Task<(JoinAnswer? Answer, Refusal? Refusal)> BeginAsync(LiveConference live, Newcomer who, MediaOffer? offer)
    {
        SdpAnswer? sdp = null;
        if (offer is not null)
        {
            if (OfferRules.Refuse(offer) is { } unusable)
            {
                return await TakeBackAsync(live, who, unusable);
            }

            var answered = media.Answer(live.Id, who.Id, offer);
            if (answered.Sdp is null)
            {
                return await TakeBackAsync(live, who, LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
            }

            sdp = new SdpAnswer(answered.Sdp);
        }

        if (await live.SnapshotAsync(who.Id) is not { } snapshot)
        {
            // Removed, or the conference ended, between the two.
            return (null, LiveRefusals.ConferenceEnded);
        }

        var token = tokens.Issue(new LiveToken(LiveTokenKind.Participant, live.RoomId, live.Id, who));
        return (new JoinAnswer(live.Id, who.Id, token, sdp, snapshot, media.IceServers()), null);
    }

    private static async Task<(JoinAnswer? Answer, Refusal? Refusal)> TakeBackAsync(LiveConference live, Newcomer who, Refusal refusal)
    {
        await live.AskAsync((conference, now) => conference.Leave(who.Id, now));
        return (null, refusal);
    }
}
