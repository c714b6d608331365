using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>A new draft, and the writing of what is registered: each pause in typing saves the form, whoever closes the page loses nothing.</summary>
internal static class MeetingDrafting
{
    /// <param name="UnitId">For whom; the account's own unit when not given.</param>
    /// <param name="CopyOf">An earlier meeting to take everything from but the time.</param>
    /// <param name="TemplateId">A saved form to begin with.</param>
    internal sealed record NewMeeting(Guid? UnitId = null, MeetingKind? Kind = null, Guid? CopyOf = null, Guid? TemplateId = null);

    /// <param name="Version">The version that the form was read from.</param>
    internal sealed record MeetingRewrite(int Version, MeetingForm? Form);

    public static void Map(IEndpointRouteBuilder meetings)
    {
        meetings.MapPost("", DraftAsync).WithName("DraftMeeting").NeedsSomewhere(Permission.RegisterMeetings);
        meetings.MapPut("/{id:guid}/form", RewriteAsync).WithName("WriteMeeting")
            .Needs(Permission.RegisterMeetings, MeetingRights.Registering);
        meetings.MapDelete("/{id:guid}", DiscardAsync).WithName("DiscardMeetingDraft")
            .Needs(Permission.RegisterMeetings, MeetingRights.Registering);
    }

    private static async Task<Results<Created<MeetingVersionView>, Refusal>> DraftAsync(
        NewMeeting wish, HttpContext http, DiemCauDb db, Rights rights, MeetingEvents events, MeetingWork work, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if ((wish.UnitId ?? account.UnitId ?? await WidestAsync(db, account, cancellation)) is not { } unitId)
        {
            return RegistrationRefusals.UnitNeeded;
        }

        if (!await rights.MayAsync(account, Permission.RegisterMeetings, unitId, cancellation))
        {
            return Refusals.Forbidden;
        }

        var (by, now) = (MeetingActor.Of(account), time.GetUtcNow());
        var meeting = Meeting.Draft(unitId, by, now);
        var (content, refusal) = await BeginningAsync(db, wish, account, unitId, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var terms = await work.TermsAsync(db, meeting.Id, null, cancellation);
        db.Meetings.Add(meeting);
        if ((meeting.Rewrite(content, terms, by, now) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refused)
        {
            return refused;
        }

        return TypedResults.Created($"/api/meetings/{meeting.Id}", MeetingWork.ViewOf(meeting));
    }

    private static async Task<Results<Ok<MeetingVersionView>, Refusal>> RewriteAsync(
        Guid id, MeetingRewrite rewrite, HttpContext http, DiemCauDb db, MeetingWork work, CancellationToken cancellation)
    {
        if (rewrite.Form is not { } form)
        {
            return Refusal.Validation(new FieldError("form", "required"));
        }

        var (content, refusal) = await form.ReadAsync(db, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var terms = await work.TermsAsync(db, id, content.StartsAt, cancellation);
        var (view, refused) = await work.ChangeAsync(
            db, id, rewrite.Version, SignedInAccount.Required(http.User), (meeting, by, now) => meeting.Rewrite(content, terms, by, now), cancellation);
        return view is null ? refused! : TypedResults.Ok(view);
    }

    /// <summary>Only a draft is thrown away; everything that others have seen is withdrawn or cancelled.</summary>
    private static async Task<Results<NoContent, Refusal>> DiscardAsync(
        Guid id, DiemCauDb db, PaperStore papers, CancellationToken cancellation)
    {
        if (await db.Meetings.SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        // What was once sent stays in the books, also when it has been withdrawn.
        if (meeting.Stage != MeetingStage.Draft || await db.StagePassages.AnyAsync(passage => passage.MeetingId == id, cancellation))
        {
            return MeetingRefusals.WrongStage;
        }

        db.Meetings.Remove(meeting);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return MeetingRefusals.ChangedMeanwhile;
        }

        papers.RemoveAll(id);
        return TypedResults.NoContent();
    }

    /// <summary>For an account without a unit of its own: where its role begins.</summary>
    private static async Task<Guid?> WidestAsync(DiemCauDb db, SignedInAccount account, CancellationToken cancellation)
    {
        var units = Rights.UnitsWhere(db, account.Id, Permission.RegisterMeetings);
        return await db.Units.Where(unit => units.Contains(unit.Id)).OrderBy(unit => unit.Level).ThenBy(unit => unit.CreatedAt)
            .Select(unit => (Guid?)unit.Id).FirstOrDefaultAsync(cancellation);
    }

    private static async Task<(MeetingContent Content, Refusal? Refusal)> BeginningAsync(
        DiemCauDb db, NewMeeting wish, SignedInAccount account, Guid unitId, CancellationToken cancellation)
    {
        var form = new MeetingForm();
        if (wish.CopyOf is { } earlier)
        {
            if (!await MeetingRights.VisibleTo(db, account).AnyAsync(meeting => meeting.Id == earlier, cancellation))
            {
                return (new(), Refusals.NotFound);
            }

            form = MeetingForm.Of((await db.FindMeetingAsync(earlier, null, cancellation))!.Content) with { StartsAt = null, EndsAt = null, Recurrence = null };
            db.ChangeTracker.Clear();
        }
        else if (wish.TemplateId is { } templateId)
        {
            if (await db.MeetingTemplates.AsNoTracking().SingleOrDefaultAsync(template => template.Id == templateId, cancellation) is not { } template
                || template.UnitId != unitId)
            {
                return (new(), Refusals.NotFound);
            }

            form = template.Form;
        }

        form = await WithoutVanishedSitesAsync(db, form, cancellation);
        return await (form with { Kind = wish.Kind ?? form.Kind }).ReadAsync(db, cancellation);
    }

    /// <summary>Sites come and go; an old meeting or template is none the worse for it.</summary>
    private static async Task<MeetingForm> WithoutVanishedSitesAsync(DiemCauDb db, MeetingForm form, CancellationToken cancellation)
    {
        var named = (form.Members ?? []).Append(form.MainSite).OfType<WrittenSite>().Select(site => site.SiteId).ToArray();
        if (named.Length == 0)
        {
            return form;
        }

        var there = (await db.Sites.Where(site => named.Contains(site.Id)).Select(site => site.Id).ToListAsync(cancellation)).ToHashSet();
        return form with
        {
            MainSite = form.MainSite is { } main && there.Contains(main.SiteId) ? main : null,
            Members = [.. (form.Members ?? []).Where(site => there.Contains(site.SiteId))],
        };
    }
}
