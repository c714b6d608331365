using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// A live conference: its people and the rules between them. Verbs answer a <see cref="Refusal"/> or null; what follows from them is taken
/// afterwards as a delta, tellings to persons, journal lines and the programme for the media engine. It knows no clock, database or socket,
/// and is touched by one writer at a time.
/// </summary>
internal sealed class Conference
{
    /// <summary>Twice the largest conference planned for (250 sites); beyond it the roster itself would be a burden for weak clients.</summary>
    public const int MaximumParticipants = 500;

    /// <summary>How long somebody lost stays on the list.</summary>
    public static readonly TimeSpan AbsencePatience = TimeSpan.FromSeconds(60);

    /// <summary>How long a conference with nobody in it stays open.</summary>
    public static readonly TimeSpan EmptyPatience = TimeSpan.FromMinutes(5);

    private readonly Changes changes = new();
    private readonly List<Telling> tellings = [];
    private readonly List<JournalLine> journal = [];
    private readonly HashSet<Guid> removedParticipants = [];
    private readonly HashSet<string> removedBrowsers = [];
    private readonly Roster roster = [];
    private readonly Hands hands;
    private readonly Floor floor;
    private readonly Podium podium;
    private readonly Microphones microphones;
    private readonly Chairmanship chairmanship;
    private readonly WaitingList waiting;
    private readonly Chat chat;
    private Guid? activeSpeaker;
    private Guid? screen;
    private DateTimeOffset? emptySince;

    public Conference(ConferenceIdentity identity, bool waitingRoom)
    {
        Identity = identity;
        WaitingRoom = waitingRoom;
        hands = new Hands(changes);
        floor = new Floor(identity.Mode, changes);
        podium = new Podium(changes);
        microphones = new Microphones(identity.Mode, floor, changes);
        chairmanship = new Chairmanship(changes);
        waiting = new WaitingList(changes);
        chat = new Chat(changes);
        emptySince = identity.OpenedAt;
    }

    public ConferenceIdentity Identity { get; }

    public long Version { get; private set; }

    public bool Ended { get; private set; }

    public bool Locked { get; private set; }

    public bool WaitingRoom { get; private set; }

    public ConferenceLayout Layout { get; private set; }

    public Guid? ChairId => chairmanship.ChairId;

    public IReadOnlyList<WaitingView> Waiting => waiting.Waiting;

    public int Count => roster.Count;

    public bool Holds(Guid participantId) => roster.Contains(participantId);

    public static Conference Restore(ConferenceIdentity identity, ConferenceState state, IEnumerable<ChatMessage> messages, DateTimeOffset now)
    {
        // One ahead of what was written, so that no client takes the restored state for the one it already has.
        var conference = new Conference(identity, state.WaitingRoom)
        {
            Version = state.Version + 1,
            Locked = state.Locked,
            Layout = state.Layout,
            screen = state.ScreenId,
        };
        conference.removedParticipants.UnionWith(state.RemovedParticipants);
        conference.removedBrowsers.UnionWith(state.RemovedBrowsers);
        conference.microphones.Restore(state.SelfUnmute);
        conference.podium.Restore(state.Podium);
        conference.chairmanship.Restore(state.ChairId, state.ChairReserved is { } kept ? kept with { Since = now } : null);
        conference.waiting.Restore(state.Waiting, state.AdmittedTickets, state.RefusedTickets);
        conference.chat.Restore(messages);
        foreach (var participant in state.Participants)
        {
            conference.roster.Add(new Participant(participant.Who, participant.JoinedAt)
            {
                Microphone = participant.Microphone,
                Camera = participant.Camera,
                Screen = participant.Screen,
                MutedByChair = participant.MutedByChair,
                Allowed = participant.Allowed,
                HasConnected = true,
                AbsentSince = now,
            });
        }

        foreach (var holder in state.Floor)
        {
            conference.floor.Give(holder);
        }

        foreach (var hand in state.Hands)
        {
            conference.hands.Raise(hand.ParticipantId, hand.At);
        }

        conference.emptySince = conference.roster.Count == 0 ? now : null;
        conference.changes.Clear();
        return conference;
    }

    public ConferenceState Capture() => new()
    {
        Version = Version,
        Locked = Locked,
        WaitingRoom = WaitingRoom,
        SelfUnmute = microphones.SelfUnmute,
        Layout = Layout,
        Podium = podium.View,
        ScreenId = screen,
        ChairId = ChairId,
        ChairReserved = chairmanship.Reserved,
        Floor = [.. floor.Holders],
        Hands = hands.InOrder,
        Waiting = waiting.Waiting,
        AdmittedTickets = [.. waiting.AdmittedTickets],
        RefusedTickets = [.. waiting.RefusedTickets],
        RemovedParticipants = [.. removedParticipants],
        RemovedBrowsers = [.. removedBrowsers],
        Participants =
        [
            .. roster.Select(who => new ParticipantState(
                who.Who, who.JoinedAt, who.Microphone, who.Camera, who.Screen, who.MutedByChair, who.Allowed)),
        ],
    };

    /// <summary>Lets somebody in, or says that it must wait for admission, or why not. A ticket that was admitted carries the same id.</summary>
    public Entry Enter(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (roster.Contains(who.Id))
        {
            return Return(who, now) is { } no ? no : Entry.Inside;
        }

        if (!who.OwnsRoom)
        {
            if (IsRemoved(who) || waiting.IsRefused(who.Id))
            {
                return LiveRefusals.RemovedFromRoom;
            }

            if (roster.Count >= MaximumParticipants)
            {
                return LiveRefusals.RoomFull;
            }

            var admitted = who.PassesDoor || waiting.Use(who.Id);
            if (Locked && !admitted)
            {
                return LiveRefusals.RoomLocked;
            }

            if (WaitingRoom && !admitted)
            {
                return Entry.Waits;
            }
        }

        Seat(who, now);
        return Entry.Inside;
    }

    /// <summary>Somebody stands at the door and can hear the answer: the chair sees it until it goes away or is let in.</summary>
    /// <returns>True: come in now; false: wait.</returns>
    public bool AskToEnter(Newcomer who, DateTimeOffset now, out Refusal? refusal)
    {
        refusal = Ended ? LiveRefusals.ConferenceEnded
            : IsRemoved(who) ? LiveRefusals.RemovedFromRoom
            : WaitingRoom ? waiting.Ask(new WaitingView(who.Id, who.DisplayName, now))
            : null;
        return refusal is null && (!WaitingRoom || waiting.IsAdmitted(who.Id));
    }

    /// <summary>Comes back with the same identity: after a lost connection, or after the server was restarted.</summary>
    public Refusal? Return(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (IsRemoved(who))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (roster.Find(who.Id) is { } known)
        {
            // The engine may recognise the session and have nothing to report: what it said last stays true until it says otherwise.
            if (!who.WithMedia || known.Media is not MediaTransportState.Connected)
            {
                known.TakeMedia(who.WithMedia);
                changes.Of(known);
            }

            return null;
        }

        if (roster.Count >= MaximumParticipants)
        {
            return LiveRefusals.RoomFull;
        }

        Seat(who, now);
        return null;
    }

    public Refusal? Leave(Guid participantId, DateTimeOffset now)
    {
        if (!roster.TryFind(participantId, out var who))
        {
            return LiveRefusals.NotHere;
        }

        TakeOff(who, now, now);
        Note(now, JournalEvent.Left, who);
        return null;
    }

    public void HubChanged(Guid participantId, bool on, DateTimeOffset now)
    {
        if (roster.TryFind(participantId, out var who))
        {
            who.OnHub = on;
            LineChanged(who, now);
        }
    }

    public void MediaChanged(Guid participantId, MediaTransportState state, DateTimeOffset now)
    {
        if (roster.TryFind(participantId, out var who))
        {
            who.Media = state;
            LineChanged(who, now);
        }
    }

    /// <summary>A new offer of somebody who is already here: media where there was none, or a new transport.</summary>
    public Refusal? MediaOffered(Guid participantId)
    {
        if (!roster.TryFind(participantId, out var who))
        {
            return LiveRefusals.NotHere;
        }

        if (who.Media is null)
        {
            who.TakeMedia(withMedia: true);
            changes.Of(who);
        }

        return null;
    }

    public void QualityChanged(Guid participantId, ConnectionQuality quality, string? reason)
    {
        if (roster.TryFind(participantId, out var who) && (who.Quality != quality || who.QualityReason != reason))
        {
            (who.Quality, who.QualityReason) = (quality, reason);
            changes.OfLine(who);
        }
    }

    public void SpeakerChanged(Guid? participantId)
    {
        var speaker = roster.Find(participantId)?.Id;
        if (activeSpeaker != speaker)
        {
            activeSpeaker = speaker;
            changes.Of(ChangedSetting.ActiveSpeaker);
        }
    }

    public Refusal? SetSending(Guid by, Sending sending, DateTimeOffset now)
    {
        if (!roster.TryFind(by, out var who))
        {
            return LiveRefusals.NotHere;
        }

        if (sending.Screen && !who.Screen && ShareScreen(who, now) is { } inUse)
        {
            return inUse;
        }

        if (!sending.Screen && who.Screen)
        {
            StopScreen(who);
        }

        if (sending.Camera != who.Camera)
        {
            who.Camera = sending.Camera;
            changes.Of(who);
        }

        if (sending.Microphone == who.Microphone)
        {
            return null;
        }

        if (sending.Microphone)
        {
            return microphones.Open(who, ChairId);
        }

        microphones.Close(who);
        return null;
    }

    public Refusal? RaiseHand(Guid by, DateTimeOffset now) => IfHere(by, _ => hands.Raise(by, now));

    public Refusal? LowerHand(Guid by, Guid whose) =>
        by == whose ? IfHere(by, _ => hands.Lower(by)) : IfChair(by, whose, who => hands.Lower(who.Id));

    public Refusal? SendChat(Guid by, Guid messageId, string text, DateTimeOffset now) =>
        roster.TryFind(by, out var who) ? chat.Send(new ChatMessage(messageId, by, who.Who.DisplayName, text, now)) : LiveRefusals.NotHere;

    public Refusal? TakeChair(Guid by, DateTimeOffset now)
    {
        if (!roster.TryFind(by, out var who))
        {
            return LiveRefusals.NotHere;
        }

        if (!who.Who.OwnsRoom)
        {
            return Refusals.Forbidden;
        }

        Preside(who, now);
        return null;
    }

    public Refusal? Mute(Guid by, Guid whose, DateTimeOffset now) => IfChair(by, whose, who =>
    {
        Silence(who, by);
        Note(now, JournalEvent.Muted, who, by);
    }, butNotChair: true);

    /// <summary>Mutes all but the chair and those the chair has given the floor.</summary>
    public Refusal? MuteAll(Guid by, DateTimeOffset now)
    {
        if (by != ChairId)
        {
            return Refusals.Forbidden;
        }

        foreach (var who in roster.Where(who => who.Id != ChairId && !floor.Has(who.Id)))
        {
            Silence(who, by);
        }

        Note(now, JournalEvent.MutedAll, null, by);
        return null;
    }

    public Refusal? AllowUnmute(Guid by, Guid whose) => IfChair(by, whose, microphones.Allow);

    public Refusal? SetSelfUnmute(Guid by, bool may) => IfChair(by, () => microphones.SetSelfUnmute(may, roster));

    public Refusal? GiveFloor(Guid by, Guid whom, DateTimeOffset now) => IfChair(by, whom, who =>
    {
        foreach (var loser in floor.Give(who.Id))
        {
            Dismiss(roster.Find(loser)!, by, now);
        }

        hands.Lower(who.Id);
        who.MutedByChair = false;
        changes.Of(who);
        tellings.Add(new Telling(who.Id, TellingKind.FloorGiven, by));
        Note(now, JournalEvent.FloorGiven, who, by);
    });

    public Refusal? TakeFloor(Guid by, Guid from, DateTimeOffset now) => IfChair(by, from, who =>
    {
        if (floor.Take(who.Id))
        {
            Dismiss(who, by, now);
        }
    });

    public Refusal? SetPodium(Guid by, Guid? whom, DateTimeOffset now)
    {
        if (whom is not { } shown)
        {
            return IfChair(by, podium.Unpin);
        }

        return IfChair(by, shown, who =>
        {
            podium.Pin(who.Id, now);
            Note(now, JournalEvent.PodiumSet, who, by);
        });
    }

    public Refusal? SetLayout(Guid by, ConferenceLayout layout) => IfChair(by, () =>
    {
        Layout = layout;
        changes.Of(ChangedSetting.Layout);
    });

    public Refusal? Admit(Guid by, Guid ticketId) =>
        IfChairDecides(by, () => waiting.Admit(ticketId), new Telling(ticketId, TellingKind.Admitted, by));

    public Refusal? Refuse(Guid by, Guid ticketId) =>
        IfChairDecides(by, () => waiting.Refuse(ticketId), new Telling(ticketId, TellingKind.Refused, by));

    public Refusal? AdmitAll(Guid by) => IfChair(by, () => LetAllIn(by));

    /// <summary>Somebody waiting closed the page.</summary>
    public void GiveUpWaiting(Guid ticketId) => waiting.Forget(ticketId);

    public Refusal? SetLocked(Guid by, bool locked, DateTimeOffset now) => IfChair(by, () =>
    {
        Locked = locked;
        changes.Of(ChangedSetting.Locked);
        Note(now, locked ? JournalEvent.Locked : JournalEvent.Unlocked, null, by);
    });

    public Refusal? SetWaitingRoom(Guid by, bool on) => IfChair(by, () =>
    {
        WaitingRoom = on;
        changes.Of(ChangedSetting.WaitingRoom);
        if (!on)
        {
            LetAllIn(by);
        }
    });

    public Refusal? Remove(Guid by, Guid whom, DateTimeOffset now) => IfChair(by, whom, who =>
    {
        removedParticipants.Add(who.Id);
        if (who.Who.Browser is { } browser && !who.Who.OwnsRoom)
        {
            removedBrowsers.Add(browser);
        }

        tellings.Add(new Telling(who.Id, TellingKind.Removed, by));
        TakeOff(who, now, now);
        Note(now, JournalEvent.Removed, who, by);
    }, butNotChair: true);

    public Refusal? HandOverChair(Guid by, Guid to, DateTimeOffset now) => IfChair(by, to, who => Preside(who, now));

    public Refusal? EndForAll(Guid by, DateTimeOffset now) => IfChair(by, () => End(now, by));

    /// <param name="by">Null: nobody of the conference, but time or the room's end.</param>
    public void End(DateTimeOffset now, Guid? by)
    {
        if (Ended)
        {
            return;
        }

        Ended = true;
        foreach (var who in roster.ToArray())
        {
            roster.Remove(who.Id);
            changes.OfLeaving(who.Id);
        }

        tellings.Add(new Telling(null, TellingKind.Ended, by));
        Note(now, JournalEvent.Ended, null, by);
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

        foreach (var lost in roster.Where(who => who.AbsentSince + AbsencePatience <= now).ToArray())
        {
            TakeOff(lost, now, lost.AbsentSince!.Value);
            Note(now, JournalEvent.Lost, lost);
        }

        if (chairmanship.Expire(roster, now))
        {
            tellings.Add(new Telling(null, TellingKind.ChairAway));
            Note(now, JournalEvent.ChairAway, null);
        }

        if (emptySince + EmptyPatience <= now)
        {
            End(now, null);
            return null;
        }

        var podiumDue = podium.Choose(roster, floor.Latest, activeSpeaker, ChairId, now);
        return Earliest(
            podiumDue,
            emptySince + EmptyPatience,
            ChairId is null ? chairmanship.Reserved?.Since + Chairmanship.Reservation : null,
            roster.Min(who => who.AbsentSince) + AbsencePatience);
    }

    public bool HasChanges => changes.Any || changes.Lasting || journal.Count > 0;

    /// <summary>The next delta, and with it the next version; null when nothing changed.</summary>
    public Delta? TakeDelta()
    {
        if (!changes.Any)
        {
            return null;
        }

        Version++;
        var delta = new Delta
        {
            Version = Version,
            Set = changes.Settings == ChangedSetting.None ? null : ChangedSettings(),
            Participants = changes.Participants.Count == 0 ? null : [.. changes.Participants.Select(id => View(roster.Find(id)!))],
            Left = changes.Left.Count == 0 ? null : [.. changes.Left],
            Chat = changes.Chat.Count == 0 ? null : [.. changes.Chat],
            Waiting = changes.Waiting ? waiting.Waiting : null,
        };
        changes.Clear();
        return delta;
    }

    public IReadOnlyList<Telling> TakeTellings() => Taken(tellings);

    public IReadOnlyList<JournalLine> TakeJournal() => Taken(journal);

    /// <summary>Whether something that must survive a restart changed since the last call.</summary>
    public bool TakeLastingChange() => changes.TakeLasting();

    /// <summary>Who is heard and seen, when that may have changed since the last call; otherwise null.</summary>
    public MediaProgramme? TakeProgramme() => changes.TakeProgramme() ? Programme() : null;

    public MediaProgramme Programme() => new(
        roster.Where(who => microphones.IsHeard(who, ChairId)).Select(who => who.Id).ToHashSet(),
        roster.Where(who => who.Camera).Select(who => who.Id).ToHashSet(),
        podium.ParticipantId,
        screen);

    public Snapshot SnapshotFor(Guid you, Slots slots, DateTimeOffset now) => new()
    {
        Version = Version,
        ConferenceId = Identity.ConferenceId,
        RoomId = Identity.RoomId,
        RoomName = Identity.RoomName,
        UnitName = Identity.UnitName,
        You = you,
        Mode = Identity.Mode,
        OpenedAt = Identity.OpenedAt,
        ServerTime = now,
        ChairId = ChairId,
        Locked = Locked,
        WaitingRoom = WaitingRoom,
        SelfUnmute = microphones.SelfUnmute,
        Layout = Layout,
        Podium = podium.View,
        ScreenId = screen,
        ActiveSpeakerId = activeSpeaker,
        Floor = [.. floor.Holders],
        Hands = hands.InOrder,
        Participants = [.. roster.Select(View)],
        Waiting = you == ChairId ? waiting.Waiting : [],
        Chat = chat.Told,
        Slots = slots,
    };

    private void Seat(Newcomer who, DateTimeOffset now)
    {
        var participant = new Participant(who, now);
        roster.Add(participant);
        emptySince = null;
        changes.Of(participant);
        Note(now, JournalEvent.Joined, participant);
        var chairIsLost = roster.Find(ChairId) is { IsPresent: false, Who.OwnsRoom: true, HasConnected: true };
        if (chairmanship.IsKeptFor(who.Id) || (who.OwnsRoom && (ChairId is null || chairIsLost)))
        {
            Preside(participant, now);
        }
    }

    private void Preside(Participant who, DateTimeOffset now)
    {
        var before = roster.Find(ChairId);
        chairmanship.Seat(who, roster);
        hands.Lower(who.Id);
        changes.OfWaiting();
        Note(now, JournalEvent.ChairTaken, who);
        if (before is not null && before != who && before.Microphone && !microphones.MayUnmute(before, ChairId))
        {
            Silence(before, who.Id);
        }
    }

    private void TakeOff(Participant who, DateTimeOffset now, DateTimeOffset goneSince)
    {
        StopScreen(who);
        hands.Lower(who.Id);
        floor.Take(who.Id);
        if (activeSpeaker == who.Id)
        {
            activeSpeaker = null;
            changes.Of(ChangedSetting.ActiveSpeaker);
        }

        roster.Remove(who.Id);
        chairmanship.Leave(who, goneSince);
        changes.OfLeaving(who.Id);
        emptySince = roster.Count == 0 ? now : null;
    }

    private void LineChanged(Participant who, DateTimeOffset now)
    {
        who.HasConnected |= who.Media is MediaTransportState.Connected || (who.Media is null && who.OnHub);
        who.AbsentSince = who.IsPresent ? null : who.AbsentSince ?? now;
        changes.OfLine(who);
    }

    private void Silence(Participant who, Guid by)
    {
        var spoke = who.Microphone;
        microphones.Mute(who);
        if (spoke)
        {
            tellings.Add(new Telling(who.Id, TellingKind.MutedByChair, by));
        }
    }

    private void Dismiss(Participant who, Guid by, DateTimeOffset now)
    {
        Note(now, JournalEvent.FloorTaken, who, by);
        if (who.Id != ChairId)
        {
            Silence(who, by);
        }
    }

    private Refusal? ShareScreen(Participant who, DateTimeOffset now)
    {
        var maySharePastRules = who.Id == ChairId || floor.Has(who.Id);
        if (!maySharePastRules && Identity.Mode != ConferenceMode.Discussion)
        {
            return Refusals.Forbidden;
        }

        if (roster.Find(screen) is { } sharing)
        {
            if (!maySharePastRules)
            {
                return LiveRefusals.ScreenInUse;
            }

            StopScreen(sharing);
        }

        who.Screen = true;
        screen = who.Id;
        changes.Of(who);
        changes.Of(ChangedSetting.Screen);
        Note(now, JournalEvent.ScreenShared, who);
        return null;
    }

    private void StopScreen(Participant who)
    {
        if (who.Screen)
        {
            who.Screen = false;
            changes.Of(who);
        }

        if (screen == who.Id)
        {
            screen = null;
            changes.Of(ChangedSetting.Screen);
        }
    }

    private void LetAllIn(Guid by) =>
        tellings.AddRange(waiting.AdmitAll().Select(ticket => new Telling(ticket, TellingKind.Admitted, by)));

    private bool IsRemoved(Newcomer who) =>
        removedParticipants.Contains(who.Id) || (who.Browser is not null && removedBrowsers.Contains(who.Browser));

    private ParticipantView View(Participant who) => who.View(
        who.Id == ChairId ? ParticipantRole.Chair : who.Who.UnitId is null ? ParticipantRole.Guest : ParticipantRole.Member,
        microphones.MayUnmute(who, ChairId));

    private Dictionary<string, object?> ChangedSettings()
    {
        var set = new Dictionary<string, object?>();
        Add(ChangedSetting.Chair, "chairId", ChairId);
        Add(ChangedSetting.Locked, "locked", Locked);
        Add(ChangedSetting.WaitingRoom, "waitingRoom", WaitingRoom);
        Add(ChangedSetting.SelfUnmute, "selfUnmute", microphones.SelfUnmute);
        Add(ChangedSetting.Layout, "layout", Layout);
        Add(ChangedSetting.Podium, "podium", podium.View);
        Add(ChangedSetting.Screen, "screenId", screen);
        Add(ChangedSetting.ActiveSpeaker, "activeSpeakerId", activeSpeaker);
        Add(ChangedSetting.Floor, "floor", (Guid[])[.. floor.Holders]);
        Add(ChangedSetting.Hands, "hands", hands.InOrder);
        return set;

        void Add(ChangedSetting setting, string name, object? value)
        {
            if (changes.Settings.HasFlag(setting))
            {
                set.Add(name, value);
            }
        }
    }

    private Refusal? IfHere(Guid by, Action<Participant> then)
    {
        if (!roster.TryFind(by, out var who))
        {
            return LiveRefusals.NotHere;
        }

        then(who);
        return null;
    }

    private Refusal? IfChair(Guid by, Action then)
    {
        if (by != ChairId)
        {
            return Refusals.Forbidden;
        }

        then();
        return null;
    }

    private Refusal? IfChair(Guid by, Guid whose, Action<Participant> then, bool butNotChair = false) =>
        by != ChairId || (butNotChair && whose == ChairId) ? Refusals.Forbidden : IfHere(whose, then);

    private Refusal? IfChairDecides(Guid by, Func<bool> decide, Telling telling)
    {
        if (by != ChairId)
        {
            return Refusals.Forbidden;
        }

        if (!decide())
        {
            return LiveRefusals.NotHere;
        }

        tellings.Add(telling);
        return null;
    }

    private void Note(DateTimeOffset now, JournalEvent what, Participant? who, Guid? by = null) =>
        journal.Add(new JournalLine(now, what, who?.Id, who?.Who.DisplayName, by));

    private static T[] Taken<T>(List<T> list)
    {
        T[] taken = [.. list];
        list.Clear();
        return taken;
    }

    private static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            earliest = earliest is null || time < earliest ? time ?? earliest : earliest;
        }

        return earliest;
    }
}
