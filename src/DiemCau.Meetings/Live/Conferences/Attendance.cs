namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who is here and how well they are connected. Present is whoever has the hub or media; somebody lost stays on the list for a while,
/// and so does a conference with nobody in it; one of a planned meeting until the time for which it is planned is over.
/// </summary>
internal sealed class Attendance(Roster roster, Changes changes, DateTimeOffset openedAt, DateTimeOffset? keptOpenUntil)
{
    /// <summary>How long somebody lost stays on the list.</summary>
    public static readonly TimeSpan AbsencePatience = TimeSpan.FromSeconds(60);

    /// <summary>How long a place is kept for who was let in and brings neither hub nor media: a script that joins costs nobody a place for long.</summary>
    public static readonly TimeSpan ComingPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long a conference with nobody in it stays open.</summary>
    public static readonly TimeSpan EmptyPatience = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _emptySince = openedAt;

    /// <summary>When the next absence, or the room's emptiness, has lasted long enough; null: all are here.</summary>
    public DateTimeOffset? Due => Times.Earliest(EmptyUntil, roster.Min(KeptUntil));

    /// <summary>Takes up a list from before a restart: nobody of it is connected yet, and patience begins anew.</summary>
    public void Restore(IEnumerable<ParticipantState> participants, DateTimeOffset now)
    {
        foreach (var participant in participants)
        {
            roster.Add(new Participant(participant.Who, participant.JoinedAt)
            {
                Microphone = participant.Microphone,
                Camera = participant.Camera,
                Screen = participant.Screen,
                MutedByChair = participant.MutedByChair,
                Allowed = participant.Allowed,
                HasConnected = true,
                HasCome = true,
                HasSent = participant.HasSent,
                HasBeenHeard = participant.HasBeenHeard,
                Way = participant.Way,
                AbsentSince = now,
            });
        }

        _emptySince = roster.Count == 0 ? now : null;
    }

    public Participant Add(Newcomer who, DateTimeOffset now)
    {
        var participant = new Participant(who, now);
        roster.Add(participant);
        _emptySince = null;
        changes.Of(participant);
        return participant;
    }

    public void Remove(Participant who, DateTimeOffset now)
    {
        roster.Remove(who.Id);
        changes.OfLeaving(who.Id);
        _emptySince = roster.Count == 0 ? now : null;
    }

    public void HubChanged(Participant who, bool on, DateTimeOffset now)
    {
        who.OnHub = on;
        LineChanged(who, now);
    }

    public void MediaChanged(Participant who, MediaTransportState state, DateTimeOffset now)
    {
        who.Media = state;
        LineChanged(who, now);
    }

    /// <summary>Comes back with or without media while still on the list.</summary>
    public void MediaBrought(Participant who, bool withMedia)
    {
        // The engine may recognise the session and have nothing to report: what it said last stays true until it says otherwise.
        if (!withMedia || who.Media is not MediaTransportState.Connected)
        {
            who.TakeMedia(withMedia);
            changes.Of(who);
        }
    }

    /// <summary>A new offer of somebody who is already here: media where there was none, or a new transport.</summary>
    public void MediaOffered(Participant who)
    {
        if (who.Media is null)
        {
            who.TakeMedia(withMedia: true);
            changes.Of(who);
        }
    }

    public void QualityChanged(Participant who, ConnectionQuality quality, string? reason)
    {
        if (who.Quality != quality || who.QualityReason != reason)
        {
            (who.Quality, who.QualityReason) = (quality, reason);
            changes.OfLine(who);
        }
    }

    /// <summary>Those whose absence has lasted too long.</summary>
    public IReadOnlyList<Participant> Lost(DateTimeOffset now) => [.. roster.Where(who => KeptUntil(who) <= now)];

    public bool IsEmptyTooLong(DateTimeOffset now) => EmptyUntil <= now;

    /// <summary>How long a conference that is empty now stays open; null: somebody is here.</summary>
    private DateTimeOffset? EmptyUntil => _emptySince is not { } since ? null
        : keptOpenUntil > since + EmptyPatience ? keptOpenUntil : since + EmptyPatience;

    private static DateTimeOffset? KeptUntil(Participant who) => who.AbsentSince + (who.HasCome ? AbsencePatience : ComingPatience);

    private void LineChanged(Participant who, DateTimeOffset now)
    {
        who.HasCome |= who.IsPresent;
        who.HasConnected |= who.Media is MediaTransportState.Connected || (who.Media is null && who.OnHub);
        who.AbsentSince = who.IsPresent ? null : who.AbsentSince ?? now;
        changes.OfLine(who);
    }
}
