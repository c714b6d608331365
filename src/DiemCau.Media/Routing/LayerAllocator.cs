using DiemCau.Media.Congestion;

namespace DiemCau.Media.Routing;

/// <summary>
/// Shares a receiver's line among its picture slots: podium first, then the shared screen, then tiles in the receiver's own order. A weak
/// line loses tiles first, then resolution; voices are never weighed, their room is set aside.
/// </summary>
internal static class LayerAllocator
{
    private const double VoicesBitsPerSecond = 3 * 40_000;
    private const long NoUpgradeAfterDowngrade = 5_000_000;
    private const double UpgradeMargin = 1.1;
    /// <summary>A layer a little smaller than its tile looks the same and costs a third.</summary>
    private const double GoodEnough = 0.75;

    /// <returns>Bits per second that would be sent if the line carried it, with what an upgrade needs to spare; 0 without pictures.</returns>
    public static double Allocate(List<ReceiveSlot> slots, Downlink line, long now)
    {
        var budget = line.BitsPerSecond - VoicesBitsPerSecond;
        if (line.IsGuess)
        {
            // Nothing is known yet: whoever has just come sees something rather than waiting for the first answer of the line.
            budget = Math.Max(budget, SmallestOfPodium(slots, now));
        }

        Give(slots, SlotKind.Podium, ref budget, now);
        Give(slots, SlotKind.Screen, ref budget, now);
        GiveTiles(slots, ref budget, now);
        double wanted = 0;
        foreach (var slot in slots)
        {
            if (slot.Kind == SlotKind.Audio)
            {
                slot.Aim(slot.Source is { Streams: [.., var stream] } ? stream : null, null);
            }
            else
            {
                wanted += Wanted(slot, now);
            }
        }

        return wanted == 0 ? 0 : (wanted * UpgradeMargin) + VoicesBitsPerSecond;
    }

    private static double SmallestOfPodium(List<ReceiveSlot> slots, long now)
    {
        foreach (var slot in slots)
        {
            if (slot.Kind == SlotKind.Podium && slot.Source is { } source)
            {
                var streams = source.Streams;
                var smallest = Array.FindIndex(streams, stream => stream.IsFlowing(now));
                return smallest < 0 ? 0 : Cost(streams[smallest], smallest);
            }
        }

        return 0;
    }

    /// <summary>The layer that a slot would get of a line without limits.</summary>
    private static double Wanted(ReceiveSlot slot, long now)
    {
        if (slot.Source is not { IsAllowed: true } source || slot.Size.Height <= 0)
        {
            return 0;
        }

        double cost = 0;
        var streams = source.Streams;
        for (var layer = 0; layer < streams.Length; layer++)
        {
            if (streams[layer].IsFlowing(now))
            {
                cost = Cost(streams[layer], layer);
                if (HeightOf(streams[layer], layer) >= slot.Size.Height * GoodEnough)
                {
                    break;
                }
            }
        }

        return cost;
    }

    private static void GiveTiles(List<ReceiveSlot> slots, ref double budget, long now)
    {
        for (var priority = 0; ; priority++)
        {
            var more = false;
            foreach (var slot in slots)
            {
                if (slot.Kind != SlotKind.Tile)
                {
                    continue;
                }

                if (slot.Source is null && priority == 0 || slot.Source is not null && slot.Priority == priority)
                {
                    Choose(slot, ref budget, now);
                }

                more |= slot.Source is not null && slot.Priority > priority;
            }

            if (!more)
            {
                return;
            }
        }
    }

    private static void Give(List<ReceiveSlot> slots, SlotKind kind, ref double budget, long now)
    {
        foreach (var slot in slots)
        {
            if (slot.Kind == kind)
            {
                Choose(slot, ref budget, now);
            }
        }
    }

    private static void Choose(ReceiveSlot slot, ref double budget, long now)
    {
        if (slot.Source is not { } source)
        {
            slot.Aim(null, null);
            return;
        }

        if (!source.IsAllowed || !source.IsFlowing(now))
        {
            slot.Aim(null, PauseReason.SourceOff);
            return;
        }

        if (slot.Size.Height <= 0)
        {
            slot.Aim(null, PauseReason.LayerOff);
            return;
        }

        var streams = source.Streams;
        var present = Array.IndexOf(streams, slot.Target);
        var mayRise = now - slot.LastDowngrade > NoUpgradeAfterDowngrade;
        var chosen = -1;
        for (var layer = 0; layer < streams.Length; layer++)
        {
            if (!streams[layer].IsFlowing(now))
            {
                continue;
            }

            var rises = present >= 0 && layer > present;
            var cost = Cost(streams[layer], layer) * (rises ? UpgradeMargin : 1);
            if (cost > budget || (rises && !mayRise && chosen >= 0))
            {
                break;
            }

            chosen = layer;
            if (HeightOf(streams[layer], layer) >= slot.Size.Height * GoodEnough)
            {
                break;
            }
        }

        if (chosen < present)
        {
            slot.LastDowngrade = now;
        }

        if (chosen < 0)
        {
            slot.Aim(null, PauseReason.Bandwidth);
            return;
        }

        budget -= Cost(streams[chosen], chosen);
        slot.Aim(streams[chosen], null);
    }

    /// <summary>Until a second has been measured, what the web client asks its encoder for.</summary>
    private static double Cost(SourceStream stream, int layer) => stream.Bitrate > 0 ? stream.Bitrate : layer switch
    {
        0 => 150_000,
        1 => 500_000,
        _ => 1_500_000,
    };

    private static int HeightOf(SourceStream stream, int layer) => stream.Height > 0 ? stream.Height : 180 << layer;
}
