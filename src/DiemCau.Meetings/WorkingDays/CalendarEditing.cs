using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>What the administrator says of single days.</summary>
internal static class CalendarEditing
{
    /// <param name="Morning">Whether it is worked.</param>
    internal sealed record DaySetting(bool Morning, bool Afternoon, string? Name);

    /// <param name="Text">Lines of day, morning, afternoon, name; see <see cref="CalendarLines"/>.</param>
    /// <param name="Preview">Only read the lines and say what is wrong with them.</param>
    internal sealed record CalendarImport([property: Lines] string? Text, bool Preview);

    /// <param name="Taken">How many days were (or would be) set; none are while any line is wrong.</param>
    internal sealed record CalendarImportResult(int Taken, IReadOnlyList<ImportedLine> Lines);

    /// <param name="Error">What is wrong with it, in words; null when it was understood.</param>
    internal sealed record ImportedLine(int Line, DateOnly? Day, bool Morning, bool Afternoon, string? Name, string? Error);

    public static void Map(IEndpointRouteBuilder calendar)
    {
        var editing = calendar.MapGroup("").NeedsEverywhere(Permission.ManageCalendar);
        editing.MapPut("/days/{day}", SetAsync).WithName("SetCalendarDay");
        editing.MapDelete("/days/{day}", ResetAsync).WithName("ResetCalendarDay");
        editing.MapPost("/import", ImportAsync).WithName("ImportCalendar");
    }

    private static async Task<Results<NoContent, Refusal>> SetAsync(
        DateOnly day, DaySetting setting, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (Wrong(day, setting.Name) is { } error)
        {
            return Refusal.Validation(error);
        }

        await PutAsync(db, new(day, setting.Morning, setting.Afternoon, setting.Name!.Trim()), cancellation);
        journal.Add(db, "calendar.set", day.ToString("O"), setting);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Refusal>> ResetAsync(
        DateOnly day, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.CalendarDays.FindAsync([day], cancellation) is not { } set)
        {
            return Refusals.NotFound;
        }

        db.CalendarDays.Remove(set);
        journal.Add(db, "calendar.reset", day.ToString("O"), new { set.Name });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<CalendarImportResult>> ImportAsync(
        CalendarImport import, HttpContext http, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        var language = Language.Of(http);
        var lines = CalendarLines.Read(import.Text ?? "").Select(line => (line.Number, line.Day, line.Morning, line.Afternoon, line.Name,
            Error: line.Error is { } unread ? new FieldError("text", unread) : Wrong(line.Day!.Value, line.Name))).ToList();
        var taken = lines.Exists(line => line.Error is not null) ? [] : lines;
        if (!import.Preview && taken.Count > 0)
        {
            foreach (var line in taken)
            {
                await PutAsync(db, new(line.Day!.Value, line.Morning, line.Afternoon, line.Name!.Trim()), cancellation);
            }

            journal.Add(db, "calendar.imported", null, new { Days = taken.Select(line => line.Day) });
            await db.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(new CalendarImportResult(taken.Count, [.. lines.Select(line => new ImportedLine(
            line.Number, line.Day, line.Morning, line.Afternoon, line.Name,
            line.Error is { } error ? Texts.Get(language, "field." + error.Code, [.. error.Arguments]) : null))]));
    }

    private static FieldError? Wrong(DateOnly day, string? name) =>
        day.Year is < CalendarYear.First or > CalendarYear.Last ? new("day", "calendar_day")
        : string.IsNullOrWhiteSpace(name) ? new("name", "required")
        : name.Trim().Length > CalendarDay.NameLength ? new("name", "too_long", CalendarDay.NameLength)
        : null;

    private static async Task PutAsync(
        DiemCauDb db, (DateOnly Day, bool Morning, bool Afternoon, string Name) setting, CancellationToken cancellation)
    {
        if (await db.CalendarDays.FindAsync([setting.Day], cancellation) is { } known)
        {
            (known.Morning, known.Afternoon, known.Name) = (setting.Morning, setting.Afternoon, setting.Name);
        }
        else
        {
            db.CalendarDays.Add(new() { Day = setting.Day, Morning = setting.Morning, Afternoon = setting.Afternoon, Name = setting.Name });
        }
    }
}
