using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Sites.Exchange;

/// <summary>The sheets of the workbook of sites; on all but the last a row is a site.</summary>
internal enum SiteSheet { Sites, Lines, Devices, Accounts }

/// <summary>What a column says. Devices stand in the order of <see cref="DeviceKind"/>, lines in that of <see cref="LineKind"/>, two columns each.</summary>
internal enum SiteColumn
{
    UnitCode, Unit, Site,
    Place, Leader, LeaderPosition, LeaderPhone, Technician1, Technician1Position, Technician1Phone, Technician2, Technician2Position, Technician2Phone,
    SquareMetres, RoomKind, Sound, Equipment, DefaultLayout,
    SlcdProvider, SlcdMbps, InternetProvider, InternetMbps, BackupProvider, BackupMbps, MobileProvider, MobileMbps,
    Decoder, DecoderStatus, Camera, CameraStatus, Display, DisplayStatus, Audio, AudioStatus, Accessories, AccessoriesStatus, DedicatedLine,
    DedicatedLineStatus, BackupLine, BackupLineStatus,
    Email,

    /// <summary>How complete, or in which state: written for the reader, never read back.</summary>
    Standing,

    /// <summary>Which site a row is of, whatever it is called meanwhile; empty for a new one.</summary>
    Id,
}

/// <summary>What the sheets, columns and words of the workbook are called, in both languages.</summary>
internal static class SiteSheets
{
    private static readonly string[] Languages = [Language.Vietnamese, Language.English];

    private static readonly SiteColumn[] OfSite = [SiteColumn.UnitCode, SiteColumn.Unit, SiteColumn.Site];

    public static IReadOnlyList<SiteSheet> All { get; } = Enum.GetValues<SiteSheet>();

    /// <summary>The columns of a sheet, in their order.</summary>
    public static IReadOnlyList<SiteColumn> ColumnsOf(SiteSheet sheet) => sheet switch
    {
        SiteSheet.Sites => [.. OfSite, .. Range(SiteColumn.Place, SiteColumn.DefaultLayout), SiteColumn.Standing, SiteColumn.Id],
        SiteSheet.Lines => [.. OfSite, .. Range(SiteColumn.SlcdProvider, SiteColumn.MobileMbps), SiteColumn.Id],
        SiteSheet.Devices => [.. OfSite, .. Range(SiteColumn.Decoder, SiteColumn.BackupLineStatus), SiteColumn.Id],
        _ => [SiteColumn.UnitCode, SiteColumn.Unit, SiteColumn.Email, SiteColumn.Standing],
    };

    public static string NameOf(SiteSheet sheet, string language) => Texts.Get(language, $"site.sheet.{Key(sheet)}");

    public static string HeadOf(SiteColumn column, string language) => Texts.Get(language, $"site.column.{Key(column)}");

    /// <summary>By the name of its tab in either language; null: none of them.</summary>
    public static SiteSheet? Named(string tab)
    {
        var folded = FoldedText.Of(tab.Trim());
        foreach (var sheet in All)
        {
            if (Languages.Any(language => FoldedText.Of(NameOf(sheet, language)) == folded))
            {
                return sheet;
            }
        }

        return null;
    }

    /// <summary>The heads of a sheet; null where there are none.</summary>
    public static TableHeads<SiteColumn>? Find(SiteSheet sheet, IReadOnlyList<TableRow> rows)
    {
        var heads = new Dictionary<string, SiteColumn>();
        foreach (var column in ColumnsOf(sheet))
        {
            foreach (var language in Languages)
            {
                heads.TryAdd(TableHeads.Folded(HeadOf(column, language)), column);
            }
        }

        return TableHeads.Find<SiteColumn>(
            rows, head => heads.TryGetValue(head, out var column) ? column : null, sheet == SiteSheet.Accounts ? SiteColumn.Email : SiteColumn.Site);
    }

    public static string WordOf<T>(T value, string language)
        where T : struct, Enum => Texts.Get(language, $"site.word.{Key(value)}");

    /// <summary>By its word in either language.</summary>
    public static bool TryReadWord<T>(string text, out T value)
        where T : struct, Enum
    {
        var folded = FoldedText.Of(text);
        foreach (var known in Enum.GetValues<T>())
        {
            if (Languages.Any(language => FoldedText.Of(WordOf(known, language)) == folded))
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static IEnumerable<SiteColumn> Range(SiteColumn first, SiteColumn last) => Enumerable.Range((int)first, last - first + 1).Select(column => (SiteColumn)column);

    private static string Key<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
