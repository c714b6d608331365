using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>What a unit keeps for its next registrations: groups of sites, and whole forms as templates.</summary>
internal static class SavedChoices
{
    private const int MostSaved = 200;

    /// <summary>A group of the same name is replaced.</summary>
    internal sealed record WrittenGroup(string? Name, IReadOnlyList<Guid>? SiteIds);

    /// <summary>A template of the same name is replaced.</summary>
    internal sealed record WrittenTemplate(string? Name, MeetingForm? Form);

    internal sealed record SiteGroupView(Guid Id, string Name, IReadOnlyList<Guid> SiteIds);

    internal sealed record MeetingTemplateView(Guid Id, string Name, MeetingForm Form);

    public static void Map(IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/site-groups").WithTags("Registration").NeedsSomewhere(Permission.RegisterMeetings);
        groups.MapGet("", ListGroupsAsync).WithName("ListSiteGroups");
        groups.MapPost("", SaveGroupAsync).WithName("SaveSiteGroup");
        groups.MapDelete("/{id:guid}", RemoveGroupAsync).WithName("RemoveSiteGroup")
            .Needs(Permission.RegisterMeetings, UnitOf.Row<SiteGroup>(group => group.UnitId));
        var templates = api.MapGroup("/meeting-templates").WithTags("Registration").NeedsSomewhere(Permission.RegisterMeetings);
        templates.MapGet("", ListTemplatesAsync).WithName("ListMeetingTemplates");
        templates.MapPost("", SaveTemplateAsync).WithName("SaveMeetingTemplate");
        templates.MapDelete("/{id:guid}", RemoveTemplateAsync).WithName("RemoveMeetingTemplate")
            .Needs(Permission.RegisterMeetings, UnitOf.Row<MeetingTemplate>(template => template.UnitId));
    }

    private static async Task<Ok<List<SiteGroupView>>> ListGroupsAsync(HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var unit = await OwnUnitAsync(http, rights, cancellation);
        return TypedResults.Ok(await db.SiteGroups.Where(group => group.UnitId == unit)
            .OrderBy(group => EF.Functions.Collate(group.Name, DiemCauDb.Vietnamese))
            .Select(group => new SiteGroupView(group.Id, group.Name, group.SiteIds)).ToListAsync(cancellation));
    }

    private static async Task<Results<Ok<SiteGroupView>, Refusal>> SaveGroupAsync(
        WrittenGroup written, HttpContext http, DiemCauDb db, Rights rights, TimeProvider time, CancellationToken cancellation)
    {
        if (await OwnUnitAsync(http, rights, cancellation) is not { } unit)
        {
            return RegistrationRefusals.UnitNeeded;
        }

        var name = written.Name?.Trim() ?? "";
        Guid[] sites = [.. (written.SiteIds ?? []).Distinct()];
        if (NameError(name, SiteGroup.NameLength) is { } error)
        {
            return Refusal.Validation(error);
        }

        if (sites.Length is 0 or > Meeting.MostSites)
        {
            return Refusal.Validation(new FieldError("siteIds", "meeting_too_many", Meeting.MostSites));
        }

        var group = await db.SiteGroups.SingleOrDefaultAsync(group => group.UnitId == unit && group.Name == name, cancellation);
        if (group is not null)
        {
            group.SiteIds = sites;
        }
        else if (await db.SiteGroups.CountAsync(other => other.UnitId == unit, cancellation) >= MostSaved)
        {
            return Refusal.Validation(new FieldError("name", "meeting_too_many", MostSaved));
        }
        else
        {
            db.SiteGroups.Add(group = new() { Id = Guid.CreateVersion7(time.GetUtcNow()), UnitId = unit, Name = name, SiteIds = sites });
        }

        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new SiteGroupView(group.Id, name, sites));
    }

    private static async Task<Results<NoContent, Refusal>> RemoveGroupAsync(Guid id, DiemCauDb db, CancellationToken cancellation) =>
        await db.SiteGroups.Where(group => group.Id == id).ExecuteDeleteAsync(cancellation) > 0 ? TypedResults.NoContent() : Refusals.NotFound;

    private static async Task<Ok<List<MeetingTemplateView>>> ListTemplatesAsync(HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var unit = await OwnUnitAsync(http, rights, cancellation);
        return TypedResults.Ok(await db.MeetingTemplates.Where(template => template.UnitId == unit)
            .OrderBy(template => EF.Functions.Collate(template.Name, DiemCauDb.Vietnamese))
            .Select(template => new MeetingTemplateView(template.Id, template.Name, template.Form)).ToListAsync(cancellation));
    }

    private static async Task<Results<Ok<MeetingTemplateView>, Refusal>> SaveTemplateAsync(
        WrittenTemplate written, HttpContext http, DiemCauDb db, Rights rights, TimeProvider time, CancellationToken cancellation)
    {
        if (await OwnUnitAsync(http, rights, cancellation) is not { } unit)
        {
            return RegistrationRefusals.UnitNeeded;
        }

        var name = written.Name?.Trim() ?? "";
        if (NameError(name, MeetingTemplate.NameLength) is { } error)
        {
            return Refusal.Validation(error);
        }

        var (content, refusal) = await (written.Form ?? new()).ReadAsync(db, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (MeetingRules.FormErrors(content) is { Count: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        var form = MeetingForm.Of(content) with { StartsAt = null, EndsAt = null };
        var template = await db.MeetingTemplates.SingleOrDefaultAsync(template => template.UnitId == unit && template.Name == name, cancellation);
        if (template is not null)
        {
            template.Form = form;
        }
        else if (await db.MeetingTemplates.CountAsync(other => other.UnitId == unit, cancellation) >= MostSaved)
        {
            return Refusal.Validation(new FieldError("name", "meeting_too_many", MostSaved));
        }
        else
        {
            db.MeetingTemplates.Add(template = new() { Id = Guid.CreateVersion7(time.GetUtcNow()), UnitId = unit, Name = name, Form = form });
        }

        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new MeetingTemplateView(template.Id, name, form));
    }

    private static async Task<Results<NoContent, Refusal>> RemoveTemplateAsync(Guid id, DiemCauDb db, CancellationToken cancellation) =>
        await db.MeetingTemplates.Where(template => template.Id == id).ExecuteDeleteAsync(cancellation) > 0 ? TypedResults.NoContent() : Refusals.NotFound;

    /// <summary>The account's own unit, if it may register for it.</summary>
    private static async Task<Guid?> OwnUnitAsync(HttpContext http, Rights rights, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        return account.UnitId is { } unit && await rights.MayAsync(account, Permission.RegisterMeetings, unit, cancellation) ? unit : null;
    }

    private static FieldError? NameError(string name, int most) =>
        name.Length == 0 ? new("name", "required") : name.Length > most ? new("name", "too_long", most) : null;
}
