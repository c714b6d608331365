using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>
/// POST /whep/{room}?slot=podium|screen|mix: a player receives what everybody sees and hears. It is on no list and cannot be heard.
/// </summary>
internal sealed class WhepDoor(LiveConferences conferences, IMediaPlane media, WhipSessions sessions, TimeProvider time)
{
    public const string Name = "whep";

    /// <summary>Players of one conference; each costs its bandwidth and nothing else.</summary>
    public const int MostPlayers = 1_000;

    /// <summary>A player tells no window size: it gets the best there is within its bandwidth.</summary>
    private static readonly TileSize FullSize = new(1_920, 1_080);

    public async Task<(WhipSession? Session, string? Answer, Refusal? Refusal)> PlayAsync(
        Guid roomId, LiveToken token, string slot, string sdp, CancellationToken cancellation)
    {
        if (await WhipDoor.OpenAsync(conferences, roomId, token, cancellation) is not { } live)
        {
            return (null, null, LiveRefusals.RoomNotOpen);
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
        if (!await live.TryAddPlayerAsync(player, MostPlayers))
        {
            return (null, null, LiveRefusals.RoomFull);
        }

        var answered = media.Answer(live.Id, player, offer);
        if (answered.Sdp is null)
        {
            live.RemovePlayer(player);
            return (null, null, LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
        }

        media.SetView(live.Id, player, new MediaView(
            receive.Podium is null ? null : FullSize, receive.Screen is null ? null : FullSize, []));
        return (sessions.Add(Name, roomId, live.Id, player, offer), answered.Sdp, null);
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
