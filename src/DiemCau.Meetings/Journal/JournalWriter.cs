using System.Text.Json;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Journal;

/// <summary>Writes what happened into the caller's transaction.</summary>
public sealed class JournalWriter(TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>Of this moment and this request, with whose request it is.</summary>
    /// <param name="action">Area and verb in the past, such as "account.disabled". Its words for people stand with the page.</param>
    /// <param name="subject">To whom or what it happened, where <paramref name="scope"/> does not say it.</param>
    /// <param name="detail">An object that is stored as JSON; no secrets.</param>
    public void Add(
        DiemCauDb db, string action, string? subject, object? detail = null, JournalScope scope = default,
        JournalSeverity severity = JournalSeverity.Info)
    {
        ArgumentNullException.ThrowIfNull(db);
        var request = http.HttpContext;
        var actor = request is null ? null : SignedInAccount.EvenConfined(request.User);
        var now = time.GetUtcNow();
        db.Journal.Add(new()
        {
            Id = TimeOrderedId.New(now),
            At = now,
            Severity = severity,
            Action = action,
            ActorId = scope.By?.Id ?? actor?.Id,
            Actor = scope.By?.Name ?? actor?.Email,
            MeetingId = scope.MeetingId,
            ConferenceId = scope.ConferenceId,
            SiteId = scope.SiteId,
            UnitId = scope.UnitId,
            ParticipantId = scope.ParticipantId,
            Subject = Storable(subject),
            Detail = DetailOf(detail),
            Address = request?.Connection.RemoteIpAddress?.ToString(),
        });
    }

    /// <summary>Lines with ids of their own that may have been written before, when the answer to the write was lost: each is kept once.</summary>
    internal static async Task WriteAsync(DiemCauDb db, IReadOnlyCollection<JournalEntry> lines, CancellationToken cancellation)
    {
        if (lines.Count == 0)
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into journal (id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address)
            select id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail::jsonb, address
            from unnest(
              {lines.Select(line => line.Id).ToArray()}, {lines.Select(line => line.At).ToArray()},
              {lines.Select(line => line.Severity.ToString()).ToArray()}, {lines.Select(line => line.Action).ToArray()},
              {lines.Select(line => line.ActorId).ToArray()}, {lines.Select(line => Storable(line.Actor)).ToArray()},
              {lines.Select(line => line.MeetingId).ToArray()}, {lines.Select(line => line.ConferenceId).ToArray()},
              {lines.Select(line => line.SiteId).ToArray()}, {lines.Select(line => line.UnitId).ToArray()},
              {lines.Select(line => line.ParticipantId).ToArray()}, {lines.Select(line => Storable(line.Subject)).ToArray()},
              {lines.Select(line => line.Detail).ToArray()}, {lines.Select(line => line.Address).ToArray()})
              as line (id, at, severity, action, actor_id, actor, meeting_id, conference_id, site_id, unit_id, participant_id, subject, detail, address)
            on conflict do nothing
            """,
            cancellation);
    }

    /// <summary>The JSON of a line's detail. PostgreSQL keeps no U+0000, and a line is never lost for one.</summary>
    internal static string DetailOf(object? detail) =>
        detail is null ? "{}" : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web).Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);

    private static string? Storable(string? text) => text?.Replace('\0', '\ufffd');
}
