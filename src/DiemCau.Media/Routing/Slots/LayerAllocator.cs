using DiemCau.Media.Congestion;
using DiemCau.Media.Routing.Layers;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// Shares a receiver's line among its picture slots: podium first, then the shared screen, then the chair's, then tiles in the receiver's
/// own order. A weak
/// line loses tiles first, then frames, then resolution; voices are never weighed, their room is set aside. What is left of a line
/// under some 150 kbit/s is voices alone, and pictures come back by themselves.
/// </summary>
internal static class LayerAllocator
{
    private const double VoicesBitsPerSecond = 3 * 40_000;
    private const double UpgradeMargin = 1.1;

    /// <summary>What is shown stays until a tenth is missing, and the smallest picture there is until a quarter is.</summary>
    private const double Tolerance = 1.1;
    private const double LastTolerance = 1.25;

    /// <returns>
    /// Bits per second that would be sent if the line carried it, with what an upgrade needs to spare; 0 without pictures.
    /// </returns>
    public static double Allocate(List<ReceiveSlot> slots, Downlink line, long now)
    {
        var budget = line.BitsPerSecond - VoicesBitsPerSecond;
        if (line.IsGuess)
        {
            // Nothing is known yet: whoever has just come sees something rather than waiting for the first answer of the line.
            budget = Math.Max(budget, Smallest(slots, SlotKind.Podium, now));
        }

        // Slides that cannot be read are no slides: the podium takes the larger part, but not the last that the screen could live on.
        var podium = Smallest(slots, SlotKind.Podium, now);
        var screen = Smallest(slots, SlotKind.Screen, now);
        var reserved = podium > 0 && podium + screen <= budget ? screen : 0;
        double wanted = 0;
        budget -= reserved;
        Give(slots, SlotKind.Podium, ref budget, ref wanted, now);
        budget += reserved;
        Give(slots, SlotKind.Screen, ref budget, ref wanted, now);
        Give(slots, SlotKind.ChairScreen, ref budget, ref wanted, now);
        GiveTiles(slots, ref budget, ref wanted, now);
        foreach (var slot in slots)
        {
            if (slot.Kind == SlotKind.Audio)
            {
                slot.Aim(slot.Source is { Streams: [.., var stream] } ? stream : null, byte.MaxValue, null);
            }
        }

        return wanted == 0 ? 0 : (wanted * UpgradeMargin) + VoicesBitsPerSecond;
    }

    /// <summary>The rung that a budget allows; -1: none.</summary>
    /// <param name="present">The rung in use; -1: paused for want of room; beyond the last: nothing to compare with.</param>
    /// <param name="mayRise">The last fall is long enough ago.</param>
    public static int Choose(in LayerLadder ladder, int present, double budget, bool mayRise)
    {
        var chosen = -1;
        for (var i = 0; i < ladder.Count; i++)
        {
            var rises = i > present;
            var room = i != present ? budget : budget * (i == 0 ? LastTolerance : Tolerance);
            if (ladder[i].Cost * (rises ? UpgradeMargin : 1) > room || (rises && !mayRise))
            {
                break;
            }

            chosen = i;
        }

        return chosen;
    }

    private static double Smallest(List<ReceiveSlot> slots, SlotKind kind, long now)
    {
        foreach (var slot in slots)
        {
            if (slot.Kind == kind && slot is { Source: { IsShown: true } source, Size.Height: > 0 })
            {
                var ladder = LayerLadder.Of(source, slot.HeightFor(source), slot.IsShowing, slot.Decoded, now, slot.Rungs);
                return ladder.Count > 0 ? ladder[0].Cost : 0;
            }
        }

        return 0;
    }

    private static void GiveTiles(List<ReceiveSlot> slots, ref double budget, ref double wanted, long now)
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
                    Choose(slot, ref budget, ref wanted, now);
                }

                more |= slot.Source is not null && slot.Priority > priority;
            }

            if (!more)
            {
                return;
            }
        }
    }

    private static void Give(List<ReceiveSlot> slots, SlotKind kind, ref double budget, ref double wanted, long now)
    {
        foreach (var slot in slots)
        {
            if (slot.Kind == kind)
            {
                Choose(slot, ref budget, ref wanted, now);
            }
        }
    }

    private static void Choose(ReceiveSlot slot, ref double budget, ref double wanted, long now)
    {
        if (slot.Source is not { } source)
        {
            slot.Aim(null, byte.MaxValue, null);
            return;
        }

        if (!source.IsShown || !source.IsFlowing(now))
        {
            slot.Aim(null, byte.MaxValue, PauseReason.SourceOff);
            return;
        }

        if (slot.Size.Height <= 0)
        {
            slot.Aim(null, byte.MaxValue, PauseReason.LayerOff);
            return;
        }

        var ladder = LayerLadder.Of(source, slot.HeightFor(source), slot.IsShowing, slot.Decoded, now, slot.Rungs);
        wanted += ladder.WantedCost;
        var wasPaused = slot.Paused == PauseReason.Bandwidth;
        var present = slot.Target is null
            ? wasPaused ? -1 : ladder.Count
            : ladder.IndexOf(slot.Target, slot.Limit) is >= 0 and var known ? known : ladder.Count;
        var chosen = Choose(ladder, present, budget, slot.Backoff.MayRise(now));
        if (present < ladder.Count && chosen != present)
        {
            if (chosen < present)
            {
                slot.Backoff.Fell(chosen < 0, now);
            }
            else
            {
                slot.Backoff.Rose(now);
            }
        }

        if (chosen < 0)
        {
            slot.Aim(null, byte.MaxValue, PauseReason.Bandwidth);
            return;
        }

        var rung = ladder[chosen];
        budget -= rung.Cost;
        slot.Aim(rung.Stream, rung.Limit, null);
    }
}
