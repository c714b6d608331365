using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>Whoever was inside comes back without being admitted again, for a while and as the same.</summary>
public sealed class ReturningTests
{
    private readonly Sitting _sitting = new(waitingRoom: true);
    private readonly Newcomer _guest = Sitting.Person("Xã Ea Kao", browser: "trình duyệt 1");

    public ReturningTests() => Admit(_guest);

    [Fact]
    public void Who_left_comes_back_without_waiting_again()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        _sitting.Pass(Returning.Patience - TimeSpan.FromSeconds(1));

        Assert.Equal(Entry.Inside, Enter(Again()));
        Assert.Empty(_sitting.Snapshot.Waiting);
    }

    [Fact]
    public void After_half_an_hour_it_waits_like_everybody()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        _sitting.Pass(Returning.Patience);

        Assert.Equal(Entry.Waits, Enter(Again()));
    }

    [Fact]
    public void A_browser_is_a_person_only_under_the_same_name()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);

        Assert.Equal(Entry.Waits, Enter(Again() with { DisplayName = "Người khác" }));
        Assert.Equal(Entry.Waits, Enter(Again() with { Browser = "trình duyệt 2" }));
        Assert.Equal(Entry.Waits, Enter(Again() with { Browser = null }));
    }

    [Fact]
    public void An_account_and_a_link_are_known_at_another_computer_and_not_by_the_browser()
    {
        var (account, link) = (Guid.NewGuid(), Guid.NewGuid());
        Newcomer[] people = [Sitting.Person("A", browser: "máy 1") with { AccountId = account }, Sitting.Person("B", browser: "máy 2") with { PassId = link }];
        foreach (var who in people)
        {
            Admit(who);
            _sitting.Conference.Leave(who.Id, _sitting.Now);
        }

        Assert.Equal(Entry.Inside, Enter(Sitting.Person("A, máy khác", browser: "máy 3") with { AccountId = account }));
        Assert.Equal(Entry.Inside, Enter(Sitting.Person("B, máy khác", browser: "máy 4") with { PassId = link }));
        Assert.Equal(Entry.Waits, Enter(Sitting.Person("A", browser: "máy 1") with { AccountId = Guid.NewGuid() }));
        Assert.Equal(Entry.Waits, Enter(Sitting.Person("B", browser: "máy 2")));
    }

    [Fact]
    public void Who_was_asked_to_leave_is_not_remembered()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        var again = Again();
        Enter(again);
        _sitting.Conference.Remove(_sitting.Chair, again.Id, _sitting.Now);

        Assert.Equal(LiveRefusals.RemovedFromRoom, Enter(Again()).Refusal);
    }

    [Fact]
    public void Who_was_only_waiting_is_not_known()
    {
        var stranger = Sitting.Person("Người lạ", browser: "trình duyệt 9");
        _sitting.Conference.AskToEnter(stranger, _sitting.Now);
        _sitting.Conference.GiveUpWaiting(stranger.Id);

        Assert.Equal(Entry.Waits, Enter(stranger with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public void Whoever_closes_the_door_lets_in_those_alone_who_are_inside()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        _sitting.Conference.SetLocked(_sitting.Chair, true, _sitting.Now);
        Assert.Equal(LiveRefusals.RoomLocked, Enter(Again()).Refusal);

        _sitting.Conference.SetLocked(_sitting.Chair, false, _sitting.Now);
        Admit(Again());
        var inside = _sitting.Conference.Everybody.Single(who => who.Who.Browser == _guest.Browser).Id;
        _sitting.Conference.SetLocked(_sitting.Chair, true, _sitting.Now);
        _sitting.Conference.Leave(inside, _sitting.Now);

        Assert.Equal(Entry.Inside, Enter(Again()));
    }

    [Fact]
    public void Turning_the_waiting_room_on_counts_for_those_who_are_outside_already()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        _sitting.Conference.SetWaitingRoom(_sitting.Chair, false, _sitting.Now);
        _sitting.Conference.SetWaitingRoom(_sitting.Chair, true, _sitting.Now);

        Assert.Equal(Entry.Waits, Enter(Again()));
    }

    [Fact]
    public void After_a_crash_of_the_browser_the_new_place_takes_the_lost_ones()
    {
        _sitting.Lose(_guest.Id);
        var again = Again();

        Assert.Equal(Entry.Inside, Enter(again));

        Assert.DoesNotContain(_sitting.Conference.Everybody, who => who.Id == _guest.Id);
        Assert.Contains(_sitting.Conference.Everybody, who => who.Id == again.Id);
    }

    [Fact]
    public void Two_machines_of_one_site_do_not_take_each_others_place()
    {
        var account = Guid.NewGuid();
        var first = Sitting.Person("Hội trường, máy 1", browser: "máy 1") with { AccountId = account };
        Admit(first);
        _sitting.Lose(first.Id);

        Admit(Sitting.Person("Hội trường, máy 2", browser: "máy 2") with { AccountId = account });

        Assert.Contains(_sitting.Conference.Everybody, who => who.Id == first.Id);
    }

    [Fact]
    public void Consent_to_one_line_is_none_to_another()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);

        Assert.Equal(Entry.Waits, Enter(Again() with { Line = LineClass.Internet, NeedsConsent = true }));

        var byInternet = Sitting.Person("Xã Hòa Thắng", browser: "trình duyệt 2") with { Line = LineClass.Internet, NeedsConsent = true };
        Admit(byInternet);
        _sitting.Conference.Leave(byInternet.Id, _sitting.Now);
        Assert.Equal(Entry.Inside, Enter(byInternet with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public void A_restart_of_the_server_forgets_nobody()
    {
        _sitting.Conference.Leave(_guest.Id, _sitting.Now);
        var restarted = _sitting.Restarted(TimeSpan.FromMinutes(1));

        Assert.Equal(Entry.Inside, restarted.Conference.Enter(Again(), restarted.Now));
    }

    [Fact]
    public void What_is_remembered_has_an_end()
    {
        var returning = new Returning([]);
        for (var i = 0; i <= Returning.Most; i++)
        {
            returning.Remember(Sitting.Person($"Khách {i}", browser: $"{i}"), _sitting.Now);
        }

        Assert.Equal(Returning.Most, returning.Everybody.Count);
        Assert.False(returning.Knows(Sitting.Person("Khách 0", browser: "0"), _sitting.Now));
    }

    private Newcomer Again() => _guest with { Id = Guid.NewGuid() };

    private Entry Enter(Newcomer who) => _sitting.Conference.Enter(who, _sitting.Now);

    private void Admit(Newcomer who)
    {
        Assert.Equal(Entry.Waits, _sitting.Conference.AskToEnter(who, _sitting.Now));
        Assert.Null(_sitting.Conference.Admit(_sitting.Chair, who.Id, _sitting.Now));
        Assert.Equal(Entry.Inside, Enter(who));
        _sitting.Connect(who.Id);
    }
}
