using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>
/// What can be said of a unit. In a change, what is null stays as it is; <paramref name="ToTopLevel"/> is how a unit is taken from under
/// its parent.
/// </summary>
/// <param name="Kind">For a new unit guessed from its name when not given.</param>
/// <param name="Validity">Both days together; null in it is no day.</param>
internal sealed record UnitFields(
    [property: Name] string? Name = null, string? Code = null, UnitKind? Kind = null, Guid? ParentId = null, bool ToTopLevel = false,
    Validity? Validity = null)
{
    /// <summary>Spreadsheets take these for the beginning of a formula (OWASP, "CSV injection"); no office's name begins so.</summary>
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t'];

    /// <summary>Writes the fields into the unit; what the database alone can say comes when it is saved.</summary>
    /// <returns>Null when everything is right.</returns>
    public async Task<Refusal?> ApplyAsync(Unit unit, DiemCauDb db, CancellationToken cancellation)
    {
        var name = Name?.Trim() ?? unit.Name;
        var code = Code is null ? unit.Code : Code.Trim() is { Length: > 0 } given ? given : null;
        // What the unit is already called is not asked again: a name that came in by an older door must not keep its code from being set.
        FieldError[] errors =
        [
            .. Name is null && unit.Name.Length > 0 ? [] : TextErrors("name", name, Unit.NameLength, isRequired: true),
            .. Code is null ? [] : TextErrors("code", code, Unit.CodeLength, isRequired: false),
        ];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        if (Validity is { From: { } from, To: { } to } && to < from)
        {
            return Refusal.Validation(new FieldError("validity", "unit_ends_before_it_begins"));
        }

        if (this is { ToTopLevel: true, ParentId: not null })
        {
            return OrganisationRefusals.ParentInvalid;
        }

        if (ParentId is { } parent && parent != unit.ParentId && !await MayBeParentAsync(db, parent, unit.Id, cancellation))
        {
            return OrganisationRefusals.ParentInvalid;
        }

        if (Validity?.To is { } end && await db.Units.AnyAsync(child => child.ParentId == unit.Id && (child.ValidTo == null || child.ValidTo > end), cancellation))
        {
            return OrganisationRefusals.HasChildren;
        }

        unit.Name = name;
        unit.Code = code;
        unit.Kind = Kind ?? unit.Kind;
        unit.ParentId = ToTopLevel ? null : ParentId ?? unit.ParentId;
        if (Validity is { } validity)
        {
            (unit.ValidFrom, unit.ValidTo) = (validity.From, validity.To);
        }

        return null;
    }

    public static IEnumerable<FieldError> TextErrors(string field, string? text, int longest, bool isRequired)
    {
        if (string.IsNullOrEmpty(text))
        {
            if (isRequired)
            {
                yield return new(field, "required");
            }

            yield break;
        }

        if (text.Length > longest)
        {
            yield return new(field, "too_long", longest);
        }

        if (FormulaStarts.Contains(text[0]))
        {
            yield return new(field, "unit_text_invalid");
        }

        // What comes by an endpoint has been taken in before; a cell of a table or an option of a command has not.
        if (TextFromPeople.Take(text, TextKind.Name, out _) is { } fault)
        {
            yield return fault.In(field);
        }
    }

    /// <summary>It exists, has not ended, and the unit does not stand above it.</summary>
    private static async Task<bool> MayBeParentAsync(DiemCauDb db, Guid parent, Guid unit, CancellationToken cancellation) =>
        await db.Units.AnyAsync(known => known.Id == parent && known.ValidTo == null, cancellation)
        && !await db.UnitsUnder(unit).ContainsAsync(parent, cancellation);
}

/// <param name="From">The first day; null: always has been.</param>
/// <param name="To">The last day; null: for the time being.</param>
internal sealed record Validity(DateOnly? From = null, DateOnly? To = null);
