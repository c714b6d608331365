namespace DiemCau.Meetings.Live.Conferences;

/// <summary>The things a conference is made of, each with its own rules, and what of them survives the server.</summary>
internal sealed class ConferenceParts
{
    public ConferenceParts(ConferenceIdentity identity, ConferenceTerms terms)
    {
        Identity = identity;
        Terms = terms;
        Attendance = new Attendance(Roster, Changes, identity.OpenedAt, terms.KeptOpenUntil);
        Hands = new Hands(Changes);
        Floor = new Floor(terms.Mode, Changes);
        Podium = new Podium(terms.Layout, Changes);
        Screen = new ScreenShare(terms.Mode, Roster, Floor, Changes, Consequences);
        Speaker = new ActiveSpeaker(Changes);
        Microphones = new Microphones(terms.Mode, terms.Mutes, Floor, Changes);
        Speaking = new Speaking(Roster, Hands, Floor, Microphones, Changes, Consequences);
        Chairmanship = new Chairmanship(Roster, Hands, Speaking, Changes, Consequences);
        Door = new Door(terms.WaitingRoom, Roster, Changes, Consequences);
        Authority = new Authority(Chairmanship);
        Chat = new Chat(Changes);
    }

    public ConferenceIdentity Identity { get; }

    public ConferenceTerms Terms { get; }

    /// <summary>"Khai mạc"; null: not yet, or there is no formal session.</summary>
    public DateTimeOffset? SessionOpenedAt { get; set; }

    public Changes Changes { get; } = new();

    public Consequences Consequences { get; } = new();

    public Roster Roster { get; } = [];

    public Attendance Attendance { get; }

    public Hands Hands { get; }

    public Floor Floor { get; }

    public Podium Podium { get; }

    public ScreenShare Screen { get; }

    public ActiveSpeaker Speaker { get; }

    public Microphones Microphones { get; }

    public Speaking Speaking { get; }

    public Chairmanship Chairmanship { get; }

    public Authority Authority { get; }

    public Door Door { get; }

    public Chat Chat { get; }

    public Guid? ChairId => Chairmanship.ChairId;

    public static ConferenceParts Restore(
        ConferenceIdentity identity, ConferenceTerms terms, ConferenceState state, IEnumerable<ChatMessage> messages, DateTimeOffset now)
    {
        var parts = new ConferenceParts(identity, terms) { SessionOpenedAt = state.SessionOpenedAt };
        parts.Attendance.Restore(state.Participants, now);
        parts.Door.Restore(state, now);
        parts.Microphones.Restore(state.SelfUnmute);
        parts.Podium.Restore(state.Podium, state.Layout);
        parts.Screen.Restore(state.ScreenId);
        parts.Chairmanship.Restore(state.ChairId, state.ChairReserved is { } kept ? kept with { Since = now } : null);
        parts.Chat.Restore(messages);
        foreach (var holder in state.Floor)
        {
            parts.Floor.Give(holder, state.FloorSince.GetValueOrDefault(holder, now));
        }

        foreach (var hand in state.Hands)
        {
            parts.Hands.Raise(hand.ParticipantId, hand.At);
        }

        parts.Changes.Clear();
        return parts;
    }

    public ConferenceState Capture() => Door.Capture(new ConferenceState
    {
        SelfUnmute = Microphones.SelfUnmute,
        Layout = Podium.Layout,
        Podium = Podium.Choice,
        ScreenId = Screen.Of,
        ChairId = ChairId,
        ChairReserved = Chairmanship.Reserved,
        SessionOpenedAt = SessionOpenedAt,
        Floor = [.. Floor.Holders],
        FloorSince = new Dictionary<Guid, DateTimeOffset>(Floor.Since),
        Hands = Hands.InOrder,
        Participants =
        [
            .. Roster.Select(who => new ParticipantState(
                who.Who, who.JoinedAt, who.Microphone, who.Camera, who.Screen, who.MutedByChair, who.Allowed, who.HasSent, who.HasBeenHeard,
                who.Way)),
        ],
    });
}
