using DiemCau.Meetings.Live;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Preparation;

/// <param name="UnitName">Null: for every unit.</param>
/// <param name="MayChange">Whether the reader keeps it.</param>
internal sealed record ConferenceTemplateView(
    Guid Id, Guid? UnitId, string? UnitName, string Name, ConferenceMode Mode, LayoutCue Layout, LayoutCue ChairLayout, MutePolicy Mutes,
    bool IsRecorded, bool HasWaitingRoom, string? Note, bool MayChange);

/// <param name="UnitId">For whom, with everything under it; null: for every unit. It stays what it was when a template is changed.</param>
internal sealed record ConferenceTemplateFields(
    string? Name, ConferenceMode Mode, LayoutCue Layout, LayoutCue ChairLayout, MutePolicy Mutes, bool IsRecorded,
    bool HasWaitingRoom = false, [property: Lines] string? Note = null, Guid? UnitId = null);

/// <summary>The templates that an administrator, the approving office or the MCU operators keep.</summary>
internal static class Templates
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/conference-templates").WithTags("Preparation");
        var kept = UnitOf.Row<ConferenceTemplate>(template => template.UnitId);
        templates.MapGet("", ListAsync).WithName("ListConferenceTemplates").NeedsSomewhere(Permission.ManageTemplates);
        templates.MapPost("", AddAsync).WithName("AddConferenceTemplate")
            .Needs(Permission.ManageTemplates, UnitOf.InBody<ConferenceTemplateFields>(fields => fields.UnitId));
        templates.MapPut("/{id:guid}", ChangeAsync).WithName("ChangeConferenceTemplate").Needs(Permission.ManageTemplates, kept);
        templates.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveConferenceTemplate").Needs(Permission.ManageTemplates, kept);
    }

    /// <summary>Those that hold for every unit, and those of some units.</summary>
    /// <param name="units">Whose templates are shown.</param>
    /// <param name="kept">Where the reader keeps templates.</param>
    public static IQueryable<ConferenceTemplateView> Views(DiemCauDb db, IQueryable<Guid> units, IQueryable<Guid> kept) =>
        from template in db.ConferenceTemplates
        join unit in db.Units on template.UnitId equals unit.Id into owners
        from owner in owners.DefaultIfEmpty()
        where template.UnitId == null || units.Contains(template.UnitId.Value)
        orderby template.UnitId == null descending, EF.Functions.Collate(template.Name, DiemCauDb.Vietnamese)
        select new ConferenceTemplateView(
            template.Id, template.UnitId, owner == null ? null : owner.Name, template.Name, template.Mode, template.Layout, template.ChairLayout,
            template.Mutes, template.IsRecorded, template.HasWaitingRoom, template.Note, kept.Contains(template.UnitId ?? Unit.Whole));

    private static async Task<Ok<List<ConferenceTemplateView>>> ListAsync(HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var kept = rights.UnitsWhere(SignedInAccount.Required(http.User), Permission.ManageTemplates);
        return TypedResults.Ok(await Views(db, kept, kept).ToListAsync(cancellation));
    }

    private static async Task<Results<Created, Refusal>> AddAsync(
        ConferenceTemplateFields fields, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var template = new ConferenceTemplate { Id = Guid.CreateVersion7(time.GetUtcNow()), UnitId = fields.UnitId, Name = "" };
        db.ConferenceTemplates.Add(template);
        return await SaveAsync(db, template, fields, journal, "conference_template.added", cancellation) is { } refusal
            ? refusal
            : TypedResults.Created($"/api/conference-templates/{template.Id}");
    }

    private static async Task<Results<NoContent, Refusal>> ChangeAsync(
        Guid id, ConferenceTemplateFields fields, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.ConferenceTemplates.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } template)
        {
            return Refusals.NotFound;
        }

        return await SaveAsync(db, template, fields, journal, "conference_template.changed", cancellation) is { } refusal ? refusal : TypedResults.NoContent();
    }

    /// <summary>Meetings that had chosen it have chosen none.</summary>
    private static async Task<Results<NoContent, Refusal>> RemoveAsync(Guid id, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.ConferenceTemplates.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } template)
        {
            return Refusals.NotFound;
        }

        db.ConferenceTemplates.Remove(template);
        journal.Add(db, "conference_template.removed", id.ToString(), new { template.Name });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Refusal?> SaveAsync(
        DiemCauDb db, ConferenceTemplate template, ConferenceTemplateFields fields, JournalWriter journal, string action, CancellationToken cancellation)
    {
        var (name, note) = (SiteRules.Written(fields.Name) ?? "", SiteRules.Written(fields.Note));
        FieldError?[] errors =
        [
            name.Length == 0 ? new("name", "required") : name.Length > ConferenceTemplate.NameLength ? new("name", "too_long", ConferenceTemplate.NameLength) : null,
            note?.Length > ConferenceTemplate.NoteLength ? new("note", "too_long", ConferenceTemplate.NoteLength) : null,
        ];
        if (errors.OfType<FieldError>().ToArray() is { Length: > 0 } wrong)
        {
            return Refusal.Validation(wrong);
        }

        (template.Name, template.Note, template.Mode, template.Mutes) = (name, note, fields.Mode, fields.Mutes);
        (template.Layout, template.ChairLayout) = (fields.Layout, fields.ChairLayout);
        (template.IsRecorded, template.HasWaitingRoom) = (fields.IsRecorded, fields.HasWaitingRoom);
        journal.Add(db, action, template.Id.ToString(), fields);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PreparationRefusals.TemplateNameTaken;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Refusals.NotFound;
        }
    }
}
