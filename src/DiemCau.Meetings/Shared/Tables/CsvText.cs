using System.Text;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>The grammar of separated values, as spreadsheets read it: a quote means something at the beginning of a field only.</summary>
internal static class CsvText
{
    /// <summary>One for each line, empty ones too; a line end within quotes is part of the field.</summary>
    /// <exception cref="TableUnreadableException">A quote is not closed.</exception>
    public static IEnumerable<IReadOnlyList<string>> Records(string text, char separator)
    {
        var at = 0;
        while (at < text.Length)
        {
            var fields = new List<string>();
            bool ends;
            do
            {
                fields.Add(Field(text, separator, ref at, out ends));
                if (fields.Count > TableFile.LongestCell)
                {
                    throw new TableTooLargeException();
                }
            }
            while (!ends);

            yield return fields;
        }
    }

    /// <param name="at">Moves behind the field and what ends it.</param>
    /// <param name="ends">The line ends with it.</param>
    private static string Field(string text, char separator, ref int at, out bool ends)
    {
        var field = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            at++;
            while (true)
            {
                if (at >= text.Length)
                {
                    throw new TableUnreadableException();
                }

                if (text[at] != '"')
                {
                    field.Append(text[at++]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    field.Append('"');
                    at += 2;
                }
                else
                {
                    at++;
                    break;
                }
            }
        }

        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            field.Append(text[at++]);
        }

        ends = at >= text.Length || text[at] != separator;
        if (at < text.Length)
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        }

        return field.ToString();
    }
}
