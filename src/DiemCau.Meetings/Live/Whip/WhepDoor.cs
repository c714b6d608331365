using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>
/// POST /whep/{occasion}?slot=podium|screen|mix: a player receives what everybody sees and hears. It is on no list and cannot be heard.
/// </summary>
internal sealed class WhepDoor(LiveConferences conferences, WhipSessions sessions, TimeProvider time)
{
    public const string Name = "whep";

    /// <summary>Players of one conference; each costs its bandwidth and nothing else.</summary>
    public const int MostPlayers = 1_000;

    /// <summary>A player tells no window size: it gets the best there is within its bandwidth.</summary>
    private static readonly TileSize FullSize = new(1_920, 1_080);

    public async Task<(WhipSession? Session, string? Answer, Refusal? Refusal)> PlayAsync(
        LiveToken token, string slot, string sdp, CancellationToken cancellation)
    {
        var (live, closed) = await WhipDoor.OpenAsync(conferences, token, cancellation);
        if (live is null)
        {
            return (null, null, closed);
        }

        if (Slots(slot, SdpLines.Media(sdp)) is not { } receive)
        {
            return (null, null, LiveRefusals.MediaOfferInvalid("slot"));
        }

        var offer = new MediaOffer(sdp, new SendSlots(null, null, null), receive);
        if (OfferRules.Refuse(offer) is { } unusable)
        {
            return (null, null, unusable);
        }

        var player = Guid.CreateVersion7(time.GetUtcNow());
        var view = new MediaView(receive.Podium is null ? null : FullSize, receive.Screen is null ? null : FullSize, []);
        var (answer, refusal) = await live.PlayAsync(player, offer, view, MostPlayers);
        return answer is null ? (null, null, refusal) : (sessions.Add(Name, live, player, offer, token.Who.PassId), answer, null);
    }

    /// <summary>
    /// podium: the first video is the podium; screen: the first video is the shared screen; mix: both, in this order.
    /// All audio m-lines get the loudest speakers. Null: no such slot, or nothing to receive.
    /// </summary>
    internal static ReceiveSlots? Slots(string slot, IReadOnlyList<OfferedLine> lines)
    {
        string[] audio = [.. lines.Where(line => line is { Kind: "audio", Mid: not null }).Select(line => line.Mid!)];
        string[] video = [.. lines.Where(line => line is { Kind: "video", Mid: not null }).Select(line => line.Mid!)];
        return audio.Length + video.Length == 0 ? null : slot switch
        {
            "podium" => new ReceiveSlots(audio, video.FirstOrDefault(), null, []),
            "screen" => new ReceiveSlots(audio, null, video.FirstOrDefault(), []),
            "mix" => new ReceiveSlots(audio, video.FirstOrDefault(), video.Skip(1).FirstOrDefault(), []),
            _ => null,
        };
    }
}
