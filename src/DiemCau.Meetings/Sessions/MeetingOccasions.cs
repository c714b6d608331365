using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// Registered meetings, as something to hold a conference for. What happens in the conference moves the meeting: its opening at the hour of
/// connection, the formal opening, the end; each in the transaction that writes the conference's own state.
/// </summary>
internal sealed class MeetingOccasions(
    MeetingEvents events, MeetingClock clock, Ringing ringing, JournalWriter journal, TimeProvider time) : IOccasions
{
    public OccasionKind Kind => OccasionKind.Meeting;

    public async Task<ConferenceTerms?> TermsAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        var described = await (
            from meeting in db.Meetings
            join unit in db.Units on meeting.UnitId equals unit.Id
            where meeting.Id == id && meeting.Kind != MeetingKind.Outside && MeetingWay.Coming.Contains(meeting.Stage)
            select new { meeting.Title, meeting.UnitId, UnitName = unit.Name, meeting.EndsAt }).SingleOrDefaultAsync(cancellation);
        if (described is null)
        {
            return null;
        }

        var template = await (
            from choice in db.TemplateChoices
            join chosen in db.ConferenceTemplates on choice.TemplateId equals chosen.Id
            where choice.MeetingId == id
            select chosen).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return new(described.Title, described.UnitId, described.UnitName, template?.Mode ?? ConferenceMode.Conference)
        {
            Layout = LayoutOf(template?.Layout ?? LayoutCue.Podium),
            ChairLayout = LayoutOf(template?.ChairLayout ?? LayoutCue.Podium),
            Mutes = template?.Mutes ?? MutePolicy.ByFloor,
            IsRecorded = template?.IsRecorded ?? false,
            WaitingRoom = template?.HasWaitingRoom ?? false,
            HasSession = true,
            KeptOpenUntil = described.EndsAt,
        };
    }

    /// <summary>From the hour of connection on, the meeting is being connected; opened earlier, for a check, it stays where it is.</summary>
    public async Task<Refusal?> OpeningAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var now = time.GetUtcNow();
        if (meeting.StartsAt is { } starts && now < (await clock.TimesAsync(db, starts, cancellation)).ConnectFrom(starts))
        {
            return MeetingDoor.IsHeld(meeting) ? null : MeetingRefusals.WrongStage;
        }

        return meeting.Can(MeetingVerb.Connect) is null
            ? meeting.Connect(MeetingActor.System, now) ?? await events.SaveAsync(db, meeting, cancellation)
            : MeetingDoor.IsHeld(meeting) ? null : MeetingRefusals.WrongStage;
    }

    public async Task HappenedAsync(
        DiemCauDb db, ConferenceIdentity conference, IReadOnlyList<JournalLine> lines, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            await ConnectionWriting.WriteAsync(db, conference, line, cancellation);
            if (line is { Event: JournalEvent.Joined, Who: { Capacity: Capacity.Site, SiteId: { } site } })
            {
                ringing.Answered(conference.Occasion.Id, site);
            }

            if (line is { Event: JournalEvent.WaySettled, Who: { Way: { } way } who })
            {
                await SiteWay.RememberAsync(db, journal, conference, who, way, line.At, cancellation);
            }
        }

        if (lines.FirstOrDefault(line => line.Event == JournalEvent.SessionOpened) is { } opened)
        {
            await StepAsync(db, conference, (meeting, by) => meeting.Open(by, opened.At), opened, cancellation);
        }

        if (lines.FirstOrDefault(line => line.Event == JournalEvent.Ended) is { } ended)
        {
            await StepAsync(db, conference, (meeting, by) => meeting.End(by, ended.At), ended, cancellation);
        }
        else if (lines.Any(line => line.Event is JournalEvent.Connected or JournalEvent.Heard or JournalEvent.Joined))
        {
            await ConfirmAsync(db, conference, cancellation);
        }
    }

    public async Task<bool> StillAdmitsAsync(DiemCauDb db, Guid id, Newcomer who, CancellationToken cancellation) =>
        await db.Meetings.AnyAsync(meeting => meeting.Id == id && MeetingWay.Coming.Contains(meeting.Stage), cancellation)
        && (who.PassId is not { } passId || await db.MeetingPasses.AnyAsync(pass => pass.Id == passId && pass.RevokedAt == null, cancellation));

    public async Task<IReadOnlyList<Guid>> RevokedAsync(DiemCauDb db, Guid id, IReadOnlyCollection<Guid> passes, CancellationToken cancellation)
    {
        var good = await db.MeetingPasses.Where(pass => pass.MeetingId == id && passes.Contains(pass.Id) && pass.RevokedAt == null)
            .Select(pass => pass.Id).ToListAsync(cancellation);
        return [.. passes.Except(good)];
    }

    /// <summary>"Sẵn sàng" is measured: it is confirmed by itself when all sites are connected and those that speak were heard.</summary>
    private async Task ConfirmAsync(DiemCauDb db, ConferenceIdentity conference, CancellationToken cancellation)
    {
        var id = conference.Occasion.Id;
        if (!await IsConfirmedAsync(db, id, cancellation) && await Readiness.OfAsync(db, id, cancellation) is { IsComplete: true })
        {
            var now = time.GetUtcNow();
            await StepAsync(db, conference, (meeting, by) => meeting.ConfirmConnected(by, now), null, cancellation);
        }
    }

    /// <summary>Once is enough: who comes later, or comes back, makes it no more complete.</summary>
    private static Task<bool> IsConfirmedAsync(DiemCauDb db, Guid id, CancellationToken cancellation)
    {
        var passages = db.StagePassages.Where(passage => passage.MeetingId == id);
        return passages.AnyAsync(
            passage => passage.Verb == MeetingVerb.ConfirmConnected && !passage.IsAnyway
                && !passages.Any(later => later.Verb == MeetingVerb.Connect && later.At > passage.At),
            cancellation);
    }

    /// <summary>A verb that does not fit any more (written twice, cancelled meanwhile) is none.</summary>
    private async Task StepAsync(
        DiemCauDb db, ConferenceIdentity conference, Func<Meeting, MeetingActor, Refusal?> verb, JournalLine? line, CancellationToken cancellation)
    {
        if (await db.FindMeetingAsync(conference.Occasion.Id, null, cancellation) is not { } meeting)
        {
            return;
        }

        var by = line?.By is { } person ? new MeetingActor(person.AccountId, person.DisplayName) : MeetingActor.System;
        if (verb(meeting, by) is null && await events.SaveAsync(db, meeting, cancellation) is { } refusal)
        {
            // Somebody has written the meeting at the same moment: the whole write is tried again.
            throw new DbUpdateConcurrencyException($"The meeting could not be moved: {refusal.Code}");
        }
    }

    private static ConferenceLayout LayoutOf(LayoutCue cue) => cue switch
    {
        LayoutCue.Grid => ConferenceLayout.Grid,
        LayoutCue.Content => ConferenceLayout.Content,
        LayoutCue.PodiumAndContent => ConferenceLayout.PodiumAndContent,
        _ => ConferenceLayout.Podium,
    };
}
