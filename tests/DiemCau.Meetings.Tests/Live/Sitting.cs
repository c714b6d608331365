using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>A conference without a server: its rules alone, with a clock that the test turns.</summary>
internal sealed class Sitting
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    public static readonly Guid Province = Guid.NewGuid();

    public Sitting(ConferenceMode mode = ConferenceMode.Discussion, bool waitingRoom = false)
        : this(new ConferenceTerms("Giao ban tuần", Province, "UBND tỉnh", mode) { WaitingRoom = waitingRoom })
    {
    }

    public Sitting(ConferenceTerms terms)
    {
        Conference = new Conference(new ConferenceIdentity(Guid.NewGuid(), Occasion.OfRoom(Guid.NewGuid()), Start), terms, Start);
        Views = new ConferenceViews(Conference.Parts, version: 0);
        Chair = Come("Chủ trì", ownsRoom: true, unit: Province);
    }

    private Sitting(Conference conference, long version, Guid chair, DateTimeOffset now) =>
        (Conference, Views, Chair, Now) = (conference, new ConferenceViews(conference.Parts, version), chair, now);

    public Conference Conference { get; }

    public ConferenceViews Views { get; }

    public Guid Chair { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public MediaProgramme Programme
    {
        get
        {
            Conference.Settle(Now);
            return Conference.Programme();
        }
    }

    public Guid? OnPodium => Programme.Podium;

    public Snapshot Snapshot => Views.SnapshotFor(Chair, Slots.None, Now);

    public static Newcomer Person(string name, bool ownsRoom = false, Guid? unit = null, string? browser = null, bool media = true) =>
        new(Guid.NewGuid(), name, ownsRoom ? Capacity.Chair : unit is null ? Capacity.Guest : Capacity.Member)
        {
            UnitId = unit, UnitName = unit is null ? null : "UBND", Browser = browser, WithMedia = media,
        };

    /// <summary>Comes in and is connected.</summary>
    public Guid Come(string name, bool ownsRoom = false, Guid? unit = null, string? browser = null) =>
        Come(Person(name, ownsRoom, unit, browser));

    public Guid Come(Newcomer who)
    {
        Assert.True(Conference.Enter(who, Now).IsInside);
        Connect(who.Id);
        return who.Id;
    }

    public void Connect(Guid who)
    {
        Conference.HubChanged(who, on: true, Now);
        Conference.MediaChanged(who, MediaTransportState.Connected, Now);
        Conference.Settle(Now);
    }

    public void Lose(Guid who)
    {
        Conference.HubChanged(who, on: false, Now);
        Conference.MediaChanged(who, MediaTransportState.Disconnected, Now);
        Conference.Settle(Now);
    }

    public Refusal? Say(Guid who, bool microphone, bool camera = false, bool screen = false) =>
        Conference.SetSending(who, new SentSources(microphone, camera, screen), Now);

    public void Pass(TimeSpan time)
    {
        Now += time;
        Conference.Settle(Now);
    }

    public ParticipantView See(Guid who) => Snapshot.Participants.Single(participant => participant.Id == who);

    /// <summary>The server dies and another takes over from what was written.</summary>
    public Sitting Restarted(TimeSpan after)
    {
        var now = Now + after;
        var stored = StoredConference.Read(StoredConference.Write(Conference.Capture(), Views.Version))!;
        Views.TakeDelta();
        var chat = Snapshot.Chat.Select(said => new ChatMessage(said.Id, said.ParticipantId, said.DisplayName, said.Text, said.At));
        return new Sitting(
            Conference.Restore(Conference.Identity, Conference.Terms, stored.ToState(), chat, now), stored.Version + 1, Chair, now);
    }
}
