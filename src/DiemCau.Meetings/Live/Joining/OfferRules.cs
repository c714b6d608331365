using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>Bounds on what a client may offer, before the media engine looks at it.</summary>
internal static class OfferRules
{
    private const int MostSlots = 64;

    /// <summary>As the media engine reads them.</summary>
    private const int LongestMid = 64;

    private const int LongestSdp = 200_000;

    /// <summary>Null: fit to be answered.</summary>
    public static Refusal? Refuse(MediaOffer offer)
    {
        if (string.IsNullOrWhiteSpace(offer.Sdp) || offer.Sdp.Length > LongestSdp)
        {
            return LiveRefusals.MediaOfferInvalid("sdp");
        }

        if (offer.Send is null || offer.Receive?.Audio is null || offer.Receive.Tiles is null)
        {
            return LiveRefusals.MediaOfferInvalid("slots");
        }

        string?[] mids =
        [
            offer.Send.Microphone, offer.Send.Camera, offer.Send.Screen,
            .. offer.Receive.Audio, offer.Receive.Podium, offer.Receive.Screen, .. offer.Receive.Tiles,
        ];
        var used = mids.Where(mid => mid is not null).ToArray();
        return used.Length > MostSlots || used.Any(mid => mid!.Length is 0 or > LongestMid || mid.Any(IsNoLetterOfToken)) || used.Distinct().Count() != used.Length
            ? LiveRefusals.MediaOfferInvalid("mids")
            : null;
    }

    /// <summary>RFC 8866 section 9: a mid is a token.</summary>
    private static bool IsNoLetterOfToken(char letter) => letter is <= ' ' or >= '\u007f' || "\"(),/:;<=>?@[\\]".Contains(letter, StringComparison.Ordinal);
}
