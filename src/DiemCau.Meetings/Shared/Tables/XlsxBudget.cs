namespace DiemCau.Meetings.Shared.Tables;

/// <summary>What reading one workbook may take, over all its parts.</summary>
internal sealed class XlsxBudget(CancellationToken cancellation)
{
    /// <summary>Twenty times what is sent; the sheets that people keep pack to a tenth.</summary>
    public const long LargestUnpacked = 20L * TableFile.LargestFile;

    /// <summary>20,000 rows of twenty cells; about a second.</summary>
    private const int MostNodes = 2_500_000;

    /// <summary>UTF-16 units: 32 MB.</summary>
    private const long MostText = 16 * 1024 * 1024;

    private const int NodesBetweenLooks = 4_096;

    private long _bytes;
    private long _text;
    private int _nodes;

    public void SpendNode()
    {
        if (++_nodes > MostNodes)
        {
            throw new TableTooLargeException();
        }

        if (_nodes % NodesBetweenLooks == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void SpendBytes(int bytes)
    {
        if ((_bytes += bytes) > LargestUnpacked)
        {
            throw new TableTooLargeException();
        }
    }

    /// <summary>Text that is kept.</summary>
    public void SpendText(int letters)
    {
        if ((_text += letters) > MostText)
        {
            throw new TableTooLargeException();
        }
    }
}
