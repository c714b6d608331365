using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>"Bí mật nhà nước": whether meetings with such content may be held here; set by a system administrator, kept in the journal.</summary>
internal static class Secrecy
{
    /// <param name="Grounds">The document by which they are permitted; needed to permit them.</param>
    internal sealed record SecrecyChange(bool StateSecretsPermitted, [property: Lines] string? Grounds = null);

    /// <param name="ChangedAt">Null: nobody has ever set it.</param>
    internal sealed record SecrecyView(bool StateSecretsPermitted, string? Grounds, DateTimeOffset? ChangedAt, string? ChangedBy);

    public static void Map(IEndpointRouteBuilder api)
    {
        var secrecy = api.MapGroup("/secrecy").WithTags("Registration");
        secrecy.MapGet("", ShowAsync).WithName("GetSecrecy").ForSignedIn("whoever registers a meeting has to know whether it may be held here");
        secrecy.MapPut("", ChangeAsync).WithName("ChangeSecrecy").NeedsEverywhere(Permission.ManageInstallation);
    }

    private static async Task<Ok<SecrecyView>> ShowAsync(DiemCauDb db, CancellationToken cancellation) =>
        TypedResults.Ok(View(await db.Set<SecrecyRule>().AsNoTracking().SingleOrDefaultAsync(cancellation)));

    private static async Task<Results<Ok<SecrecyView>, Refusal>> ChangeAsync(
        SecrecyChange change, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var grounds = string.IsNullOrWhiteSpace(change.Grounds) ? null : change.Grounds.Trim();
        if (change.StateSecretsPermitted && grounds is null)
        {
            return Refusal.Validation(new FieldError("grounds", "required"));
        }

        if (grounds?.Length > SecrecyRule.GroundsLength)
        {
            return Refusal.Validation(new FieldError("grounds", "too_long", SecrecyRule.GroundsLength));
        }

        var rule = await db.Set<SecrecyRule>().SingleOrDefaultAsync(cancellation);
        if (rule is null)
        {
            db.Add(rule = new());
        }

        (rule.StateSecretsPermitted, rule.Grounds) = (change.StateSecretsPermitted, change.StateSecretsPermitted ? grounds : null);
        (rule.ChangedAt, rule.ChangedBy) = (time.GetUtcNow(), SignedInAccount.Required(http.User).Name);
        journal.Add(db, "secrecy.changed", null, new { rule.StateSecretsPermitted, rule.Grounds });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(View(rule));
    }

    private static SecrecyView View(SecrecyRule? rule) => new(rule?.StateSecretsPermitted ?? false, rule?.Grounds, rule?.ChangedAt, rule?.ChangedBy);
}

/// <summary>
/// Asks at every step of a meeting with state secrets, also of those registered while it was permitted: one that is not permitted any more
/// is neither approved, announced, connected nor opened. It may still be ended, postponed and cancelled.
/// </summary>
internal sealed class SecrecyGuard : IMeetingListener
{
    private static readonly MeetingVerb[] Guarded =
    [
        MeetingVerb.Submit, MeetingVerb.Approve, MeetingVerb.Notify, MeetingVerb.Prepare, MeetingVerb.Check, MeetingVerb.DeclareReady,
        MeetingVerb.Connect, MeetingVerb.ConfirmConnected, MeetingVerb.Open,
    ];

    public async Task<Refusal?> HearAsync(DiemCauDb db, Meeting meeting, MeetingEvent happened, CancellationToken cancellation) =>
        meeting.IsStateSecret && Guarded.Contains(happened.Verb) && !await SecrecyRule.PermitsAsync(db, cancellation) ? MeetingRefusals.StateSecret : null;
}
