using System.Globalization;

namespace DiemCau.Bench.Measurement;

/// <summary>How long all processors of the machine together have run and have had nothing to do, in USER_HZ ticks (proc(5), stat).</summary>
internal readonly record struct MachineTime(long Total, long Idle)
{
    public static MachineTime Now
    {
        get
        {
            // cpu user nice system idle iowait irq softirq steal …
            var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
                .Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            return new MachineTime(ticks.Sum(), ticks[3] + ticks[4]);
        }
    }

    public double IdlePercentSince(MachineTime before) => 100.0 * (Idle - before.Idle) / Math.Max(1, Total - before.Total);
}
