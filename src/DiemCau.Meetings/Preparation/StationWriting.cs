using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
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

/// <param name="Version">Of the roster that was read; 0 when there was none.</param>
internal sealed record WrittenDuty(int Version, IReadOnlyList<DutyPerson>? People);

/// <param name="Remark">Needed when it is not done: why.</param>
internal sealed record WrittenMark(bool IsDone, [property: Lines] string? Remark = null);

/// <summary>What a station says of itself: who is on duty, what is seen to. The first word of any station begins the meeting's preparation.</summary>
internal static class StationWriting
{
    public static void Map(IEndpointRouteBuilder preparation)
    {
        var site = preparation.MapGroup("/sites/{siteId:guid}").Needs(Permission.PrepareMeetings, PreparationRights.OfSite);
        site.MapPut("/duty", (Guid id, Guid siteId, WrittenDuty duty, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            WriteDutyAsync(id, siteId, duty, http, db, with, cancellation)).WithName("WriteSiteDuty");
        site.MapPut("/checks/{itemId:guid}", (
                Guid id, Guid siteId, Guid itemId, WrittenMark mark, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            MarkAsync(id, siteId, itemId, mark, http, db, with, cancellation)).WithName("MarkSiteCheck");
        site.MapDelete("/checks/{itemId:guid}", (Guid id, Guid siteId, Guid itemId, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            UnmarkAsync(id, siteId, itemId, http, db, with, cancellation)).WithName("UnmarkSiteCheck");
        var mcu = preparation.MapGroup("/mcu").Needs(Permission.OperateMeetings, PreparationRights.OfMeeting);
        mcu.MapPut("/duty", (Guid id, WrittenDuty duty, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            WriteDutyAsync(id, null, duty, http, db, with, cancellation)).WithName("WriteMcuDuty");
        mcu.MapPut("/checks/{itemId:guid}", (Guid id, Guid itemId, WrittenMark mark, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            MarkAsync(id, null, itemId, mark, http, db, with, cancellation)).WithName("MarkMcuCheck");
        mcu.MapDelete("/checks/{itemId:guid}", (Guid id, Guid itemId, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation) =>
            UnmarkAsync(id, null, itemId, http, db, with, cancellation)).WithName("UnmarkMcuCheck");
    }

    /// <summary>What writing needs besides the database.</summary>
    internal sealed class Surroundings(JournalWriter journal, PreparationStart start, TimeProvider time)
    {
        public JournalWriter Journal => journal;

        public PreparationStart Start => start;

        public DateTimeOffset Now => time.GetUtcNow();
    }

    private static async Task<Results<Ok<StationView>, Refusal>> WriteDutyAsync(
        Guid id, Guid? siteId, WrittenDuty duty, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        var (meeting, refusal) = await OpenStationAsync(db, id, siteId, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var people = DutyRoster.Written(duty.People);
        if (DutyRoster.Errors(people) is { Count: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        var roster = await db.DutyRosters.SingleOrDefaultAsync(roster => roster.MeetingId == id && roster.SiteId == siteId, cancellation);
        if ((roster?.Version ?? 0) != duty.Version)
        {
            return PreparationRefusals.ChangedMeanwhile;
        }

        if (roster is null)
        {
            db.DutyRosters.Add(roster = new() { Id = Guid.CreateVersion7(with.Now), MeetingId = id, SiteId = siteId });
        }

        var by = MeetingActor.Of(SignedInAccount.Required(http.User));
        roster.Write(people, by.Name, with.Now, meeting.StartsAt);
        with.Journal.Add(db, "duty.written", id.ToString(), new { siteId, people }, new(MeetingId: id, SiteId: siteId));
        if (await TrySaveAsync(db, cancellation) is { } conflict)
        {
            return conflict;
        }

        await with.Start.BeginAsync(meeting, by, cancellation);
        return TypedResults.Ok((await StationPage.ViewAsync(db, meeting, siteId, mayWrite: true, Language.Of(http), cancellation))!);
    }

    private static async Task<Results<Ok<StationView>, Refusal>> MarkAsync(
        Guid id, Guid? siteId, Guid itemId, WrittenMark written, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        var (meeting, refusal) = await OpenStationAsync(db, id, siteId, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var remark = SiteRules.Written(written.Remark);
        if (!written.IsDone && remark is null)
        {
            return PreparationRefusals.RemarkNeeded;
        }

        if (remark?.Length > ChecklistMark.RemarkLength)
        {
            return Refusal.Validation(new FieldError("remark", "too_long", ChecklistMark.RemarkLength));
        }

        if (await StationPage.ViewAsync(db, meeting, siteId, mayWrite: true, Language.Of(http), cancellation) is not { } station
            || !station.Checks.Any(check => check.ItemId == itemId))
        {
            return Refusals.NotFound;
        }

        var (by, now) = (MeetingActor.Of(SignedInAccount.Required(http.User)), with.Now);
        with.Journal.Add(
            db, written.IsDone ? "checklist.done" : "checklist.wrong", id.ToString(), new { siteId, itemId, remark },
            new(MeetingId: id, SiteId: siteId));
        // Two people tick one line at once: the later one stands, and neither is refused.
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into checklist_marks (id, meeting_id, site_id, item_id, is_done, remark, at, by, given_for)
                values ({Guid.CreateVersion7(now)}, {id}, {siteId}, {itemId}, {written.IsDone}, {remark}, {now}, {by.Name}, {meeting.StartsAt})
                on conflict on constraint checklist_marks_station
                do update set is_done = excluded.is_done, remark = excluded.remark, at = excluded.at, by = excluded.by, given_for = excluded.given_for
                """,
                cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await with.Start.BeginAsync(meeting, by, cancellation);
        return TypedResults.Ok((await StationPage.ViewAsync(db, meeting, siteId, mayWrite: true, Language.Of(http), cancellation))!);
    }

    /// <summary>As if nobody had looked at it: the tick was a slip of the finger.</summary>
    private static async Task<Results<Ok<StationView>, Refusal>> UnmarkAsync(
        Guid id, Guid? siteId, Guid itemId, HttpContext http, DiemCauDb db, Surroundings with, CancellationToken cancellation)
    {
        var (meeting, refusal) = await OpenStationAsync(db, id, siteId, cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        if (await db.ChecklistMarks.SingleOrDefaultAsync(mark => mark.MeetingId == id && mark.SiteId == siteId && mark.ItemId == itemId, cancellation) is { } mark)
        {
            db.ChecklistMarks.Remove(mark);
            with.Journal.Add(
                db, "checklist.unmarked", id.ToString(), new { siteId, itemId, mark.IsDone, mark.By }, new(MeetingId: id, SiteId: siteId));
            if (await TrySaveAsync(db, cancellation) is { } conflict)
            {
                return conflict;
            }
        }

        return TypedResults.Ok((await StationPage.ViewAsync(db, meeting, siteId, mayWrite: true, Language.Of(http), cancellation))!);
    }

    /// <param name="siteId">Null: the media servers, if they carry the meeting.</param>
    public static async Task<(Meeting? Meeting, Refusal? Refusal)> OpenStationAsync(DiemCauDb db, Guid id, Guid? siteId, CancellationToken cancellation) =>
        await OpenAsync(db, id, siteId, cancellation) is var (meeting, refusal) && siteId is null && meeting is not null && !PreparationRights.HasMcu(meeting.Kind)
            ? (null, Refusals.NotFound)
            : (meeting, refusal);

    /// <summary>The meeting, when the site takes part and there is still something to prepare.</summary>
    public static async Task<(Meeting? Meeting, Refusal? Refusal)> OpenAsync(DiemCauDb db, Guid id, Guid? siteId, CancellationToken cancellation)
    {
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(
            meeting => meeting.Id == id && (siteId == null || db.Set<MeetingSite>().Any(site => site.MeetingId == id && site.SiteId == siteId)), cancellation);
        return meeting is null ? (null, Refusals.NotFound)
            : PreparationRights.IsOpen(meeting.Stage) ? (meeting, null)
            : (null, MeetingRefusals.WrongStage);
    }

    /// <summary>The database decides who was first.</summary>
    public static async Task<Refusal?> TrySaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PreparationRefusals.ChangedMeanwhile;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PreparationRefusals.ChangedMeanwhile;
        }
    }
}
