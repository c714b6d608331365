namespace DiemCau.Meetings.Live.Conferences;

/// <summary>The members of a snapshot outside its lists that one delta may set.</summary>
[Flags]
internal enum ChangedSetting
{
    None = 0,
    Chair = 1,
    Locked = 1 << 1,
    WaitingRoom = 1 << 2,
    SelfUnmute = 1 << 3,
    Layout = 1 << 4,
    Podium = 1 << 5,
    Screen = 1 << 6,
    ActiveSpeaker = 1 << 7,
    Floor = 1 << 8,
    Hands = 1 << 9,
    Session = 1 << 10,
}

/// <summary>
/// What changed since the last delta. Several changes of one thing become one, so that a storm of joins costs each client
/// a message per interval, not one per person.
/// </summary>
internal sealed class Changes
{
    private readonly HashSet<Guid> _participants = [];
    private readonly HashSet<Guid> _left = [];
    private readonly List<ChatMessage> _chat = [];

    public ChangedSetting Settings { get; private set; }

    public bool Waiting { get; private set; }

    /// <summary>Something that must survive a restart changed; who speaks and how well lines do is measured again anyway.</summary>
    public bool Lasting { get; private set; }

    /// <summary>Who is heard or seen may have changed.</summary>
    public bool Programme { get; private set; }

    public IReadOnlyCollection<Guid> Participants => _participants;

    public IReadOnlyCollection<Guid> Left => _left;

    public IReadOnlyList<ChatMessage> Chat => _chat;

    public bool Any => Settings != 0 || Waiting || _participants.Count > 0 || _left.Count > 0 || _chat.Count > 0;

    public void Of(ChangedSetting setting)
    {
        Settings |= setting;
        Lasting |= setting != ChangedSetting.ActiveSpeaker;
        Programme |= (setting & (ChangedSetting.Podium | ChangedSetting.Screen)) != 0;
    }

    public void Of(Participant participant)
    {
        participant.Revise();
        _participants.Add(participant.Id);
        _left.Remove(participant.Id);
        Lasting = true;
        Programme = true;
    }

    /// <summary>Measured, not decided: shown to the others, neither kept nor asked of the media engine.</summary>
    public void OfLine(Participant participant)
    {
        participant.Revise();
        _participants.Add(participant.Id);
    }

    public void OfLeaving(Guid participantId)
    {
        _participants.Remove(participantId);
        _left.Add(participantId);
        Lasting = true;
        Programme = true;
    }

    public void OfWaiting()
    {
        Waiting = true;
        Lasting = true;
    }

    public void Of(ChatMessage message) => _chat.Add(message);

    public bool TakeProgramme()
    {
        var changed = Programme;
        Programme = false;
        return changed;
    }

    public bool TakeLasting()
    {
        var changed = Lasting;
        Lasting = false;
        return changed;
    }

    public void Clear()
    {
        Settings = ChangedSetting.None;
        Waiting = false;
        _participants.Clear();
        _left.Clear();
        _chat.Clear();
    }
}
