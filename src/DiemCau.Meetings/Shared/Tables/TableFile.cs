using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>A table that people keep in a spreadsheet, sent as .xlsx or .csv. Whoever sends it is known, and still may send anything.</summary>
internal static class TableFile
{
    /// <summary>5,000 rows of an office's data are about 0.5 MB.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    public const int MostRows = 20_000;
    public const int MostColumns = 40;
    public const int LongestCell = 2_000;

    /// <summary>The largest table that is taken reads in a second or two; only what is made to take long takes longer.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(20);

    private static readonly Refusal TooLarge =
        new("table_too_large", StatusCodes.Status413PayloadTooLarge) { Arguments = [LargestFile / 1024 / 1024, MostRows] };

    /// <summary>For readers that find no heads in a table whose cells were written for an old font.</summary>
    public static Refusal NotUnicode { get; } = new("table_not_unicode", StatusCodes.Status400BadRequest);

    private static readonly Refusal Unreadable = new("table_unreadable", StatusCodes.Status400BadRequest);

    private static readonly Refusal NoWorkbook = new("table_no_workbook", StatusCodes.Status400BadRequest);

    /// <summary>The table in a request's body.</summary>
    /// <param name="understood">How many columns the caller finds in rows, by which the separator of a .csv is told.</param>
    public static Task<(Table? Table, Refusal? Refusal)> ReadAsync(
        Stream body, Func<IReadOnlyList<TableRow>, int> understood, CancellationToken cancellation) =>
        ReadBodyAsync<Table>(body, (file, tooLong) => (Read(file, understood, tooLong), null), cancellation);

    /// <summary>The sheets in a request's body, which is a workbook.</summary>
    public static Task<(IReadOnlyList<NamedTable>? Sheets, Refusal? Refusal)> ReadSheetsAsync(Stream body, CancellationToken cancellation) =>
        ReadBodyAsync<IReadOnlyList<NamedTable>>(
            body, (file, tooLong) => IsWorkbook(file) ? (XlsxReading.ReadSheets(file, tooLong), null) : (null, NoWorkbook), cancellation);

    private static async Task<(T? Read, Refusal? Refusal)> ReadBodyAsync<T>(
        Stream body, Func<MemoryStream, CancellationToken, (T?, Refusal?)> read, CancellationToken cancellation)
        where T : class
    {
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + count > LargestFile)
            {
                return (null, TooLarge);
            }

            file.Write(buffer, 0, count);
        }

        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        tooLong.CancelAfter(LongestReading);
        try
        {
            file.Position = 0;
            return read(file, tooLong.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, TooLarge);
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

    /// <exception cref="TableTooLargeException"/>
    /// <exception cref="TableUnreadableException"/>
    internal static Table Read(MemoryStream file, Func<IReadOnlyList<TableRow>, int> understood, CancellationToken cancellation)
    {
        file.Position = 0;
        return IsWorkbook(file) ? XlsxReading.Read(file, cancellation) : CsvReading.Read(file, understood, cancellation);
    }

    private static bool IsWorkbook(MemoryStream file) => XlsxReading.IsZip(file.GetBuffer().AsSpan(0, (int)file.Length));
}
