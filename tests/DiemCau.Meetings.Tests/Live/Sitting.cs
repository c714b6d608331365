using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>A conference without a server: its rules alone, with a clock that the test turns.</summary>
internal sealed class Sitting
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    public static readonly Guid Province = Guid.NewGuid();

    public Sitting(ConferenceMode mode = ConferenceMode.Discussion, bool waitingRoom = false)
    {
        Conference = new Conference(
            new ConferenceIdentity(Guid.NewGuid(), Guid.NewGuid(), "Giao ban tuần", Province, "UBND tỉnh", mode, Start), waitingRoom);
        Chair = Come("Chủ trì", ownsRoom: true, unit: Province);
    }

    private Sitting(Conference conference, Guid chair, DateTimeOffset now) => (Conference, Chair, Now) = (conference, chair, now);

    public Conference Conference { get; }

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

    public Snapshot Snapshot => Conference.SnapshotFor(Chair, Slots.None, Now);

    public static Newcomer Person(string name, bool ownsRoom = false, Guid? unit = null, string? browser = null, bool media = true) =>
        new(Guid.NewGuid(), name, unit, unit is null ? null : "UBND", ownsRoom, browser, media);

    /// <summary>Comes in and is connected.</summary>
    public Guid Come(string name, bool ownsRoom = false, Guid? unit = null, string? browser = null)
    {
        var who = Person(name, ownsRoom, unit, browser);
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
        Conference.SetSending(who, new Sending(microphone, camera, screen), Now);

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
        var state = System.Text.Json.JsonSerializer.Deserialize<ConferenceState>(System.Text.Json.JsonSerializer.Serialize(Conference.Capture()))!;
        Conference.TakeDelta();
        return new Sitting(Conference.Restore(Conference.Identity, state, Snapshot.Chat, now), Chair, now);
    }
}
