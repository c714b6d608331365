using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared.Tables;

/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
/// <param name="Cells">Trimmed; those at the end that are empty may be missing.</param>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A table that people keep in a spreadsheet, sent as .xlsx or .csv. Whoever sends it is known, and still may send anything.</summary>
internal static class TableFile
{
    /// <summary>5,000 rows of an office's data are about 0.5 MB.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    public const int MostRows = 20_000;
    public const int MostColumns = 40;
    public const int LongestCell = 2_000;

    private static readonly Refusal TooLarge =
        new("table_too_large", StatusCodes.Status413PayloadTooLarge) { Arguments = [LargestFile / 1024 / 1024, MostRows] };

    private static readonly Refusal Unreadable = new("table_unreadable", StatusCodes.Status400BadRequest);

    /// <summary>The rows of a request's body that are not empty.</summary>
    public static async Task<(IReadOnlyList<TableRow>? Rows, Refusal? Refusal)> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + read > LargestFile)
            {
                return (null, TooLarge);
            }

            file.Write(buffer, 0, read);
        }

        file.Position = 0;
        try
        {
            var rows = XlsxReading.IsZip(file.GetBuffer().AsSpan(0, (int)file.Length)) ? XlsxReading.Read(file) : CsvTable.Read(file);
            return ([.. rows.Where(row => row.Cells.Any(cell => cell.Length > 0))], null);
        }
        catch (TableTooLargeException)
        {
            return (null, TooLarge);
        }
        catch (TableUnreadableException)
        {
            return (null, Unreadable);
        }
    }

    /// <summary>Keeps to the bounds while rows are read.</summary>
    public static string Cell(string? text, int column, int row) =>
        column >= MostColumns || row > MostRows || text is { Length: > LongestCell } ? throw new TableTooLargeException() : (text ?? "").Trim();
}

internal sealed class TableTooLargeException : Exception;

internal sealed class TableUnreadableException(Exception? cause = null) : Exception(null, cause);
