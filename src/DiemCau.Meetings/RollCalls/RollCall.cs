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

namespace DiemCau.Meetings.RollCalls;

/// <summary>
/// The roll call of a meeting that this system does not carry, written down by hand: each unit for its own sites, whoever leads the meeting for
/// all. Whoever takes part in the system's own conferences is known from their connections.
/// </summary>
internal static class RollCall
{
    /// <param name="Reason">Of an absence; needed then.</param>
    internal sealed record AttendanceFields(AttendanceState? State, [property: Lines] string? Reason = null, int? People = null);

    internal sealed record SiteAttendanceView(
        Guid SiteId, SiteRole Role, string Name, AttendanceState State, string? Reason, int? People, int? Expected, DateTimeOffset? At, string? By,
        bool MayWrite);

    /// <param name="IsOpen">It may be written down now: the meeting has begun, and nobody has summarised it yet.</param>
    internal sealed record AttendanceView(
        Guid MeetingId, long Number, string Title, MeetingKind Kind, MeetingStage Stage, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, bool IsOpen,
        int Present, int Absent, int NotCalled, int People, IReadOnlyList<SiteAttendanceView> Sites);

    /// <param name="Called">Sites that were not called before and are present online now.</param>
    internal sealed record CalledView(int Called);

    public static void Map(IEndpointRouteBuilder attendance)
    {
        attendance.MapGet("", ShowAsync).WithName("GetAttendance").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        attendance.MapPut("/sites/{siteId:guid}", WriteAsync).WithName("WriteAttendance").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
        attendance.MapPost("/online", AllOnlineAsync).WithName("CallRestOnline").Needs(Permission.PrepareMeetings, MeetingRights.TakingPart);
    }

    private static bool IsOpen(Meeting meeting) =>
        meeting.Kind == MeetingKind.Outside && meeting.Stage is MeetingStage.InSession or MeetingStage.Ended;

    private static async Task<Results<Ok<AttendanceView>, Refusal>> ShowAsync(Guid id, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        if (await FindAsync(db, id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var reader = SignedInAccount.Required(http.User);
        var (viewed, written) = (await AmongAsync(db, reader, Permission.ViewMeetings, meeting, cancellation),
            await AmongAsync(db, reader, Permission.PrepareMeetings, meeting, cancellation));
        var (seesAll, leads) = (Leading(meeting).Any(viewed.Contains), Leading(meeting).Any(written.Contains));
        var lines = await db.Attendance.AsNoTracking().Where(line => line.MeetingId == id).ToDictionaryAsync(line => line.SiteId, cancellation);
        var isOpen = IsOpen(meeting);
        SiteAttendanceView[] sites =
        [
            .. meeting.Sites.Where(site => seesAll || leads || viewed.Contains(site.UnitId))
                .OrderBy(site => site.Role).ThenBy(site => site.Position).Select(site =>
                {
                    var line = lines.GetValueOrDefault(site.SiteId);
                    return new SiteAttendanceView(
                        site.SiteId, site.Role, site.Name, line?.State ?? AttendanceState.NotCalled, line?.Reason, line?.People, site.People,
                        line?.ChangedAt, line?.ChangedBy, isOpen && (leads || written.Contains(site.UnitId)));
                }),
        ];
        return TypedResults.Ok(new AttendanceView(
            id, meeting.Number, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, isOpen,
            sites.Count(site => site.State is AttendanceState.InPerson or AttendanceState.Online), sites.Count(site => site.State == AttendanceState.Absent),
            sites.Count(site => site.State == AttendanceState.NotCalled), sites.Sum(site => site.People ?? 0), sites));
    }

    private static async Task<Results<NoContent, Refusal>> WriteAsync(
        Guid id, Guid siteId, AttendanceFields fields, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(db, id, cancellation) is not { } meeting || meeting.Sites.FirstOrDefault(site => site.SiteId == siteId) is not { } site)
        {
            return Refusals.NotFound;
        }

        var reader = SignedInAccount.Required(http.User);
        var written = await AmongAsync(db, reader, Permission.PrepareMeetings, meeting, cancellation);
        if (!written.Contains(site.UnitId) && !Leading(meeting).Any(written.Contains))
        {
            return Refusals.Forbidden;
        }

        if (!IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        var reason = string.IsNullOrWhiteSpace(fields.Reason) ? null : fields.Reason.Trim();
        if (Errors(fields, reason).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        await KeepAsync(db, meeting, [siteId], (fields.State!.Value, reason, fields.People), MeetingActor.Of(reader), journal, time.GetUtcNow(), cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>"Còn lại đều có mặt trực tuyến": of what the reader writes.</summary>
    private static async Task<Results<Ok<CalledView>, Refusal>> AllOnlineAsync(
        Guid id, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(db, id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        if (!IsOpen(meeting))
        {
            return MeetingRefusals.WrongStage;
        }

        var reader = SignedInAccount.Required(http.User);
        var written = await AmongAsync(db, reader, Permission.PrepareMeetings, meeting, cancellation);
        var leads = Leading(meeting).Any(written.Contains);
        var called = await db.Attendance.Where(line => line.MeetingId == id && line.State != AttendanceState.NotCalled)
            .Select(line => line.SiteId).ToListAsync(cancellation);
        Guid[] rest =
        [
            .. meeting.Sites.Where(site => (leads || written.Contains(site.UnitId)) && !called.Contains(site.SiteId)).Select(site => site.SiteId),
        ];
        if (rest.Length > 0)
        {
            await KeepAsync(db, meeting, rest, (AttendanceState.Online, null, null), MeetingActor.Of(reader), journal, time.GetUtcNow(), cancellation);
        }

        return TypedResults.Ok(new CalledView(rest.Length));
    }

    /// <summary>Two people who write one line at once: the later one stands, and neither is refused.</summary>
    private static async Task KeepAsync(
        DiemCauDb db, Meeting meeting, Guid[] sites, (AttendanceState State, string? Reason, int? People) line, MeetingActor by, JournalWriter journal,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into meeting_attendance (meeting_id, site_id, state, reason, people, changed_at, changed_by)
            select {meeting.Id}, site, {line.State.ToString()}, {line.Reason}, {line.People}, {now}, {by.Name} from unnest({sites}) site
            on conflict (meeting_id, site_id) do update set state = excluded.state, reason = excluded.reason, people = excluded.people,
              changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            cancellation);
        foreach (var site in meeting.Sites.Where(site => sites.Contains(site.SiteId)))
        {
            journal.Add(
                db, "attendance.written", site.Name, new { by = by.Name, state = line.State.ToString(), line.Reason, attending = line.People },
                new(MeetingId: meeting.Id, SiteId: site.SiteId, UnitId: site.UnitId));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static IEnumerable<FieldError> Errors(AttendanceFields fields, string? reason)
    {
        if (fields.State is not { } state || !Enum.IsDefined(state))
        {
            yield return new("state", "required");
        }
        else if (state == AttendanceState.Absent && reason is null)
        {
            yield return new("reason", "required");
        }

        if (reason?.Length > SiteAttendance.ReasonLength)
        {
            yield return new("reason", "too_long", SiteAttendance.ReasonLength);
        }

        if (fields.People is < 0 or > SiteAttendance.MostPeople)
        {
            yield return new("people", "meeting_people");
        }
    }

    private static Task<Meeting?> FindAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
        db.Meetings.AsNoTracking().Include(meeting => meeting.Sites).SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation);

    private static IEnumerable<Guid> Leading(Meeting meeting) =>
        meeting.Sites.Where(site => site.Role == SiteRole.Main).Select(site => site.UnitId).Append(meeting.UnitId);

    private static async Task<HashSet<Guid>> AmongAsync(
        DiemCauDb db, SignedInAccount reader, Permission permission, Meeting meeting, CancellationToken cancellation) =>
        [.. await Rights.AmongAsync(db, reader.Id, permission, [.. meeting.Sites.Select(site => site.UnitId).Append(meeting.UnitId).Distinct()], cancellation)];
}
