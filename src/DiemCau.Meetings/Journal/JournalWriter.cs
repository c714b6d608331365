using System.Text.Json;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Journal;

/// <summary>Writes what happened into the caller's transaction, with the time, and with whose request it was.</summary>
public sealed class JournalWriter(TimeProvider time, IHttpContextAccessor http)
{
    /// <param name="action">Area and verb in the past, such as "account.disabled".</param>
    /// <param name="subject">To whom or what it happened.</param>
    /// <param name="detail">An object that is stored as JSON; no secrets.</param>
    public void Add(DiemCauDb db, string action, string? subject, object? detail = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        var request = http.HttpContext;
        db.Journal.Add(new()
        {
            At = time.GetUtcNow(),
            ActorId = request is null ? null : SignedInAccount.Of(request.User)?.Id,
            Action = action,
            Subject = subject,
            Detail = detail is null ? "{}" : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web),
            Address = request?.Connection.RemoteIpAddress?.ToString(),
        });
    }
}
