using System.Text;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// Names of units and people are in one alphabet (UTS 39, "single script"): a Cyrillic "а" in "Đắk Lắk" is another unit that nobody can
/// tell from the real one.
/// </summary>
internal static class NameScript
{
    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,

        /// <summary>Letters that imitate Latin ones: mathematical, full-width, enclosed.</summary>
        Imitation,
        Other,
    }

    public static bool IsMixed(string name)
    {
        var found = Script.None;
        foreach (var rune in name.EnumerateRunes())
        {
            var script = Of(rune);
            if (script == Script.None)
            {
                continue;
            }

            if (script == Script.Imitation || (found != Script.None && script != found))
            {
                return true;
            }

            found = script;
        }

        return false;
    }

    private static Script Of(Rune rune) => rune.Value switch
    {
        (>= 0x1d400 and <= 0x1d7ff) or (>= 0xff21 and <= 0xff3a) or (>= 0xff41 and <= 0xff5a) or (>= 0x1f110 and <= 0x1f189)
            or (>= 0x24b6 and <= 0x24e9) or (>= 0x2100 and <= 0x2115) or (>= 0x2118 and <= 0x2121) or (>= 0x2123 and <= 0x214f) => Script.Imitation,
        _ when !Rune.IsLetter(rune) => Script.None,
        <= 0x024f or (>= 0x1e00 and <= 0x1eff) or (>= 0x2c60 and <= 0x2c7f) or (>= 0xa720 and <= 0xa7ff) => Script.Latin,
        (>= 0x0250 and <= 0x02ff) => Script.Imitation,
        (>= 0x0370 and <= 0x03ff) or (>= 0x1f00 and <= 0x1fff) => Script.Greek,
        (>= 0x0400 and <= 0x052f) or (>= 0x1c80 and <= 0x1c8f) or (>= 0x2de0 and <= 0x2dff) or (>= 0xa640 and <= 0xa69f) => Script.Cyrillic,
        _ => Script.Other,
    };
}
