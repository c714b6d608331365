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

    public static Refusal TooLarge { get; } =
        new("table_too_large", StatusCodes.Status413PayloadTooLarge) { Arguments = [LargestFile / 1024 / 1024, MostRows] };

    /// <summary>For readers that find no heads in a table whose cells were written for an old font.</summary>
    public static Refusal NotUnicode { get; } = new("table_not_unicode", StatusCodes.Status400BadRequest);

    private static readonly Refusal Unreadable = new("table_unreadable", StatusCodes.Status400BadRequest);

    private static readonly Refusal NoWorkbook = new("table_no_workbook", StatusCodes.Status400BadRequest);

    /// <summary>The table in a request's body.</summary>
    /// <param name="understood">How many columns the caller finds in rows, by which the separator of a .csv is told.</param>
    public static async Task<(Table? Table, Refusal? Refusal)> ReadAsync(
        Stream body, Func<IReadOnlyList<TableRow>, int> understood, CancellationToken cancellation)
    {
        using var file = await TakeAsync(body, cancellation);
        return file is null ? (null, TooLarge) : Read<Table>(tooLong => (Read(file, understood, tooLong), null), cancellation);
    }

    /// <summary>A request's body, which comes as slowly as its sender's line is; null: larger than any that is read.</summary>
    public static async Task<MemoryStream?> TakeAsync(Stream body, CancellationToken cancellation)
    {
        var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + count > LargestFile)
            {
                return null;
            }

            file.Write(buffer, 0, count);
        }

        file.Position = 0;
        return file;
    }

    /// <summary>The sheets of a file, which is a workbook.</summary>
    public static (IReadOnlyList<NamedTable>? Sheets, Refusal? Refusal) ReadSheets(MemoryStream file, CancellationToken cancellation) =>
        Read<IReadOnlyList<NamedTable>>(tooLong => IsWorkbook(file) ? (XlsxReading.ReadSheets(file, tooLong), null) : (null, NoWorkbook), cancellation);

    private static (T? Read, Refusal? Refusal) Read<T>(Func<CancellationToken, (T?, Refusal?)> read, CancellationToken cancellation)
        where T : class
    {
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        tooLong.CancelAfter(LongestReading);
        try
        {
            return read(tooLong.Token);
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
