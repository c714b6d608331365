namespace DiemCau.Meetings.Shared.Tables;

/// <summary>How cells show their numbers, by the number of their style.</summary>
internal sealed class XlsxFormats(IReadOnlyList<string> formats, bool from1904)
{
    /// <summary>Formats that every program knows by number (ECMA-376 part 1, 18.8.30); those not named are General, those of dates are days.</summary>
    private static readonly Dictionary<int, string> Known = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00", [9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ??/??",
        [14] = "dd/mm/yyyy", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy", [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM", [20] = "h:mm",
        [21] = "h:mm:ss", [22] = "dd/mm/yyyy h:mm", [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00", [45] = "mm:ss",
        [46] = "[h]:mm:ss", [47] = "mm:ss.0", [48] = "##0.0E+0", [49] = "@",
    };

    public static XlsxFormats Read(XmlSteps? part, bool from1904)
    {
        using var steps = part;
        var own = new Dictionary<int, string>();
        var formats = new List<string>();
        var inCells = false;
        while (steps?.Next() == true)
        {
            if (steps.Name == "cellXfs")
            {
                inCells = steps.IsStart && !steps.IsEmpty;
            }
            else if (steps.IsStart && steps.Name == "numFmt" && int.TryParse(steps.Attribute("numFmtId"), out var id))
            {
                own[id] = steps.Attribute("formatCode") ?? "";
            }
            else if (steps.IsStart && steps.Name == "xf" && inCells)
            {
                formats.Add(int.TryParse(steps.Attribute("numFmtId"), out var format) ? own.GetValueOrDefault(format) ?? OfNumber(format) : "");
            }
        }

        return new(formats, from1904);
    }

    /// <summary>A number as its cell shows it.</summary>
    public TableCell Shown(double number, string? style) =>
        ShownNumber.Of(number, int.TryParse(style, out var at) && at >= 0 && at < formats.Count ? formats[at] : "", from1904);

    private static string OfNumber(int id) => Known.TryGetValue(id, out var format) ? format : id is (>= 27 and <= 36) or (>= 50 and <= 58) ? "dd/mm/yyyy" : "";
}
