using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notifications;

/// <summary>Kept mails, for an administrator who sits at the server itself: links in them sign in as others.</summary>
internal static class KeptMailPages
{
    internal sealed record KeptMailView(Guid Id, string To, string Subject, DateTimeOffset CreatedAt, MailState State);

    internal sealed record KeptMailContent(
        Guid Id, string To, string Subject, DateTimeOffset CreatedAt, MailState State, string Text, string Html, bool HasCalendar);

    public static void Map(IEndpointRouteBuilder api)
    {
        var mails = api.MapGroup("/admin/mails").WithTags("Administration").NeedsEverywhere(Permission.ManageInstallation);
        mails.MapGet("", ListAsync);
        mails.MapGet("/{id:guid}", ReadAsync);
    }

    private static async Task<Results<Ok<ListPage<KeptMailView>>, Refusal>> ListAsync(
        [AsParameters] ListQuery query, HttpContext http, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        if (Refuse(http, installation) is { } refusal)
        {
            return refusal;
        }

        var mails = db.Mails.AsNoTracking();
        if (query.Term is { } term)
        {
            mails = mails.Where(mail => DiemCauDb.Fold(mail.Subject + " " + mail.Recipient).Contains(DiemCauDb.Fold(term)));
        }

        return TypedResults.Ok(await mails.OrderByDescending(mail => mail.Id)
            .Select(mail => new KeptMailView(mail.Id, mail.Recipient, mail.Subject, mail.CreatedAt, mail.State))
            .PageAsync(query, cancellation));
    }

    private static async Task<Results<Ok<KeptMailContent>, Refusal>> ReadAsync(
        Guid id, HttpContext http, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        if (Refuse(http, installation) is { } refusal)
        {
            return refusal;
        }

        return await db.Mails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == id, cancellation) is { } found
            ? TypedResults.Ok(new KeptMailContent(
                found.Id, found.Recipient, found.Subject, found.CreatedAt, found.State, found.Text, found.Html, found.Calendar is not null))
            : Refusals.NotFound;
    }

    private static Refusal? Refuse(HttpContext http, InstallationOptions installation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (installation.MailServer is not null)
        {
            return Refusals.NotFound;
        }

        // A proxy on this machine would make everybody look local.
        var isForwarded = http.Request.Headers.ContainsKey("X-Forwarded-For") || http.Request.Headers.ContainsKey("Forwarded");
        return http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !isForwarded
            ? null
            : new("only_at_the_server", StatusCodes.Status403Forbidden);
    }
}
