using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>How a conference looks from outside: to a participant all at once or change by change, and to the media engine.</summary>
/// <param name="version">Of the last delta; each takes the next one.</param>
internal sealed class ConferenceViews(ConferenceParts parts, long version)
{
    private readonly Changes _changes = parts.Changes;

    public long Version { get; private set; } = version;

    /// <summary>The next delta, and with it the next version; null when nothing changed.</summary>
    public Delta? TakeDelta()
    {
        if (!_changes.Any)
        {
            return null;
        }

        Version++;
        var delta = new Delta
        {
            Version = Version,
            Set = _changes.Settings == ChangedSetting.None ? null : ChangedSettings(),
            Participants = _changes.Participants.Count == 0 ? null : [.. _changes.Participants.Select(id => View(parts.Roster.Find(id)!))],
            Left = _changes.Left.Count == 0 ? null : [.. _changes.Left],
            Chat = _changes.Chat.Count == 0 ? null : [.. _changes.Chat],
            Waiting = _changes.Waiting ? parts.Door.Waiting : null,
        };
        _changes.Clear();
        return delta;
    }

    public Snapshot SnapshotFor(Guid you, Slots slots, DateTimeOffset now) => new()
    {
        Version = Version,
        ConferenceId = parts.Identity.ConferenceId,
        RoomId = parts.Identity.RoomId,
        RoomName = parts.Identity.RoomName,
        UnitName = parts.Identity.UnitName,
        You = you,
        Mode = parts.Identity.Mode,
        OpenedAt = parts.Identity.OpenedAt,
        ServerTime = now,
        ChairId = parts.ChairId,
        Locked = parts.Door.Locked,
        WaitingRoom = parts.Door.HasWaitingRoom,
        SelfUnmute = parts.Microphones.SelfUnmute,
        Layout = parts.Podium.Layout,
        Podium = parts.Podium.View,
        ScreenId = parts.Screen.Of,
        ActiveSpeakerId = parts.Speaker.Id,
        Floor = [.. parts.Floor.Holders],
        Hands = parts.Hands.InOrder,
        Participants = [.. parts.Roster.Select(View)],
        Waiting = you == parts.ChairId ? parts.Door.Waiting : [],
        Chat = parts.Chat.Told,
        Slots = slots,
    };

    /// <summary>Who is heard and seen.</summary>
    public MediaProgramme Programme() => new(
        parts.Roster.Where(who => parts.Microphones.IsHeard(who, parts.ChairId)).Select(who => who.Id).ToHashSet(),
        parts.Roster.Where(who => who.Camera).Select(who => who.Id).ToHashSet(),
        parts.Podium.ParticipantId,
        parts.Screen.Of);

    private ParticipantView View(Participant who) => who.View(
        who.Id == parts.ChairId ? ParticipantRole.Chair : who.Who.UnitId is null ? ParticipantRole.Guest : ParticipantRole.Member,
        parts.Microphones.MayUnmute(who, parts.ChairId));

    private Dictionary<string, object?> ChangedSettings()
    {
        var set = new Dictionary<string, object?>();
        Add(ChangedSetting.Chair, "chairId", parts.ChairId);
        Add(ChangedSetting.Locked, "locked", parts.Door.Locked);
        Add(ChangedSetting.WaitingRoom, "waitingRoom", parts.Door.HasWaitingRoom);
        Add(ChangedSetting.SelfUnmute, "selfUnmute", parts.Microphones.SelfUnmute);
        Add(ChangedSetting.Layout, "layout", parts.Podium.Layout);
        Add(ChangedSetting.Podium, "podium", parts.Podium.View);
        Add(ChangedSetting.Screen, "screenId", parts.Screen.Of);
        Add(ChangedSetting.ActiveSpeaker, "activeSpeakerId", parts.Speaker.Id);
        Add(ChangedSetting.Floor, "floor", (Guid[])[.. parts.Floor.Holders]);
        Add(ChangedSetting.Hands, "hands", parts.Hands.InOrder);
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
