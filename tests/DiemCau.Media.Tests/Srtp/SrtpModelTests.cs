using System.Runtime.CompilerServices;
using DiemCau.Media.Srtp;
using FsCheck;
using FsCheck.Fluent;

namespace DiemCau.Media.Tests.Srtp;

/// <summary>The state that SRTP keeps, against the plainest model of what it should hold.</summary>
public sealed class SrtpModelTests
{
    [Fact]
    public void The_replay_window_accepts_what_a_set_of_the_seen_would()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps =>
        {
            var window = new ReplayWindow();
            var seen = new HashSet<long>();
            long index = 1000;
            foreach (byte step in steps)
            {
                long candidate = index + (sbyte)step;
                bool expected = !seen.Contains(candidate) && (seen.Count == 0 || candidate > seen.Max() - ReplayWindow.Size);
                if (window.MayAccept(candidate) != expected)
                {
                    return false;
                }

                if (expected)
                {
                    window.Mark(candidate);
                    seen.Add(candidate);
                    index = candidate + 20;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void The_table_holds_what_a_dictionary_would()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps =>
        {
            var table = new SsrcTable<long>(2);
            var model = new Dictionary<uint, long>();
            for (int i = 0; i < steps.Length; i++)
            {
                // Neighbouring SSRCs that share their upper bits collide often enough to need probing and shifting back.
                uint ssrc = steps[i] & 31u;
                if (steps[i] >= 160)
                {
                    table.Remove(ssrc);
                    model.Remove(ssrc);
                }
                else if (!model.ContainsKey(ssrc))
                {
                    table.Add(ssrc) = i;
                    model[ssrc] = i;
                }

                if (table.Count != model.Count || !Enumerable.Range(0, 32).All(n => Same(table, model, (uint)n)))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void The_index_follows_any_order_within_half_the_number_space()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<short[]>(), jumps =>
        {
            var index = new RtpIndex();
            long highest = 70_000;
            index.Mark(highest);
            foreach (short jump in jumps)
            {
                long sent = Math.Max(0, highest + jump);
                if (sent - highest != jump || jump == short.MinValue)
                {
                    continue;
                }

                if (index.Estimate((ushort)sent) != sent)
                {
                    return false;
                }

                index.Mark(sent);
                highest = Math.Max(highest, sent);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool Same(SsrcTable<long> table, Dictionary<uint, long> model, uint ssrc)
    {
        ref long found = ref table.Find(ssrc);
        return model.TryGetValue(ssrc, out long expected) ? !Unsafe.IsNullRef(ref found) && found == expected : Unsafe.IsNullRef(ref found);
    }
}
