using System.Globalization;
using System.Text;
using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation;

/// <summary>Names that people give for their unit, beside the units there are.</summary>
internal static class UnitDirectory
{
    private const int MostSimilar = 5;

    /// <summary>Below this share of common words two names have nothing to do with each other.</summary>
    private const double LeastSimilarity = 0.6;

    /// <param name="ParentName">What it stands under; null: at the top.</param>
    public sealed record SimilarUnit(Guid Id, string Name, string? ParentName);

    /// <summary>The name as it is kept, with one space between words.</summary>
    public static string Written(string? name) => string.Join(' ', (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// What is wrong with a name that somebody gives who is not yet known. Beyond the rules of all units' names: Latin letters only, for a name
    /// wholly of Cyrillic ones can look like an office's, too; and no signs that no office's name has.
    /// </summary>
    public static IEnumerable<FieldError> NameErrors(string field, string name)
    {
        foreach (var error in UnitFields.TextErrors(field, name, Unit.NameLength, isRequired: true))
        {
            yield return error;
        }

        if (name.EnumerateRunes().Any(rune => !IsPlain(rune)) || !name.Any(char.IsLetter))
        {
            yield return new(field, "unit_name_letters");
        }
    }

    /// <summary>
    /// Existing units that may be meant, the likeliest first. That two names are written alike without accents only makes them similar:
    /// Văn Hòa and Vân Hòa are two communes.
    /// </summary>
    public static async Task<IReadOnlyList<SimilarUnit>> SimilarAsync(DiemCauDb db, string name, CancellationToken cancellation)
    {
        var wanted = WordsOf(name);
        if (wanted.Count == 0)
        {
            return [];
        }

        var units = await db.Units.AsNoTracking().Where(unit => unit.ValidTo == null).Select(unit => new { unit.Id, unit.Name, unit.ParentId }).ToListAsync(cancellation);
        var likely = units.Select(unit => (Unit: unit, Likeness: Likeness(wanted, WordsOf(unit.Name)), IsSame: IsSame(unit.Name, name)))
            .Where(one => one.IsSame || one.Likeness >= LeastSimilarity)
            .OrderByDescending(one => one.IsSame).ThenByDescending(one => one.Likeness).ThenBy(one => one.Unit.Name, StringComparer.Ordinal)
            .Take(MostSimilar).Select(one => one.Unit).ToList();
        var parents = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        return [.. likely.Select(unit => new SimilarUnit(unit.Id, unit.Name, unit.ParentId is { } parent ? parents.GetValueOrDefault(parent) : null))];
    }

    /// <summary>The one unit of this name (accents tell names apart, case does not); null when there is none, or when several have it.</summary>
    public static async Task<Guid?> NamedAsync(DiemCauDb db, string name, CancellationToken cancellation)
    {
        var named = await db.Units.Where(unit => unit.ValidTo == null && DiemCauDb.NameKey(unit.Name) == DiemCauDb.NameKey(name))
            .Select(unit => unit.Id).Take(2).ToListAsync(cancellation);
        return named is [var only] ? only : null;
    }

    /// <summary>Makes a unit of a name that <see cref="NameErrors"/> or an administrator has found right. Saves.</summary>
    public static async Task<(Unit? Unit, Refusal? Refusal)> AddAsync(
        DiemCauDb db, string name, Guid? parentId, DateTimeOffset now, CancellationToken cancellation)
    {
        var unit = new Unit { Id = Guid.CreateVersion7(now), Name = name, Kind = UnitKinds.LikelyOf(name), ParentId = parentId, CreatedAt = now };
        db.Units.Add(unit);
        return await UnitSaving.SaveAsync(db, cancellation) is { } conflict ? (null, conflict) : (unit, null);
    }

    /// <summary>The one unit of that name, made at the top of the tree when there is none: for whoever owns the machine.</summary>
    public static async Task<(Guid? Id, Refusal? Refusal)> FindOrCreateAsync(DiemCauDb db, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var written = Written(name);
        if (UnitFields.TextErrors("unit", written, Unit.NameLength, isRequired: true).ToArray() is { Length: > 0 } errors)
        {
            return (null, Refusal.Validation(errors));
        }

        if (await NamedAsync(db, written, cancellation) is { } known)
        {
            return (known, null);
        }

        var (unit, refusal) = await AddAsync(db, written, parentId: null, now, cancellation);
        return (unit?.Id, refusal);
    }

    private static bool IsSame(string one, string other) => string.Equals(Written(one), Written(other), StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> WordsOf(string name) => [.. FoldedText.Of(Written(name)).Split([' ', ',', '.', '-', '–', '(', ')'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Dice's coefficient: twice the common words by all words.</summary>
    private static double Likeness(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter =>
            // Basic Latin to Latin Extended-B, and Latin Extended Additional with the Vietnamese letters of two marks.
            rune.Value is < 0x0250 or (>= 0x1e00 and < 0x1f00),
        UnicodeCategory.DecimalDigitNumber => rune.Value < 0x80,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation => true,
        UnicodeCategory.OtherPunctuation => rune.Value is not ('<' or '>' or '\\' or '@' or '%'),
        _ => rune.Value is '+',
    };
}
