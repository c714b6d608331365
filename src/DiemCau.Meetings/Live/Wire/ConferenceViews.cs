using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Live.Wire;

/// <summary>How a conference looks to its participants: all at once, or change by change.</summary>
/// <param name="version">Of the last delta; each takes the next one.</param>
internal sealed class ConferenceViews(ConferenceParts parts, long version)
{
    private readonly Changes _changes = parts.Changes;

    /// <summary>Made once per change, not once per receiver.</summary>
    private readonly Dictionary<Guid, (int Revision, ParticipantView View)> _participants = [];

    public long Version { get; private set; } = version;

    /// <summary>The next delta, and with it the next version; null when nothing changed.</summary>
    public Delta? TakeDelta()
    {
        if (!_changes.Any)
        {
            return null;
        }

        Version++;
        foreach (var gone in _changes.Left)
        {
            _participants.Remove(gone);
        }

        var delta = new Delta
        {
            Version = Version,
            Set = _changes.Settings == ChangedSetting.None ? null : ChangedSettings(),
            Participants = _changes.Participants.Count == 0 ? null : [.. _changes.Participants.Select(id => View(parts.Roster.Find(id)!))],
            Left = _changes.Left.Count == 0 ? null : [.. _changes.Left],
            Chat = _changes.Chat.Count == 0 ? null : [.. _changes.Chat.Select(View)],
            Waiting = _changes.Waiting ? Waiting() : null,
        };
        _changes.Clear();
        return delta;
    }

    public Snapshot SnapshotFor(Guid you, Slots slots, DateTimeOffset now)
    {
        var receiver = parts.Roster.Find(you);
        var powers = PowersOf(receiver);
        return new()
        {
            Version = Version,
            ConferenceId = parts.Identity.ConferenceId,
            Occasion = parts.Identity.Occasion,
            Name = parts.Terms.Name,
            UnitName = parts.Terms.UnitName,
            You = you,
            Powers = powers,
            Mode = parts.Terms.Mode,
            Mutes = parts.Terms.Mutes,
            Session = Session(),
            OpenedAt = parts.Identity.OpenedAt,
            ServerTime = now,
            ChairId = parts.ChairId,
            Locked = parts.Door.Locked,
            WaitingRoom = parts.Door.HasWaitingRoom,
            SelfUnmute = parts.Microphones.SelfUnmute,
            Layout = parts.Podium.Layout,
            Podium = View(parts.Podium.Choice),
            ScreenId = parts.Screen.Of,
            ActiveSpeakerId = parts.Speaker.Id,
            Floor = [.. parts.Floor.Holders],
            FloorSince = FloorSince(),
            Hands = Hands(),
            Participants = [.. parts.Roster.Select(View)],
            Waiting = powers.Directs ? Waiting() : [],
            Chat = [.. parts.Chat.Told.Select(View)],
            Slots = slots,
        };
    }

    /// <summary>Those who are told who waits at the door.</summary>
    public IReadOnlyList<Guid> Directing() => [.. parts.Roster.Where(parts.Authority.Directs).Select(who => who.Id)];

    private PowersView PowersOf(Participant? who) => who is null ? new(false, false, false, null) : new(
        parts.Authority.Directs(who),
        Authority.MayPreside(who),
        who.Who.Capacity is Capacity.Secretary or Capacity.Operator,
        who.Who.Branch);

    private FormalSessionView? Session() => parts.Terms.HasSession ? new(parts.SessionOpenedAt) : null;

    private WaitingView[] Waiting() =>
        [.. parts.Door.Waiting.Select(person => new WaitingView(person.TicketId, person.DisplayName, person.At, person.Line, person.AwaySince is not null))];

    private Dictionary<Guid, DateTimeOffset> FloorSince() => new(parts.Floor.Since);

    private HandView[] Hands() => [.. parts.Hands.InOrder.Select(hand => new HandView(hand.ParticipantId, hand.At))];

    private static PodiumView View(PodiumChoice choice) => new(choice.ParticipantId, choice.Pinned);

    private static ChatView View(ChatMessage said) => new(said.Id, said.ParticipantId, said.DisplayName, said.Text, said.At);

    private ParticipantView View(Participant who)
    {
        if (_participants.TryGetValue(who.Id, out var made) && made.Revision == who.Revision)
        {
            return made.View;
        }

        var view = new ParticipantView(
            who.Id, who.Who.DisplayName, who.Who.UnitId, who.Who.UnitName,
            who.Who.Site is { } site ? new(site.Id, site.Name, site.IsMain) : null,
            RoleOf(who), who.JoinedAt, who.Microphone, who.Camera, who.Screen, who.MutedByChair,
            parts.Microphones.MayUnmute(who, parts.ChairId), who.Who.Line,
            new ConnectionView(who.ConnectionState, who.Quality, who.QualityReason));
        _participants[who.Id] = (who.Revision, view);
        return view;
    }

    private ParticipantRole RoleOf(Participant who) => who.Id == parts.ChairId ? ParticipantRole.Chair : who.Who.Capacity switch
    {
        Capacity.Operator => ParticipantRole.Operator,
        Capacity.Secretary => ParticipantRole.Secretary,
        Capacity.Site => ParticipantRole.Site,
        Capacity.Delegate => ParticipantRole.Delegate,
        Capacity.Member or Capacity.Chair => ParticipantRole.Member,
        Capacity.Service => ParticipantRole.Service,
        _ => ParticipantRole.Guest,
    };

    private Dictionary<string, object?> ChangedSettings()
    {
        var set = new Dictionary<string, object?>();
        Add(ChangedSetting.Chair, "chairId", parts.ChairId);
        Add(ChangedSetting.Locked, "locked", parts.Door.Locked);
        Add(ChangedSetting.WaitingRoom, "waitingRoom", parts.Door.HasWaitingRoom);
        Add(ChangedSetting.SelfUnmute, "selfUnmute", parts.Microphones.SelfUnmute);
        Add(ChangedSetting.Layout, "layout", parts.Podium.Layout);
        Add(ChangedSetting.Podium, "podium", View(parts.Podium.Choice));
        Add(ChangedSetting.Screen, "screenId", parts.Screen.Of);
        Add(ChangedSetting.ActiveSpeaker, "activeSpeakerId", parts.Speaker.Id);
        Add(ChangedSetting.Floor, "floor", (Guid[])[.. parts.Floor.Holders]);
        Add(ChangedSetting.Floor, "floorSince", FloorSince());
        Add(ChangedSetting.Hands, "hands", Hands());
        Add(ChangedSetting.Session, "session", Session());
        return set;

        void Add(ChangedSetting setting, string name, object? value)
        {
            if (_changes.Settings.HasFlag(setting))
            {
                set.Add(name, value);
            }
        }
    }
}
