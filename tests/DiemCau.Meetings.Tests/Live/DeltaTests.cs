using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Tests.Live;

public sealed class DeltaTests
{
    [Fact]
    public void Nothing_changed_is_no_delta()
    {
        var sitting = new Sitting();
        sitting.Views.TakeDelta();

        Assert.Null(sitting.Views.TakeDelta());
    }

    [Fact]
    public void Each_delta_has_the_next_version_and_only_what_changed()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        var before = sitting.Views.TakeDelta()!;

        sitting.Conference.RaiseHand(site, sitting.Now);
        var delta = sitting.Views.TakeDelta()!;

        Assert.Equal(before.Version + 1, delta.Version);
        Assert.Equal(["hands"], delta.Set!.Keys);
        Assert.Null(delta.Participants);
        Assert.Null(delta.Chat);
    }

    [Fact]
    public void Many_changes_of_one_thing_are_one_change()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Views.TakeDelta();
        sitting.Say(site, microphone: true);
        sitting.Say(site, microphone: false, camera: true);
        sitting.Say(site, microphone: true, camera: true);

        var delta = sitting.Views.TakeDelta()!;

        Assert.True(Assert.Single(delta.Participants!) is { Microphone: true, Camera: true });
    }

    [Fact]
    public void Who_came_and_left_within_one_delta_is_only_said_to_have_left()
    {
        var sitting = new Sitting();
        sitting.Views.TakeDelta();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Conference.Leave(site, sitting.Now);

        var delta = sitting.Views.TakeDelta()!;

        Assert.Equal([site], delta.Left!);
        Assert.Null(delta.Participants);
    }

    [Fact]
    public void A_late_joiner_reads_each_message_once()
    {
        var sitting = new Sitting();
        sitting.Conference.SendChat(sitting.Chair, Guid.NewGuid(), "Cũ", sitting.Now);
        sitting.Views.TakeDelta();
        sitting.Conference.SendChat(sitting.Chair, Guid.NewGuid(), "Mới", sitting.Now);

        var snapshot = sitting.Snapshot;
        var delta = sitting.Views.TakeDelta()!;

        Assert.Equal(["Cũ"], snapshot.Chat.Select(message => message.Text));
        Assert.Equal(["Mới"], delta.Chat!.Select(message => message.Text));
    }

    [Fact]
    public void Chat_has_a_longest_message_and_keeps_the_latest()
    {
        var sitting = new Sitting();
        Assert.Equal(LiveRefusals.ChatTextInvalid, sitting.Conference.SendChat(sitting.Chair, Guid.NewGuid(), " ", sitting.Now));
        Assert.Equal(
            LiveRefusals.ChatTextInvalid,
            sitting.Conference.SendChat(sitting.Chair, Guid.NewGuid(), new string('a', Chat.MaximumLength + 1), sitting.Now));

        for (var i = 0; i <= Chat.Kept; i++)
        {
            Assert.Null(sitting.Conference.SendChat(sitting.Chair, Guid.NewGuid(), $"{i}", sitting.Now));
        }

        sitting.Views.TakeDelta();
        Assert.Equal(Chat.Kept, sitting.Snapshot.Chat.Count);
        Assert.Equal("1", sitting.Snapshot.Chat[0].Text);
    }

    [Fact]
    public void Only_the_chair_sees_who_waits()
    {
        var sitting = new Sitting(waitingRoom: true);
        sitting.Conference.AskToEnter(Sitting.Person("Xã Ea Kao"), sitting.Now);

        Assert.Single(sitting.Snapshot.Waiting);
        Assert.Empty(sitting.Views.SnapshotFor(Guid.NewGuid(), Slots.None, sitting.Now).Waiting);
    }

    [Fact]
    public void How_good_lines_are_is_shown_but_neither_kept_nor_asked_of_the_media_engine()
    {
        var sitting = new Sitting();
        sitting.Views.TakeDelta();
        sitting.Conference.TakeLastingChange();
        sitting.Conference.TakeProgramme();

        sitting.Conference.QualityChanged(sitting.Chair, ConnectionQuality.Poor, "loss");

        Assert.False(sitting.Conference.TakeLastingChange());
        Assert.Null(sitting.Conference.TakeProgramme());
        Assert.Equal("loss", Assert.Single(sitting.Views.TakeDelta()!.Participants!).Connection.Reason);
    }
}
