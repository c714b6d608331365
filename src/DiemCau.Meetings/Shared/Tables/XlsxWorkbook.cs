namespace DiemCau.Meetings.Shared.Tables;

/// <param name="Visible">Sheets that are not hidden, in their order.</param>
/// <param name="From1904">Days are counted from 1904, as old Macintosh programs do.</param>
internal sealed record XlsxWorkbook(IReadOnlyList<(string Id, string Name)> Visible, bool From1904)
{
    public static XlsxWorkbook Read(XmlSteps part)
    {
        using var steps = part;
        var visible = new List<(string, string)>();
        var from1904 = false;
        while (steps.Next())
        {
            if (!steps.IsStart)
            {
                continue;
            }

            if (steps.Name == "sheet" && steps.Attribute("state") is null or "visible" && steps.AttributeOfAnyNamespace("id") is { } id)
            {
                visible.Add((id, CellText.Of(steps.Attribute("name") ?? "").Text));
            }
            else if (steps.Name == "workbookPr")
            {
                from1904 = steps.IsTrue("date1904");
            }
        }

        return new(visible, from1904);
    }
}

/// <summary>The texts that cells refer to by number.</summary>
internal static class XlsxStrings
{
    public static IReadOnlyList<string> Read(XmlSteps? part, XlsxBudget texts)
    {
        using var steps = part;
        var strings = new List<string>();
        while (steps?.Next() == true)
        {
            if (steps.IsStart && steps.Name == "si")
            {
                var text = steps.IsEmpty ? "" : XlsxRichText.Read(steps, "si");
                texts.SpendText(text.Length + 16);
                strings.Add(text);
            }
        }

        return strings;
    }
}

/// <summary>A text in runs, each with its own font.</summary>
internal static class XlsxRichText
{
    /// <summary>Up to the end of the element, without the readings that East Asian cells may carry (rPh).</summary>
    public static string Read(XmlSteps steps, string element)
    {
        var text = new System.Text.StringBuilder();
        var (inText, inReading) = (false, 0);
        while (steps.Next() && !(steps.IsEnd && steps.Name == element))
        {
            if (steps.IsStart && !steps.IsEmpty)
            {
                inText |= steps.Name == "t";
                inReading += steps.Name == "rPh" ? 1 : 0;
            }
            else if (steps.IsEnd)
            {
                inText &= steps.Name != "t";
                inReading -= steps.Name == "rPh" ? 1 : 0;
            }
            else if (inText && inReading == 0 && steps.IsText)
            {
                text.Append(steps.Text);
                if (text.Length > 8 * TableFile.LongestCell)
                {
                    throw new TableTooLargeException();
                }
            }
        }

        return EscapedLetters.Undone(text.ToString());
    }
}
