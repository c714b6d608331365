using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// Opens the conferences whose hour of connection has come, carries out what commands have ordered, and ends the conferences of meetings that
/// are not held any more. Each meeting by itself: one that cannot be opened keeps no other waiting.
/// </summary>
internal sealed partial class SessionRounds(
    IDbContextFactory<DiemCauDb> contexts, TableChanges changes, LiveConferences conferences, MeetingEvents events, MeetingClock clock, TimeProvider time,
    ILogger<SessionRounds> log) : BackgroundService
{
    /// <summary>Until a meeting is tried again that could not be connected, and a database that was away; between two looks while nothing is told.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    /// <summary>What moves hours of connection without moving a meeting, the rules and the calendar, is known this much later.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Nothing connects earlier than the longest amount that the rule may be given.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>An order that no server took within this is told as not carried out.</summary>
    private static readonly TimeSpan OrderLife = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = ShortestPause;
            try
            {
                pause = await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(log, failure);
            }

            await changes.Sessions.WaitAsync(pause, ShortestPause, stoppingToken);
        }
    }

    /// <returns>How long there is nothing to do, as far as is known now.</returns>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var pause = await ConnectDueAsync(db, cancellation);
        await ObeyAsync(db, cancellation);
        await EndUnheldAsync(db, cancellation);
        return pause;
    }

    private async Task<TimeSpan> ConnectDueAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var horizon = now + Ahead;
        var candidates = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.Kind != MeetingKind.Outside && MeetingWay.Coming.Contains(meeting.Stage))
            // By name: stages are text in the database, where "before" is a matter of letters.
            .Where(meeting => meeting.Stage != MeetingStage.Connecting && meeting.Stage != MeetingStage.InSession)
            .Where(meeting => meeting.StartsAt < horizon && meeting.EndsAt > now)
            .Select(meeting => new { meeting.Id, StartsAt = meeting.StartsAt!.Value }).ToListAsync(cancellation);
        if (candidates.Count == 0)
        {
            return LongestPause;
        }

        var times = await clock.TimesAsync(db, now, cancellation);
        var pause = LongestPause;
        foreach (var meeting in candidates)
        {
            var wait = times.ConnectFrom(meeting.StartsAt) - now;
            if (wait <= TimeSpan.Zero)
            {
                await ConnectAsync(db, meeting.Id, now, cancellation);
                wait = ShortestPause;
            }

            pause = wait < pause ? wait : pause;
        }

        return pause;
    }

    /// <summary>Opens the conference, which moves the meeting; where an operator has opened it before the hour, only the meeting moves.</summary>
    private async Task ConnectAsync(DiemCauDb db, Guid meetingId, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var (_, refusal) = await conferences.OpenAsync(Occasion.OfMeeting(meetingId), cancellation);
            if (refusal is null && await db.FindMeetingAsync(meetingId, null, cancellation) is { } meeting
                && meeting.Connect(MeetingActor.System, now) is null)
            {
                refusal = await events.SaveAsync(db, meeting, cancellation);
            }

            if (refusal is not null)
            {
                NotConnected(log, meetingId, refusal.Code);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            MeetingFailed(log, failure, meetingId);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task ObeyAsync(DiemCauDb db, CancellationToken cancellation)
    {
        foreach (var order in await db.Set<SessionOrder>().Where(order => order.DoneAt == null).OrderBy(order => order.GivenAt).ToListAsync(cancellation))
        {
            var now = time.GetUtcNow();
            var refusal = now - order.GivenAt > OrderLife ? LiveRefusals.RoomNotOpen : await ObeyAsync(db, order, cancellation);
            (order.DoneAt, order.RefusedCode) = (now, refusal?.Code);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private async Task<Refusal?> ObeyAsync(DiemCauDb db, SessionOrder order, CancellationToken cancellation)
    {
        if (await MeetingDoor.FindAsync(db, order.MeetingId, cancellation) is not { } meeting || !MeetingDoor.IsHeld(meeting))
        {
            return SessionRefusals.NotHeld;
        }

        var by = JournalSubject.Outside(null, order.GivenBy, null);
        switch (order.Verb)
        {
            case SessionOrderVerb.Connect:
                return (await conferences.OpenAsync(Occasion.OfMeeting(meeting.Id), cancellation)).Refusal;
            case SessionOrderVerb.Open:
                return await SessionVerbs.InConferenceAsync(conferences, meeting, (conference, now) => conference.OpenSession(now, by), cancellation);
            default:
                return await SessionVerbs.InConferenceAsync(conferences, meeting, (conference, now) =>
                {
                    conference.End(now, by);
                    return null;
                }, cancellation);
        }
    }

    /// <summary>Cancelled, put off or sent back for approval while its sites were connecting.</summary>
    private async Task EndUnheldAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var here = conferences.Here().Where(live => live.Occasion.Kind == OccasionKind.Meeting).ToDictionary(live => live.Occasion.Id);
        if (here.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. here.Keys];
        var held = await db.Meetings.Where(meeting => ids.Contains(meeting.Id) && MeetingWay.Coming.Contains(meeting.Stage))
            .Select(meeting => meeting.Id).ToHashSetAsync(cancellation);
        foreach (var (id, live) in here.Where(one => !held.Contains(one.Key)))
        {
            await live.EndAsync("meeting not held");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The round of sessions failed; the next one tries again")]
    private static partial void RoundFailed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Meeting {MeetingId} could not be connected")]
    private static partial void MeetingFailed(ILogger log, Exception failure, Guid meetingId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Meeting {MeetingId} is not connected: {Code}")]
    private static partial void NotConnected(ILogger log, Guid meetingId, string code);
}
