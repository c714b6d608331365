using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// A live conference: the verbs that people and the media engine have, and who may use them; the rules are with the
/// <see cref="ConferenceParts">parts</see>. Verbs answer a <see cref="Refusal"/> or null; what follows from them is taken afterwards as
/// changes, tellings to persons, journal lines and the programme for the media engine. It knows no clock, database or socket, and is
/// touched by one writer at a time.
/// </summary>
internal sealed class Conference
{
    public Conference(ConferenceIdentity identity, ConferenceTerms terms, DateTimeOffset now)
        : this(new ConferenceParts(identity, terms)) => Parts.Consequences.Note(now, JournalEvent.Opened);

    private Conference(ConferenceParts parts) => Parts = parts;

    public ConferenceIdentity Identity => Parts.Identity;

    public ConferenceTerms Terms => Parts.Terms;

    public bool Ended { get; private set; }

    public bool Locked => Parts.Door.Locked;

    public Guid? ChairId => Parts.ChairId;

    public DateTimeOffset? SessionOpenedAt => Parts.SessionOpenedAt;

    public int Count => Parts.Roster.Count;

    public IEnumerable<Participant> Everybody => Parts.Roster;

    public bool HasChanges => Parts.Changes.Any || Parts.Changes.Lasting || Parts.Consequences.HasJournal;

    /// <summary>For those who show it; verbs alone change it.</summary>
    public ConferenceParts Parts { get; }

    /// <summary>Goes on where another server stopped.</summary>
    public static Conference Restore(
        ConferenceIdentity identity, ConferenceTerms terms, ConferenceState state, IEnumerable<ChatMessage> messages, DateTimeOffset now) =>
        new(ConferenceParts.Restore(identity, terms, state, messages, now));

    public ConferenceState Capture() => Parts.Capture();

    public bool Holds(Guid participantId) => Parts.Roster.Contains(participantId);

    /// <summary>Lets somebody in, or says that it must wait for admission, or why not. A ticket that was admitted carries the same id.</summary>
    public Entry Enter(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (Holds(who.Id))
        {
            return Return(who, now) is { } no ? no : Entry.Inside;
        }

        var entry = Parts.Door.Pass(who, now);
        if (entry.IsInside)
        {
            // The new place takes the lost one's: nobody is on the list twice.
            if (Parts.Door.LostPlaceOf(who) is { } lost)
            {
                TakeOff(lost, JournalEvent.Lost, now);
            }

            Seat(who, now);
        }

        return entry;
    }

    /// <summary>Somebody stands at the door and can hear the answer: inside means "come in now".</summary>
    public Entry AskToEnter(Newcomer who, DateTimeOffset now) => Ended ? LiveRefusals.ConferenceEnded : Parts.Door.Knock(who, now);

    /// <summary>Somebody waits no more, and says so.</summary>
    public void GiveUpWaiting(Guid ticketId) => Parts.Door.GiveUp(ticketId);

    /// <summary>The line to somebody waiting is gone: a page that is closed, or reloaded and back in a moment.</summary>
    public void LoseWaiting(Guid ticketId, DateTimeOffset now) => Parts.Door.Lose(ticketId, now);

    /// <summary>Comes back with the same identity: after a lost connection, or after the server was restarted.</summary>
    public Refusal? Return(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (Parts.Door.PassAgain(who) is { } refusal)
        {
            return refusal;
        }

        if (Parts.Roster.Find(who.Id) is { } known)
        {
            Parts.Attendance.MediaBrought(known, who.WithMedia);
        }
        else
        {
            Seat(who, now);
        }

        return null;
    }

    public Refusal? Leave(Guid by, DateTimeOffset now) => IfHere(by, who => TakeOff(who, JournalEvent.Left, now));

    /// <summary>What somebody came with does not count any more: its account was closed, its link revoked, its session ended everywhere.</summary>
    public void Expel(Func<Newcomer, bool> whom, DateTimeOffset now)
    {
        foreach (var who in Parts.Roster.Where(who => whom(who.Who)).ToArray())
        {
            Parts.Consequences.Tell(who.Id, TellingKind.Expelled);
            TakeOff(who, JournalEvent.Removed, now);
        }
    }

    public void HubChanged(Guid whose, bool on, DateTimeOffset now) => IfHere(whose, who => Parts.Attendance.HubChanged(who, on, now));

    public void MediaChanged(Guid whose, MediaTransportState state, DateTimeOffset now) => IfHere(whose, who =>
    {
        Parts.Attendance.MediaChanged(who, state, now);
        if (state is MediaTransportState.Connected && !who.HasSent)
        {
            who.HasSent = true;
            Parts.Consequences.Note(now, JournalEvent.Connected, who);
        }
    });

    /// <summary>Somebody's media has settled on a way to the server; it may change with the network.</summary>
    public Refusal? SettleWay(Guid by, ConnectionWay way, DateTimeOffset now) => IfHere(by, who =>
    {
        if (who.Way != way)
        {
            who.Way = way;
            Parts.Consequences.Note(now, JournalEvent.WaySettled, who);
        }
    });

    public Refusal? MediaOffered(Guid by) => IfHere(by, Parts.Attendance.MediaOffered);

    public void QualityChanged(Guid whose, ConnectionQuality quality, string? reason) =>
        IfHere(whose, who => Parts.Attendance.QualityChanged(who, quality, reason));

    public void SpeakerChanged(Guid? participantId, DateTimeOffset now)
    {
        var speaker = Parts.Roster.Find(participantId);
        Parts.Speaker.Become(speaker?.Id);
        if (speaker is { HasBeenHeard: false })
        {
            speaker.HasBeenHeard = true;
            Parts.Consequences.Note(now, JournalEvent.Heard, speaker);
        }
    }

    public Refusal? SetSending(Guid by, SentSources sending, DateTimeOffset now) => IfHere(by, who =>
    {
        if (Parts.Screen.Set(who, sending.Screen, ChairId, now) is { } inUse)
        {
            return inUse;
        }

        if (sending.Camera != who.Camera)
        {
            who.Camera = sending.Camera;
            Parts.Changes.Of(who);
        }

        return Parts.Microphones.Set(who, sending.Microphone, ChairId);
    });

    public Refusal? RaiseHand(Guid by, DateTimeOffset now) => IfHere(by, who => Parts.Hands.Raise(who.Id, now));

    public Refusal? LowerHand(Guid by, Guid whose) => IfHere(by, who => IfHere(whose, lowered =>
    {
        if (who != lowered && !Parts.Authority.KeepsOrder(who, lowered))
        {
            return Refusals.Forbidden;
        }

        Parts.Hands.Lower(whose);
        return null;
    }));

    public Refusal? SendChat(Guid by, Guid messageId, string text, DateTimeOffset now) =>
        IfHere(by, who => Parts.Chat.Send(new ChatMessage(messageId, by, who.Who.DisplayName, text, now)));

    /// <summary>What somebody has said already under this name; null: nothing, or it was not them.</summary>
    public ChatMessage? Said(Guid by, Guid messageId) => Parts.Chat.Find(messageId) is { } said && said.ParticipantId == by ? said : null;

    public Refusal? TakeChair(Guid by, DateTimeOffset now) => IfHere(by, who =>
    {
        if (!Authority.MayPreside(who))
        {
            return Refusals.Forbidden;
        }

        Parts.Chairmanship.Preside(who, now);
        return null;
    });

    public Refusal? HandOverChair(Guid by, Guid to, DateTimeOffset now) => IfHere(by, who => !Parts.Authority.AppointsChair(who)
        ? Refusals.Forbidden
        : IfHere(to, next => Parts.Chairmanship.Preside(next, now)));

    public Refusal? GiveFloor(Guid by, Guid whom, DateTimeOffset now) =>
        IfDirecting(by, director => IfHere(whom, who => Parts.Speaking.GiveFloor(who, director, now)));

    public Refusal? TakeFloor(Guid by, Guid from, DateTimeOffset now) =>
        IfDirecting(by, director => IfHere(from, who => Parts.Speaking.TakeFloor(who, director, now)));

    public Refusal? Mute(Guid by, Guid whose, DateTimeOffset now) =>
        IfLookingAfter(by, whose, (operating, who) => Parts.Speaking.Mute(who, operating, now));

    public Refusal? MuteAll(Guid by, DateTimeOffset now) => IfDirecting(by, director => Parts.Speaking.MuteAll(director, ChairId, now));

    public Refusal? AllowUnmute(Guid by, Guid whose) => IfHere(by, operating => IfHere(whose, who =>
    {
        if (!Parts.Authority.LooksAfter(operating, who))
        {
            return Refusals.Forbidden;
        }

        Parts.Microphones.Allow(who);
        return null;
    }));

    public Refusal? SetSelfUnmute(Guid by, bool may) => IfDirecting(by, _ => Parts.Microphones.SetSelfUnmute(may, Parts.Roster));

    /// <param name="whom">Null: the podium follows the floor and the speaker again.</param>
    public Refusal? SetPodium(Guid by, Guid? whom, DateTimeOffset now) => IfDirecting(by, director =>
    {
        if (whom is not { } shown)
        {
            Parts.Podium.Unpin();
            return null;
        }

        return IfHere(shown, who =>
        {
            Parts.Podium.Pin(who.Id, now);
            Parts.Consequences.Note(now, JournalEvent.PodiumSet, who, director);
        });
    });

    public Refusal? SetLayout(Guid by, ConferenceLayout layout, DateTimeOffset now) => IfDirecting(by, director =>
    {
        Parts.Podium.Arrange(layout);
        Parts.Consequences.Note(now, JournalEvent.LayoutSet, by: director, reason: layout.ToString());
    });

    public Refusal? Admit(Guid by, Guid ticketId, DateTimeOffset now) => IfDirecting(by, director => Parts.Door.Admit(ticketId, director, now));

    public Refusal? Refuse(Guid by, Guid ticketId) => IfDirecting(by, director => Parts.Door.Refuse(ticketId, director));

    public Refusal? AdmitAll(Guid by, DateTimeOffset now) => IfDirecting(by, director => Parts.Door.AdmitAll(director, now));

    public Refusal? SetLocked(Guid by, bool locked, DateTimeOffset now) => IfDirecting(by, director => Parts.Door.SetLocked(locked, director, now));

    public Refusal? SetWaitingRoom(Guid by, bool on, DateTimeOffset now) => IfDirecting(by, director => Parts.Door.SetWaitingRoom(on, director, now));

    public Refusal? Remove(Guid by, Guid whom, DateTimeOffset now) => IfLookingAfter(by, whom, (operating, who) =>
    {
        Parts.Door.Bar(who.Who);
        Parts.Consequences.Tell(who.Id, TellingKind.Removed, by);
        TakeOff(who, JournalEvent.Removed, now, operating);
    });

    /// <summary>"Khai mạc": the formal beginning of a meeting's session. Said twice, it has been said.</summary>
    public Refusal? OpenSession(Guid by, DateTimeOffset now) => IfDirecting(by, director =>
    {
        if (!Terms.HasSession)
        {
            return LiveRefusals.NoSession;
        }

        BeginSession(now, Consequences.SubjectOf(director));
        return null;
    });

    /// <summary>The same from outside the conference, by an account that directs it there.</summary>
    public Refusal? OpenSession(DateTimeOffset now, JournalSubject by)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        BeginSession(now, by);
        return null;
    }

    public Refusal? EndForAll(Guid by, DateTimeOffset now) => IfDirecting(by, director => End(now, Consequences.SubjectOf(director)));

    /// <param name="by">Null: nobody, but time or the end of its occasion.</param>
    public void End(DateTimeOffset now, JournalSubject? by = null, string? reason = null)
    {
        if (Ended)
        {
            return;
        }

        Ended = true;
        Parts.Consequences.Note(now, JournalEvent.Ended, null, by, reason);
        foreach (var who in Parts.Roster.ToArray())
        {
            Parts.Attendance.Remove(who, now);
        }

        Parts.Consequences.Tell(null, TellingKind.Ended, by?.ParticipantId);
    }

    /// <summary>
    /// Lets time and rules catch up: absences, the chair's reservation, an empty room, the podium.
    /// To be called after every verb and at the time it answered.
    /// </summary>
    /// <returns>When to come back although nothing happens; null: not needed.</returns>
    public DateTimeOffset? Settle(DateTimeOffset now)
    {
        if (Ended)
        {
            return null;
        }

        foreach (var lost in Parts.Attendance.Lost(now))
        {
            TakeOff(lost, JournalEvent.Lost, now);
        }

        Parts.Chairmanship.Expire(now);
        Parts.Door.Expire(now);
        if (Parts.Attendance.IsEmptyTooLong(now))
        {
            End(now);
            return null;
        }

        var podiumDue = Parts.Podium.Choose(Parts.Roster, Parts.Floor.Latest, Parts.Speaker.Id, ChairId, now);
        return Times.Earliest(podiumDue, Parts.Chairmanship.Due, Parts.Attendance.Due, Parts.Door.Due);
    }

    public IReadOnlyList<Telling> TakeTellings() => Parts.Consequences.TakeTellings();

    public IReadOnlyList<JournalLine> TakeJournal() => Parts.Consequences.TakeJournal();

    /// <summary>Whether something that must survive a restart changed since the last call.</summary>
    public bool TakeLastingChange() => Parts.Changes.TakeLasting();

    /// <summary>Who is heard and seen, when that may have changed since the last call; otherwise null.</summary>
    public MediaProgramme? TakeProgramme() => Parts.Changes.TakeProgramme() ? Programme() : null;

    /// <summary>Who is heard and seen.</summary>
    public MediaProgramme Programme() => new(
        Parts.Roster.Where(who => Parts.Microphones.IsHeard(who, ChairId)).Select(who => who.Id).ToHashSet(),
        Parts.Roster.Where(who => who.Camera).Select(who => who.Id).ToHashSet(),
        Parts.Podium.ParticipantId,
        Parts.Screen.Of,
        Parts.Podium is { ParticipantId: { } standing, Before: { } before }
            ? new Dictionary<Guid, Guid> { [standing] = before }
            : new Dictionary<Guid, Guid>());

    private void BeginSession(DateTimeOffset now, JournalSubject? by)
    {
        if (SessionOpenedAt is null)
        {
            Parts.SessionOpenedAt = now;
            Parts.Changes.Of(ChangedSetting.Session);
            Parts.Consequences.Note(now, JournalEvent.SessionOpened, null, by);
        }
    }

    private void Seat(Newcomer newcomer, DateTimeOffset now)
    {
        var who = Parts.Attendance.Add(newcomer, now);
        Parts.Consequences.Note(now, JournalEvent.Joined, who);
        Parts.Chairmanship.Welcome(who, now);
    }

    /// <summary>Whoever goes leaves everything behind: screen, hand, floor, voice and chair.</summary>
    private void TakeOff(Participant who, JournalEvent why, DateTimeOffset now, Participant? by = null)
    {
        Parts.Screen.Stop(who);
        Parts.Hands.Lower(who.Id);
        Parts.Floor.Take(who.Id);
        Parts.Speaker.Leave(who);
        Parts.Attendance.Remove(who, now);
        Parts.Chairmanship.Leave(who, since: why == JournalEvent.Lost ? who.AbsentSince!.Value : now);
        Parts.Consequences.Note(now, why, who, by);
        if (why is JournalEvent.Left or JournalEvent.Lost && who.HasCome)
        {
            Parts.Door.Remember(who.Who, now);
        }
    }

    private Refusal? IfHere(Guid by, Func<Participant, Refusal?> then) =>
        Parts.Roster.TryFind(by, out var who) ? then(who) : LiveRefusals.NotHere;

    private Refusal? IfHere(Guid by, Action<Participant> then) => IfHere(by, Always(then));

    private Refusal? IfDirecting(Guid by, Func<Participant, Refusal?> then) =>
        Parts.Roster.TryFind(by, out var who) && Parts.Authority.Directs(who) ? then(who) : Refusals.Forbidden;

    private Refusal? IfDirecting(Guid by, Action<Participant> then) => IfDirecting(by, Always(then));

    /// <summary>What nobody does to whoever presides, the chair itself neither.</summary>
    private Refusal? IfLookingAfter(Guid by, Guid whose, Action<Participant, Participant> then)
    {
        if (!Parts.Roster.TryFind(by, out var operating))
        {
            return Refusals.Forbidden;
        }

        if (!Parts.Roster.TryFind(whose, out var who))
        {
            return Parts.Authority.Directs(operating) ? LiveRefusals.NotHere : Refusals.Forbidden;
        }

        if (!Parts.Authority.LooksAfter(operating, who) || Parts.Authority.IsUntouchable(who))
        {
            return Refusals.Forbidden;
        }

        then(operating, who);
        return null;
    }

    private static Func<Participant, Refusal?> Always(Action<Participant> then) => who =>
    {
        then(who);
        return null;
    };
}
